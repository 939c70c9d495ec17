import Diagnostics

/// Splits a CSV text into rows and values, wherever the pieces it is read in begin and end.
///
/// Row ends are CRLF, LF and CR. A value that begins with a quotation mark ends with one and may hold
/// separators, row ends and doubled quotation marks. Faults are noted in ``problems``; after one that
/// leaves no doubt where a value ends, reading goes on.
///
/// - SeeAlso: RFC 4180, section 2.
struct CSVReader: RowReader {
  /// What is wrong with the text as far as it was read.
  private(set) var problems: ProblemList

  private let name: String
  private let separator: UInt8
  private let options: ListOptions
  private var text: TextReader
  private var chunk: [UInt8] = []
  private var index = 0
  private var position = Position()
  private var isBroken = false
  /// What is wrong with the quotation marks of the row at hand.
  private var quotes = RowQuotes()
  private var hasUnpairedQuote = false

  private static let quote: UInt8 = 0x22
  private static let lineFeed: UInt8 = 0x0A
  private static let carriageReturn: UInt8 = 0x0D

  /// A reader at the beginning of a text whose values are set apart by `separator`.
  init(_ text: TextReader, separator: UInt8, named name: String, options: ListOptions) {
    (self.text, self.separator, self.name) = (text, separator, name)
    self.options = options
    problems = ProblemList(file: name, limit: options.problemLimit)
  }

  /// Reads the next row into `row`; an empty line is a row with one empty value.
  ///
  /// - Returns: Whether there was one.
  mutating func next(into row: inout ListRow) throws(DiagnosticsError) -> Bool {
    row.begin(at: position)
    guard try peek() != nil, !isBroken else { return false }
    quotes = RowQuotes()
    defer { if quotes.isFaulty { lookAtQuotes() } }
    while true {
      let start = (row.bytes.count, position)
      if try peek() == Self.quote { try readQuoted(into: &row) } else { try readPlain(into: &row) }
      row.cells.append(.init(bytes: start.0..<row.bytes.count, position: start.1))
      guard !isBroken, try takeSeparator(), hasRoom(row) else { break }
    }
    return !isBroken
  }

  /// Takes a separator, and says so, or else the end of the row or of the text.
  private mutating func takeSeparator() throws(DiagnosticsError) -> Bool {
    guard let byte = try peek() else { return false }
    guard byte != separator else {
      index += 1
      position.column += 1
      return true
    }
    try takeLineEnd(byte)
    return false
  }

  /// Takes the line end that begins with `byte`.
  private mutating func takeLineEnd(_ byte: UInt8) throws(DiagnosticsError) {
    index += 1
    if byte == Self.carriageReturn, try peek() == Self.lineFeed { index += 1 }
    position.breakLine()
  }

  /// The byte that comes next, nil at the end of the text.
  @inline(__always)
  private mutating func peek() throws(DiagnosticsError) -> UInt8? {
    if index < chunk.count { return chunk[index] }
    return try refill() ? chunk[0] : nil
  }

  /// Reads the next piece of the text, once all of the last one is used up.
  private mutating func refill() throws(DiagnosticsError) -> Bool {
    chunk = try text.next()
    index = 0
    return !chunk.isEmpty
  }

  /// Reads a value without quotation marks, up to what ends it.
  private mutating func readPlain(into row: inout ListRow) throws(DiagnosticsError) {
    let (opening, start) = (position, row.bytes.count)
    var quoteSeen = false
    repeat {
      copyPlainRun(into: &row)
      guard isShort(row, since: start, opening) else { return }
      guard let byte = try peek(), byte == Self.quote else { continue }
      if !quoteSeen { reportStrayQuote() }
      quoteSeen = true
      row.bytes.append(byte)
      takeQuote()
    } while try !isAtEndOfValue()
  }

  private mutating func isAtEndOfValue() throws(DiagnosticsError) -> Bool {
    guard let byte = try peek() else { return true }
    return byte == separator || byte == Self.lineFeed || byte == Self.carriageReturn
  }

  /// Copies the bytes of the piece at hand up to a quotation mark or the end of the value.
  private mutating func copyPlainRun(into row: inout ListRow) {
    let separator = separator
    copyRun(into: &row) {
      $0 == separator || $0 == Self.lineFeed || $0 == Self.carriageReturn || $0 == Self.quote
    }
  }

  /// Copies the bytes of the piece at hand up to one that ends the run.
  @inline(__always)
  private mutating func copyRun(into row: inout ListRow, isEnd: (UInt8) -> Bool) {
    let start = index
    var end = index
    var continuations = 0
    while end < chunk.count {
      let byte = chunk[end]
      if isEnd(byte) { break }
      continuations &+= byte & 0xC0 == 0x80 ? 1 : 0
      end &+= 1
    }
    guard end > start else { return }
    row.bytes.append(contentsOf: chunk[start..<end])
    index = end
    position.column += end - start - continuations
  }

  /// Reads a value between quotation marks, then what should not follow it.
  private mutating func readQuoted(into row: inout ListRow) throws(DiagnosticsError) {
    let (opening, start) = (position, row.bytes.count)
    takeQuote()
    while true {
      copyQuotedRun(into: &row)
      guard isShort(row, since: start, opening) else { return }
      switch try peek() {
      case nil:
        reportUnterminated(opening)
        return
      case Self.quote:
        takeQuote()
        guard try peek() == Self.quote else {
          try readAfterQuote(into: &row, since: start, opening)
          return
        }
        row.bytes.append(Self.quote)
        takeQuote()
      case .some(let byte) where byte == Self.lineFeed || byte == Self.carriageReturn:
        try takeLineEnd(byte)
        row.bytes.append(Self.lineFeed)
      default: break  // the next piece of the text goes on
      }
    }
  }

  /// Copies the bytes of the piece at hand up to a quotation mark or a line end.
  private mutating func copyQuotedRun(into row: inout ListRow) {
    copyRun(into: &row) {
      $0 == Self.quote || $0 == Self.lineFeed || $0 == Self.carriageReturn
    }
  }

  /// Goes over a quotation mark.
  private mutating func takeQuote() {
    index += 1
    position.column += 1
    quotes.areUnpaired.toggle()
  }

  /// Notes text between a closing quotation mark and the end of the value, and takes it as its part.
  private mutating func readAfterQuote(
    into row: inout ListRow, since start: Int, _ opening: Position
  ) throws(DiagnosticsError) {
    guard try !isAtEndOfValue() else { return }
    let place = position
    quotes.isFaulty = true
    if place.line > opening.line { quotes.mayHoldRows = true }
    problems.report(
      .row, at: place,
      error: .error(
        "records.text-after-quote", "text follows the quotation mark that ends a value",
        at: place.location(in: name),
        hints: ["a quotation mark within a value is written twice: \"\""]))
    repeat {
      copyPlainRun(into: &row)
      guard isShort(row, since: start, opening) else { return }
      if try peek() == Self.quote { takeQuote() }
    } while try !isAtEndOfValue()
  }
}

/// The quotation marks of a row.
private struct RowQuotes {
  /// Whether one of them stands where none belongs.
  var isFaulty = false
  /// Whether one of them has no other that belongs to it.
  var areUnpaired = false
  /// Whether what follows a value of several lines shows that it was to end before: its lines may be rows.
  var mayHoldRows = false
}

/// Faults of a text that is read.
extension CSVReader {
  /// Looks at a row whose quotation marks are at fault.
  ///
  /// One mark too many is that of a row. From one such row to another, what is within a value and what is not may
  /// be the other way round, and then no row of the list is sure.
  private mutating func lookAtQuotes() {
    if quotes.mayHoldRows || quotes.areUnpaired && hasUnpairedQuote { problems.doubtWhole() }
    if quotes.areUnpaired { hasUnpairedQuote = true }
  }

  /// Whether the row may have one more value, which begins here; if not, reading ends.
  private mutating func hasRoom(_ row: ListRow) -> Bool {
    guard row.cells.count >= options.mostColumns else { return true }
    isBroken = true
    let place = position
    problems.report(
      error: .error(
        "records.too-many-columns",
        "this row has more than \(grouped(options.mostColumns)) values",
        at: place.location(in: name), hints: ["is a line end missing that ends the row?"]))
    return false
  }

  /// Whether the value that began at `start` has a size that values have; if not, reading ends.
  private mutating func isShort(_ row: ListRow, since start: Int, _ opening: Position) -> Bool {
    if row.bytes.count - start > options.longestValue {
      isBroken = true
      problems.report(
        error: .error(
          "records.long-value", "a value is longer than \(grouped(options.longestValue)) bytes",
          at: opening.location(in: name),
          hints: ["is the quotation mark missing that ends it?"]))
    } else if row.bytes.count > options.longestRecord {
      isBroken = true
      problems.report(error: longRecord("row", options, at: row.position.location(in: name)))
    }
    return !isBroken
  }

  private mutating func reportStrayQuote() {
    let place = position
    quotes.isFaulty = true
    problems.report(
      .row, at: place,
      error: .error(
        "records.stray-quote",
        "a quotation mark stands within a value that does not begin with one",
        at: place.location(in: name),
        hints: ["put the whole value between quotation marks, and write this one twice: \"\""]))
  }

  private mutating func reportUnterminated(_ opening: Position) {
    isBroken = true
    problems.report(
      error: .error(
        "records.unterminated-quote", "a value begins with a quotation mark here and never ends",
        at: opening.location(in: name),
        hints: ["write a quotation mark where the value ends, or take this one away"]))
  }
}
