import Diagnostics

/// Finds the character that sets values apart, by looking at the beginning of a CSV text.
struct CSVSeparator {
  let byte: UInt8
  /// Whether the text's first row is Excel's `sep=;`, which only says so.
  let hasLine: Bool

  /// How much of a text is looked at, in bytes and rows.
  private static let sampleSize = 64 << 10
  private static let sampleRows = 50

  /// Looks at a text.
  ///
  /// The separator is the one that makes the most rows as long as the header; ties go to the longer
  /// header. A candidate that splits the header but no row below it is none.
  init(_ source: ByteSource, _ layout: TextLayout, named name: String, options: ListOptions)
    throws(DiagnosticsError)
  {
    let bytes = try source.beginning(Self.sampleSize)
    var options = options
    (options.longestValue, options.longestRecord, options.mostColumns) = (.max, .max, .max)
    options.chunkSize = Self.sampleSize
    let isWhole = bytes.count < Self.sampleSize
    func rows(_ separator: UInt8) throws(DiagnosticsError) -> [ListRow] {
      let text = TextReader(.memory(bytes), layout, chunkSize: options.chunkSize)
      return try Self.sample(
        CSVReader(text, separator: separator, named: name, options: options), isWhole: isWhole)
    }
    if let line = try rows(0).first?.text(0), line.utf8.count == 5, line.hasPrefix("sep="),
      let byte = line.utf8.last
    {
      (self.byte, hasLine) = (try Self.checked(byte, named: name), true)
      return
    }
    var best: (byte: UInt8, score: Score)?
    for candidate in [UInt8(ascii: ";"), UInt8(ascii: ","), UInt8(ascii: "\t")] {
      let score = Score(try rows(candidate).filter { !$0.isBlank }.map(\.cells.count))
      if best.map({ $0.score < score }) ?? true { best = (candidate, score) }
    }
    (byte, hasLine) = (best?.byte ?? UInt8(ascii: ","), false)
  }

  /// The first rows of a text, without the last one if the sample may break off within it.
  private static func sample(_ reader: CSVReader, isWhole: Bool) throws(DiagnosticsError)
    -> [ListRow]
  {
    var reader = reader
    var (rows, row): ([ListRow], ListRow) = ([], ListRow())
    while rows.count < sampleRows, try reader.next(into: &row) { rows.append(row) }
    if rows.isEmpty, !row.cells.isEmpty { rows.append(row) }  // a quotation mark never ends
    if !isWhole, rows.count > 1, rows.count < sampleRows { rows.removeLast() }
    return rows
  }

  private static func checked(_ byte: UInt8, named name: String) throws(DiagnosticsError) -> UInt8 {
    let separators = [UInt8(ascii: ";"), UInt8(ascii: ","), UInt8(ascii: "\t"), UInt8(ascii: "|")]
    guard !separators.contains(byte) else { return byte }
    let character = String(decoding: [byte], as: UTF8.self)
    throw DiagnosticsError(
      .error(
        "records.separator", "'\(character)' cannot set values apart",
        at: Position(line: 1, column: 5).location(in: name),
        hints: ["the first line may name a comma, a semicolon, a tab or '|'"]))
  }

  /// How well a separator fits the rows of a sample.
  private struct Score: Comparable {
    let splits: Bool
    let share: Double
    let columns: Int

    init(_ counts: [Int]) {
      let (header, rows) = (counts.first ?? 1, counts.dropFirst())
      splits = header > 1 && (rows.isEmpty || rows.contains { $0 > 1 })
      share = rows.isEmpty ? 1 : Double(rows.count { $0 == header }) / Double(rows.count)
      columns = header
    }

    static func < (left: Score, right: Score) -> Bool {
      (left.splits ? 1 : 0, left.share, left.columns)
        < (right.splits ? 1 : 0, right.share, right.columns)
    }
  }
}
