/// Writes the items of an array (ISO 32000-1, 7.3.6).
package struct ArrayWriter: Sendable {
  @usableFromInline var out: ObjectText
  /// Whether the last item is a word or a number, which must be set apart from a following one.
  @usableFromInline var needsSpace = false
  /// Whether all items are set apart, not only words and numbers.
  @usableFromInline let isLoose: Bool

  @inlinable
  init(_ out: consuming ObjectText, isLoose: Bool = false) {
    (self.out, self.isLoose) = (out, isLoose)
  }

  /// Where the text ends that was written so far.
  @inlinable
  package var position: ObjectText.Position { out.end }

  /// Adds a whole number.
  @inlinable
  package mutating func integer(_ value: Int) {
    separate()
    out.integer(value)
  }

  /// Adds a number of thousandths.
  @inlinable
  package mutating func thousandths(_ value: Int) {
    separate()
    out.thousandths(value)
  }

  /// Adds nothing, where a value might stand.
  @inlinable
  package mutating func null() {
    separate()
    out += "null"
  }

  /// Adds a constant name, given with its slash.
  @inlinable
  package mutating func name(_ name: StaticString) {
    setApart()
    out += name
    needsSpace = true
  }

  /// Adds a hexadecimal string.
  @inlinable
  package mutating func hexadecimal(_ bytes: some Sequence<UInt8>) {
    setApart()
    out.hexadecimal(bytes)
    needsSpace = isLoose
  }

  /// Adds a reference to an object whose number is open.
  @inlinable
  package mutating func reference(_ object: Reference) {
    separate()
    out.reference(object)
  }

  /// Adds a reference to an object whose number is known.
  @inlinable
  package mutating func reference(to object: ObjectNumber) {
    separate()
    out.reference(to: object)
  }

  /// Adds a dictionary.
  @inlinable
  package mutating func dictionary(_ entries: (inout DictionaryWriter) -> Void) {
    setApart()
    out.dictionary(entries)
    needsSpace = isLoose
  }

  /// Adds an array.
  @inlinable
  package mutating func array(_ items: (inout ArrayWriter) -> Void) {
    setApart()
    out.array(items)
    needsSpace = isLoose
  }

  /// Sets a word or a number apart from one before it.
  @inlinable
  mutating func separate() {
    if needsSpace { out.byte(0x20) }
    needsSpace = true
  }

  /// Sets a value that begins with a sign of its own apart, if all items are to be.
  @inlinable
  mutating func setApart() {
    if isLoose { separate() }
  }
}

// Long lists, each item with a space after it, so that lists can be put together from pieces.
extension ArrayWriter {
  /// Adds references to objects whose numbers are open.
  package mutating func references(_ objects: [Reference]) {
    out.references(objects)
    needsSpace = false
  }

  /// Adds references to objects whose numbers are known.
  @inlinable
  package mutating func references(to objects: some Sequence<ObjectNumber>) {
    for object in objects {
      out.reference(to: object)
      out.byte(0x20)
    }
    needsSpace = false
  }

  /// Adds numbers of thousandths.
  @inlinable
  package mutating func thousandths(list values: some Sequence<Int>) {
    for value in values {
      out.thousandths(value)
      out.byte(0x20)
    }
    needsSpace = false
  }

  /// Adds whole numbers.
  @inlinable
  package mutating func integers(list values: some Sequence<Int>) {
    for value in values {
      out.integer(value)
      out.byte(0x20)
    }
    needsSpace = false
  }

  /// Adds a piece of a list that was written before.
  @inlinable
  package mutating func append(_ piece: ObjectText) {
    out += piece
    needsSpace = false
  }

  /// Adds a piece of a list that was written before, with its numbers.
  @inlinable
  package mutating func append(
    _ other: ObjectText, _ piece: Range<ObjectText.Position>, numbering: some Numbering
  ) {
    out.append(other, piece, numbering: numbering)
    needsSpace = false
  }
}

extension ObjectText {
  /// Adds an array.
  @inlinable
  package mutating func array(_ items: (inout ArrayWriter) -> Void) {
    self += "["
    var writer = ArrayWriter(self)
    self = ObjectText()
    items(&writer)
    self = writer.out
    self += "]"
  }

  /// Adds a piece of a list: references with a space after each.
  package mutating func references(_ objects: [Reference]) {
    for object in objects {
      reference(object)
      byte(0x20)
    }
  }
}
