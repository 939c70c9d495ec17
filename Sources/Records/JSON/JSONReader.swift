import Diagnostics

/// A strict JSON reader that never holds more than one record, and knows where everything stands.
///
/// - SeeAlso: RFC 8259.
struct JSONReader: Sendable {
  /// Which values of the records are made; all are looked through for faults.
  enum Kept: Sendable {
    case everything
    /// The value with this name, nil for none; of the others only the kind and the place are told.
    case only(String?)
  }

  /// How the objects of a list stand in its text.
  enum Form: Sendable {
    /// As the items of an array.
    case array
    /// One after the other.
    case lines
  }

  /// What is wrong with the values as far as they were read.
  var problems: ProblemList

  /// How deep lists and groups may nest.
  private static let greatestDepth = 32

  let name: String
  private let options: ListOptions
  private let kept: Kept
  private let form: Form
  var cursor: JSONCursor
  /// The bytes of a string or number that do not stand in the text as they are, or not in one piece.
  var buffer: [UInt8] = []
  /// The names of objects, by their depth.
  private var names = Array(repeating: JSONNames(), count: greatestDepth + 1)
  /// How many bytes the latest record has, each value counting 64 more.
  private(set) var recordBytes = 0
  private var isStarted = false

  /// A reader at the beginning of a text.
  init(
    _ text: TextReader, in form: Form, named name: String, keeping kept: Kept, options: ListOptions
  ) {
    (self.form, self.name, self.kept) = (form, name, kept)
    cursor = JSONCursor(text)
    self.options = options
    problems = ProblemList(file: name, limit: options.problemLimit)
  }

  /// The next item of the list; nil after the last one.
  ///
  /// - Throws: ``DiagnosticsError`` where the text is not JSON, unless reading can go on with another item.
  mutating func nextItem() throws(DiagnosticsError) -> JSONItem? {
    form == .array ? try nextOfArray() : try nextOfLines()
  }

  /// The next item of the array that the whole text is; nil after the last one.
  private mutating func nextOfArray() throws(DiagnosticsError) -> JSONItem? {
    guard isStarted else {
      isStarted = true
      guard try cursor.peekAfterSpace() == UInt8(ascii: "[") else {
        throw fault(
          "records.json-not-array", "a JSON list must be an array of objects", hints: try remedies()
        )
      }
      cursor.advance()
      if try cursor.peekAfterSpace() != UInt8(ascii: "]") { return try item() }
      return try finish()
    }
    switch try cursor.peekAfterSpace() {
    case UInt8(ascii: ","):
      cursor.advance()
      return try item()
    case UInt8(ascii: "]"): return try finish()
    default: throw try unexpected(expected: "a comma or ] after a record")
    }
  }

  /// What to do about a list that is no array: objects one after the other have a form of their own.
  private mutating func remedies() throws(DiagnosticsError) -> [String] {
    (try cursor.peek() == UInt8(ascii: "{")
      ? [
        "if these are objects one after the other (JSON Lines), name the file .jsonl, or say"
          + " --data-format ndjson"
      ] : [])
      + ["it begins with [ and ends with ]"]
  }

  /// The end of the array, after which nothing may stand.
  private mutating func finish() throws(DiagnosticsError) -> JSONItem? {
    cursor.advance()
    guard try cursor.peekAfterSpace() == nil else {
      throw try unexpected(expected: "nothing after the list's ]")
    }
    return nil
  }

  mutating func item() throws(DiagnosticsError) -> JSONItem {
    recordBytes = 0
    let isObject = try cursor.peekAfterSpace() == UInt8(ascii: "{")
    let position = cursor.position
    guard isObject else { return .other(try value(depth: 1, isKept: true)) }
    return .record(try group(depth: 1, isKept: true), position)
  }

  /// Reads a value; the cursor stands at its first byte or at space before it.
  ///
  /// Of a value that is not kept only the kind and the place are told.
  private mutating func value(depth: Int, isKept: Bool) throws(DiagnosticsError) -> Value {
    _ = try cursor.peekAfterSpace()
    let position = cursor.position
    let content = try content(depth: depth, isKept: isKept)
    return Value(content, at: position.location(in: name))
  }

  /// Reads what a value is; the cursor stands at its first byte.
  private mutating func content(depth: Int, isKept: Bool) throws(DiagnosticsError)
    -> Value.Content
  {
    switch try cursor.peek() {
    case UInt8(ascii: "\""): return .text(text(of: try string(), isKept: isKept))
    case UInt8(ascii: "["): return .list(try list(depth: depth + 1, isKept: isKept))
    case UInt8(ascii: "{"): return .group(try group(depth: depth + 1, isKept: isKept))
    case .some(UInt8(ascii: "0")...UInt8(ascii: "9")), UInt8(ascii: "-"):
      return .number(text(of: BinaryFraction.meant(by: try number()), isKept: isKept))
    case UInt8(ascii: "t"): return try word("true", .boolean(true))
    case UInt8(ascii: "f"): return try word("false", .boolean(false))
    case UInt8(ascii: "n"): return try word("null", .text(""))
    default: throw try unexpected(expected: "a value")
    }
  }

  private func text(of bytes: ArraySlice<UInt8>, isKept: Bool) -> String {
    isKept ? String(decoding: bytes, as: UTF8.self) : ""
  }

  private mutating func list(depth: Int, isKept: Bool) throws(DiagnosticsError) -> [Value] {
    try enter(depth)
    var items: [Value] = []
    if try cursor.peekAfterSpace() == UInt8(ascii: "]") {
      cursor.advance()
      return items
    }
    while true {
      if isKept {
        items.append(try value(depth: depth, isKept: true))
      } else {
        _ = try cursor.peekAfterSpace()
        _ = try content(depth: depth, isKept: false)
      }
      try count(bytes: 64)
      switch try cursor.peekAfterSpace() {
      case UInt8(ascii: ","): cursor.advance()
      case UInt8(ascii: "]"):
        cursor.advance()
        return items
      default: throw try unexpected(expected: "a comma or ] after an item")
      }
    }
  }

  /// Reads an object; names that stand twice in it are noted.
  private mutating func group(depth: Int, isKept: Bool) throws(DiagnosticsError) -> Group {
    try enter(depth)
    names[depth].begin()
    if try cursor.peekAfterSpace() == UInt8(ascii: "}") {
      cursor.advance()
      return .empty
    }
    var values: [Value] = []
    if isKept { values.reserveCapacity(names[depth].likelyCount) }
    while true {
      let (number, position) = try memberName(depth: depth)
      let value = try value(depth: depth, isKept: isKept && keeps(number, depth: depth))
      if let first = names[depth].take(number, at: position) {
        let name = names[depth].text(number)
        problems.report(
          .row, at: position,
          error: duplicateName(name, at: position, first: first, in: self.name))
      } else if isKept {
        values.append(value)
      }
      switch try cursor.peekAfterSpace() {
      case UInt8(ascii: ","): cursor.advance()
      case UInt8(ascii: "}"):
        cursor.advance()
        return isKept ? Group(names[depth].fields(), values) : .empty
      default: throw try unexpected(expected: "a comma or } after a value")
      }
    }
  }

  /// Whether the value with a name is one that is made.
  private func keeps(_ number: Int, depth: Int) -> Bool {
    guard case .only(let name) = kept, depth == 1 else { return true }
    return names[depth].text(number) == name
  }

  /// Reads a name and the colon after it.
  private mutating func memberName(depth: Int) throws(DiagnosticsError)
    -> (number: Int, position: Position)
  {
    guard try cursor.peekAfterSpace() == UInt8(ascii: "\"") else {
      throw try unexpected(expected: "a name between quotation marks")
    }
    let position = cursor.position
    let bytes = try string()
    guard bytes.count <= options.longestName else {
      throw DiagnosticsError(longName(options, at: position.location(in: name)))
    }
    let number = names[depth].number(of: bytes)
    if names[depth].text(number).isEmpty {
      problems.report(
        error: .error(
          "records.blank-name", "a value has a blank name", at: position.location(in: name)))
    }
    guard try cursor.peekAfterSpace() == UInt8(ascii: ":") else {
      throw try unexpected(expected: "a colon after the name")
    }
    cursor.advance()
    try count(bytes: 64)
    return (number, position)
  }

  /// Steps over an opening bracket.
  private mutating func enter(_ depth: Int) throws(DiagnosticsError) {
    guard depth <= Self.greatestDepth else {
      throw fault(
        "records.json-depth", "lists and groups nest more than \(Self.greatestDepth) deep here")
    }
    cursor.advance()
  }

  /// Counts what a record takes, so that no file can make one that fills the memory.
  mutating func count(bytes: Int) throws(DiagnosticsError) {
    recordBytes += bytes
    guard recordBytes > options.longestRecord else { return }
    throw DiagnosticsError(longRecord("record", options, at: cursor.position.location(in: name)))
  }

  /// Ends reading if a string has more bytes than a value may have.
  mutating func check(length: Int, from position: Position) throws(DiagnosticsError) {
    guard length > options.longestValue else { return }
    throw fault(
      "records.long-value", "a value is longer than \(grouped(options.longestValue)) bytes",
      at: position,
      hints: ["is the quotation mark missing that ends it?"])
  }

  private mutating func word(_ word: String, _ content: Value.Content) throws(DiagnosticsError)
    -> Value.Content
  {
    for byte in word.utf8 {
      guard try cursor.peek() == byte else { throw try unexpected(expected: "'\(word)'") }
      cursor.advance()
    }
    return content
  }
}

/// An item of a list.
enum JSONItem: Sendable {
  /// An object, and where it begins.
  case record(Group, Position)
  /// Anything else, which is no record.
  case other(Value)
  /// What begins at a place and cannot be read, which is noted.
  case faulty(Position)
}

/// The problem of a name that stands twice in an object.
func duplicateName(_ name: String, at position: Position, first: Position, in file: String)
  -> Diagnostic
{
  .error(
    "records.duplicate-name", "a record has two values called '\(name)'",
    at: position.location(in: file), hints: ["the first stands on \(first)"])
}
