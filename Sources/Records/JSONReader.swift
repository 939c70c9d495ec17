import Diagnostics

/// A strict JSON reader that never holds more than one record, and knows where everything stands.
///
/// - SeeAlso: RFC 8259.
struct JSONReader: Sendable {
  /// What is wrong with the values as far as they were read.
  var problems: ProblemList

  /// How deep lists and groups may nest.
  private static let greatestDepth = 32
  /// How many bytes of values one record may have.
  private static let longestRecord = 16 << 20

  let name: String
  private let longestValue: Int
  var cursor: JSONCursor
  private var recordBytes = 0
  private var isStarted = false

  /// A reader at the beginning of a text.
  init(_ text: TextReader, named name: String, options: ListOptions) {
    self.name = name
    cursor = JSONCursor(text)
    longestValue = options.longestValue
    problems = ProblemList(file: name, limit: options.problemLimit)
  }

  /// The next item of the array that the whole text is; nil after the last one.
  ///
  /// - Throws: ``DiagnosticsError`` where the text is not JSON.
  mutating func nextItem() throws(DiagnosticsError) -> JSONItem? {
    guard isStarted else {
      isStarted = true
      guard try cursor.peekAfterSpace() == UInt8(ascii: "[") else {
        throw fault(
          "records.json-not-array", "a JSON list must be an array of objects",
          hints: ["it begins with [ and ends with ]"])
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

  /// The end of the array, after which nothing may stand.
  private mutating func finish() throws(DiagnosticsError) -> JSONItem? {
    cursor.advance()
    guard try cursor.peekAfterSpace() == nil else {
      throw try unexpected(expected: "nothing after the list's ]")
    }
    return nil
  }

  private mutating func item() throws(DiagnosticsError) -> JSONItem {
    recordBytes = 0
    let isObject = try cursor.peekAfterSpace() == UInt8(ascii: "{")
    let position = cursor.position
    guard isObject else { return .other(try value(depth: 1)) }
    return .record(try members(depth: 1), position)
  }

  /// Reads a value; the cursor stands at its first byte or at space before it.
  private mutating func value(depth: Int) throws(DiagnosticsError) -> Value {
    guard let byte = try cursor.peekAfterSpace() else {
      throw try unexpected(expected: "a value")
    }
    let position = cursor.position
    let content: Value.Content
    switch byte {
    case UInt8(ascii: "\""): content = .text(try string())
    case UInt8(ascii: "["): content = .list(try list(depth: depth + 1))
    case UInt8(ascii: "{"):
      let members = try members(depth: depth + 1)
      content = .group(Dictionary(members.map { ($0.name, $0.value) }) { first, _ in first })
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): content = .number(try number())
    case UInt8(ascii: "t"): content = try word("true", .boolean(true))
    case UInt8(ascii: "f"): content = try word("false", .boolean(false))
    case UInt8(ascii: "n"): content = try word("null", .text(""))
    default: throw try unexpected(expected: "a value")
    }
    return Value(content, at: position.location(in: name))
  }

  private mutating func list(depth: Int) throws(DiagnosticsError) -> [Value] {
    try enter(depth)
    var items: [Value] = []
    if try cursor.peekAfterSpace() == UInt8(ascii: "]") {
      cursor.advance()
      return items
    }
    while true {
      items.append(try value(depth: depth))
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
  private mutating func members(depth: Int) throws(DiagnosticsError) -> [JSONMember] {
    try enter(depth)
    var members: [JSONMember] = []
    var seen: [String: Position] = [:]
    if try cursor.peekAfterSpace() == UInt8(ascii: "}") {
      cursor.advance()
      return members
    }
    while true {
      let member = try member(depth: depth)
      if let first = seen.updateValue(member.position, forKey: member.name) {
        reportDuplicate(member, first: first)
      } else {
        members.append(member)
      }
      switch try cursor.peekAfterSpace() {
      case UInt8(ascii: ","): cursor.advance()
      case UInt8(ascii: "}"):
        cursor.advance()
        return members
      default: throw try unexpected(expected: "a comma or } after a value")
      }
    }
  }

  private mutating func member(depth: Int) throws(DiagnosticsError) -> JSONMember {
    guard try cursor.peekAfterSpace() == UInt8(ascii: "\"") else {
      throw try unexpected(expected: "a name between quotation marks")
    }
    let position = cursor.position
    let name = ComparedForm.ofName(try string())
    if name.isEmpty {
      problems.report(
        error: .error(
          "records.blank-name", "a value has a blank name", at: position.location(in: self.name)))
    }
    guard try cursor.peekAfterSpace() == UInt8(ascii: ":") else {
      throw try unexpected(expected: "a colon after the name")
    }
    cursor.advance()
    try count(bytes: 64)
    return JSONMember(name: name, position: position, value: try value(depth: depth))
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
    guard recordBytes > Self.longestRecord else { return }
    throw fault(
      "records.long-record", "a record is longer than \(grouped(Self.longestRecord)) bytes")
  }

  /// Ends reading if a string has more bytes than a value may have.
  mutating func check(length: Int, from position: Position) throws(DiagnosticsError) {
    guard length > longestValue else { return }
    throw fault(
      "records.long-value", "a value is longer than \(grouped(longestValue)) bytes", at: position,
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

  private mutating func reportDuplicate(_ member: JSONMember, first: Position) {
    problems.report(
      error: .error(
        "records.duplicate-name", "a record has two values called '\(member.name)'",
        at: member.position.location(in: name), hints: ["the first stands on \(first)"]))
  }
}

/// A named value of an object.
struct JSONMember: Sendable {
  var name: String
  var position: Position
  var value: Value
}

/// An item of a list.
enum JSONItem: Sendable {
  /// An object, and where it begins.
  case record([JSONMember], Position)
  /// Anything else, which is no record.
  case other(Value)
}
