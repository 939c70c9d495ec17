import Diagnostics
import Expat

/// What a workbook says of itself: its sheets, and how their cells are to be read.
///
/// - SeeAlso: ECMA-376 part 1 (SpreadsheetML), 18.2 (workbook).
struct Workbook {
  /// A sheet with cells.
  struct Sheet {
    /// Its name, as the tab shows it.
    let name: String
    /// Whether its tab is hidden.
    let isHidden: Bool
    /// The part that holds it.
    let part: String
  }

  /// The sheets with cells, in the order of their tabs.
  private(set) var sheets: [Sheet] = []
  /// The texts that cells refer to.
  private(set) var texts = SharedStrings()
  /// How cells show their numbers.
  private(set) var formats = CellFormats()
  private let parts: WorkbookParts

  /// Reads what a workbook says of itself.
  ///
  /// - Returns: nil if the bytes are no workbook.
  /// - Throws: ``DiagnosticsError`` if it is damaged.
  init?(_ source: ByteSource, named name: String) throws(DiagnosticsError) {
    guard try source.beginning(ForeignFormat.zip.count) == ForeignFormat.zip else { return nil }
    parts = try WorkbookParts(source, named: name)
    let main = try parts.relationships(of: "").first { $0.kind == "officeDocument" }
    guard let main else { return nil }
    guard let contents = try Contents(main.target, of: parts) else { return nil }
    let references = try parts.relationships(of: main.target)
    // A sheet may also be a chart.
    let worksheets = Dictionary(
      references.lazy.filter { $0.kind == "worksheet" }.map { ($0.id, $0.target) }
    ) { first, _ in first }
    for sheet in contents.sheets {
      guard let part = worksheets[sheet.id] else { continue }
      sheets.append(Sheet(name: sheet.name, isHidden: sheet.isHidden, part: part))
    }
    if let part = references.first(where: { $0.kind == "sharedStrings" }) {
      texts = try SharedStrings(part.target, of: parts)
    }
    if let part = references.first(where: { $0.kind == "styles" }) {
      formats = try CellFormats(part.target, of: parts)
    }
    formats.usesLaterDates = contents.usesLaterDates
  }

  /// What a workbook's main part says.
  private struct Contents {
    /// The sheets in order; `id` tells where each is.
    var sheets: [(name: String, isHidden: Bool, id: String)] = []
    /// Whether days are counted from 1904 on.
    var usesLaterDates = false

    /// Reads it; nil if it is no workbook's.
    init?(_ part: String, of parts: WorkbookParts) throws(DiagnosticsError) {
      var found = Contents()
      var isWorkbook = false
      try parts.forEachEvent(in: part) { event in
        guard case .start(let element, let attributes) = event else { return }
        switch element {
        case "workbook": isWorkbook = true
        case "workbookPr":
          found.usesLaterDates = ["1", "true"].contains(attributes["date1904"] ?? "")
        case "sheet":
          let isHidden = attributes["state"].map { $0 != "visible" } ?? false
          // In the namespace of references, of which there are two.
          let id = attributes.first { $0.name.hasSuffix("/relationships id") }
          found.sheets.append((attributes["name"] ?? "", isHidden, id?.value ?? ""))
        default: break
        }
      }
      guard isWorkbook else { return nil }
      self = found
    }

    private init() {}
  }

  /// The rows of a sheet, read to its end and kept in a temporary file.
  ///
  /// - Parameters:
  ///   - options: Which sheet, and how to read it.
  ///   - problems: Where is noted what was guessed.
  /// - Returns: The rows that hold something.
  /// - Throws: ``DiagnosticsError`` if there is no such sheet, or if it is damaged.
  func rows(_ options: ListOptions, problems: inout ProblemList) throws(DiagnosticsError)
    -> KeptRows
  {
    let sheet = try sheet(options.sheet, problems: &problems)
    var reader = SheetReader(texts, formats, in: parts, options: options)
    let file = try FileSource(named: parts.name) { write throws(DiagnosticsError) in
      var rows = RowEncoder()
      let isThere = try parts.forEachEvent(in: sheet.part, isLong: true) {
        event throws(DiagnosticsError) in
        if let row = try reader.take(event) { rows.add(row) }
        if rows.isFull { try write(rows.take()) }
      }
      try write(rows.take())
      guard isThere else { throw parts.damage("the sheet '\(sheet.name)' is not in it") }
    }
    reader.rows.finish()
    return KeptRows(.file(file), of: sheet.name, reader.rows.problems, options: options)
  }

  /// The sheet of a name; without a name, the first one that can be seen.
  private func sheet(_ name: String?, problems: inout ProblemList) throws(DiagnosticsError) -> Sheet
  {
    var choice = SheetChoice(of: name)
    let chosen = sheets.filter { choice.take($0.name, isHidden: $0.isHidden) }
    _ = try choice.finish(problems: &problems, in: parts.name)
    return chosen[0]
  }
}
