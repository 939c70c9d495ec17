/// Writes the entries of a dictionary (ISO 32000-1, 7.3.7).
///
/// Keys and constant names are given as they stand in a file, with their slash.
package struct DictionaryWriter: Sendable {
  @usableFromInline var out: ObjectText

  @inlinable
  init(_ out: consuming ObjectText) {
    self.out = out
  }

  /// Where the text ends that was written so far.
  @inlinable
  package var position: ObjectText.Position { out.end }
}

// Simple values.
extension DictionaryWriter {
  /// Adds a constant name.
  @inlinable
  package mutating func name(_ key: StaticString, _ name: StaticString) {
    out += key
    out += name
  }

  /// Adds a name that is given without its slash, and escaped where that is needed.
  @inlinable
  package mutating func name(_ key: StaticString, escaping name: String) {
    out += key
    out.name(name)
  }

  /// Adds a whole number.
  @inlinable
  package mutating func integer(_ key: StaticString, _ value: Int) {
    begin(key)
    out.integer(value)
  }

  /// Adds a truth value.
  @inlinable
  package mutating func boolean(_ key: StaticString, _ value: Bool) {
    begin(key)
    out += value ? "true" : "false"
  }

  /// Adds a text string (7.9.2.2).
  @inlinable
  package mutating func text(_ key: StaticString, _ text: String) {
    out += key
    out.text(text)
  }

  /// Adds a literal string (7.3.4.2).
  @inlinable
  package mutating func literal(_ key: StaticString, _ bytes: some Sequence<UInt8>) {
    out += key
    out.literal(bytes)
  }

  /// Adds a reference to an object whose number is open.
  @inlinable
  package mutating func reference(_ key: StaticString, _ object: Reference) {
    begin(key)
    out.reference(object)
  }

  /// Adds a reference under a name that is given without its slash, as resources are named.
  @inlinable
  package mutating func reference(escaping key: String, _ object: Reference) {
    out.name(key)
    out += " "
    out.reference(object)
  }

  /// Adds a reference to an object whose number is known.
  @inlinable
  package mutating func reference(_ key: StaticString, to object: ObjectNumber) {
    begin(key)
    out.reference(to: object)
  }

  /// Adds a number counted from a first one that is not known yet: of a key of the parent tree, or of an
  /// MCID.
  @inlinable
  package mutating func counted(_ key: StaticString, _ index: Int) {
    begin(key)
    out.counted(index)
  }

  /// Adds a value that was written before, and begins with a sign that sets words apart.
  @inlinable
  package mutating func value(_ key: StaticString, _ value: ObjectText) {
    out += key
    out += value
  }

  /// Adds a key, and the space that sets it apart from a word or a number.
  @inlinable
  mutating func begin(_ key: StaticString) {
    out += key
    out.byte(0x20)
  }
}

// Values that hold others.
extension DictionaryWriter {
  /// Adds a dictionary.
  @inlinable
  package mutating func dictionary(
    _ key: StaticString, _ entries: (inout DictionaryWriter) -> Void
  ) {
    out += key
    out.dictionary(entries)
  }

  /// Adds an array.
  @inlinable
  package mutating func array(_ key: StaticString, _ items: (inout ArrayWriter) -> Void) {
    out += key
    out.array(items)
  }

  /// Adds a value, or several as an array, all set apart by spaces.
  @inlinable
  package mutating func oneOrMore(
    _ key: StaticString, isOne: Bool, _ items: (inout ArrayWriter) -> Void
  ) {
    out += key
    out += isOne ? " " : "["
    var writer = ArrayWriter(out, isLoose: true)
    out = ObjectText()
    items(&writer)
    out = writer.out
    if !isOne { out += "]" }
  }

  /// Adds the leaves of a number tree (7.9.7).
  @inlinable
  package mutating func numbers(_ leaves: (inout NumberTreeWriter) -> Void) {
    out += "/Nums["
    var writer = NumberTreeWriter(out)
    out = ObjectText()
    leaves(&writer)
    out = writer.out
    out += "]"
  }

  /// Adds entries that were written before.
  @inlinable
  package mutating func append(_ entries: DictionaryEntries) {
    out += entries.text
  }

  /// Adds entries that somebody else wrote, byte for byte.
  @inlinable
  package mutating func append(bytes entries: some Sequence<UInt8>) {
    out.bytes.append(contentsOf: entries)
  }
}

/// Entries of a dictionary that is written later, perhaps in many objects.
package struct DictionaryEntries: Sendable {
  @usableFromInline let text: ObjectText

  /// Writes entries.
  @inlinable
  package init(_ entries: (inout DictionaryWriter) -> Void) {
    var writer = DictionaryWriter(ObjectText())
    entries(&writer)
    text = writer.out
  }
}

extension ObjectText {
  /// Adds a dictionary.
  @inlinable
  package mutating func dictionary(_ entries: (inout DictionaryWriter) -> Void) {
    self += "<<"
    var writer = DictionaryWriter(self)
    // The writer alone has the bytes now, so that adding to them copies nothing.
    self = ObjectText()
    entries(&writer)
    self = writer.out
    self += ">>"
  }

  /// A dictionary.
  @inlinable
  package init(dictionary entries: (inout DictionaryWriter) -> Void) {
    self.init()
    dictionary(entries)
  }
}
