import Diagnostics
import Expat

/// What is known of a cell of a spreadsheet while it is read.
struct OpenDocumentCell {
  private var type = ""
  private var value: String?
  private var isFormula = false
  private var isError = false
  /// What it shows: its paragraphs, a line each.
  private var text = ""
  private var paragraphCount = 0
  private var isInParagraph = false

  /// Of a longer text no more is kept than tells that it is too long.
  private static let longestText = 1 << 20

  /// A cell that holds nothing.
  init() {}

  /// A cell that begins.
  init(_ attributes: [XMLAttribute]) {
    type = attributes[Names.office + "value-type"] ?? ""
    let name: String? =
      switch type {
      case "float", "percentage", "currency": "value"
      case "date": "date-value"
      case "time": "time-value"
      case "boolean": "boolean-value"
      case "string": "string-value"
      default: nil
      }
    value = name.flatMap { attributes[Names.office + $0] }
    isFormula = attributes[Names.table + "formula"] != nil
    isError = attributes[Names.extended + "value-type"] == "error"
  }

  /// Whether there is nothing in it.
  var isNothing: Bool { type.isEmpty && text.isEmpty && !isFormula }

  /// How much each cell that it stands for counts.
  var weight: Int { text.utf8.count + (value?.utf8.count ?? 0) }

  /// Takes the beginning of an element in it.
  ///
  /// - Parameters:
  ///   - name: The element's name.
  ///   - attributes: Its attributes.
  ///   - isOwn: Whether it stands in no other element.
  /// - Returns: Whether the element is to be passed over: comments and pictures have texts, too.
  mutating func begin(_ name: String, _ attributes: [XMLAttribute], isOwn: Bool) -> Bool {
    guard name.hasPrefix(Names.text) else { return true }
    switch name.dropFirst(Names.text.count) {
    case "p" where isOwn, "h" where isOwn:
      if paragraphCount > 0 { add("\n") }
      paragraphCount += 1
      isInParagraph = true
    case "s" where isInParagraph:
      let count = attributes[Names.text + "c"].map { Int($0) ?? 1 } ?? 1
      add(String(repeating: " ", count: min(max(0, count), OpenDocumentCell.longestText)))
    case "tab" where isInParagraph: add("\t")
    case "line-break" where isInParagraph: add("\n")
    case "span", "a", "p", "h", "s", "tab", "line-break", "sheet-name", "title", "date", "time":
      break
    default: return true
    }
    return false
  }

  /// Takes the end of an element in it.
  mutating func end(_ name: String) {
    if name == Names.text + "p" || name == Names.text + "h" { isInParagraph = false }
  }

  /// Takes a piece of text.
  mutating func take(_ more: String) { if isInParagraph { add(more) } }

  private mutating func add(_ more: String) {
    if text.utf8.count <= OpenDocumentCell.longestText { text += more }
  }

  /// Gives its value to the cell at hand.
  ///
  /// - Throws: ``DiagnosticsError`` if its value is not as its type's are.
  func put(into rows: inout SheetRows, _ parts: WorkbookParts) throws(DiagnosticsError) {
    if isError || isFormula && OpenDocumentCell.errors.contains(text) {
      return rows.report(error: text)
    }
    switch type {
    case "float", "percentage", "currency": try putNumber(into: &rows, parts)
    case "date":
      guard let date = isoDate((value ?? "").utf8) else {
        return rows.report(
          "records.date", "'\(value ?? text)' is no day of the years 1 to 9999",
          "correct it, or the formula that works it out")
      }
      rows.put(date, .date)
    case "time":
      guard let time = OpenDocumentCell.clock(value ?? "") else { throw damage(parts, rows) }
      rows.put(time, .text)
    case "boolean":
      guard let value, value == "true" || value == "false" else { throw damage(parts, rows) }
      rows.put(value, .boolean)
    default:
      let text = value ?? text
      if text.isEmpty, isFormula, type.isEmpty { return rows.reportMissingValue("LibreOffice") }
      rows.put(text, .text)
    }
  }

  private func putNumber(into rows: inout SheetRows, _ parts: WorkbookParts)
    throws(DiagnosticsError)
  {
    guard let number = CellNumber(value ?? "") else { throw damage(parts, rows) }
    guard number.isFinite else { return rows.report(endless: value ?? "") }
    if type == "percentage" { return rows.put(percentage: number) }
    // Zeros before a number are in what is shown alone.
    if number.isShown(withZeros: text) { return rows.put(text, .text) }
    rows.put(number.plain, .number)
  }

  private func damage(_ parts: WorkbookParts, _ rows: SheetRows) -> DiagnosticsError {
    parts.damage("'\(value ?? "")' in row \(rows.number) is no \(type)")
  }

  private static let errors: Set = [
    "#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!",
  ]

  /// An amount of time in hours and minutes, with seconds if there are any: `PT14H30M00S` is `14:30`; nil for any
  /// other text.
  ///
  /// - SeeAlso: XML Schema part 2, 3.3.6 (duration).
  private static func clock(_ duration: String) -> String? {
    guard let match = duration.wholeMatch(of: /(-?)PT(\d{1,9})H(\d\d?)M(\d\d?)(?:\.(\d+))?S/),
      let hours = Int(match.2), let minutes = Int(match.3), let whole = Int(match.4)
    else { return nil }
    let isNearNext = match.5?.first.map { $0 >= "5" } ?? false
    let seconds = hours * 3600 + minutes * 60 + whole + (isNearNext ? 1 : 0)
    let parts = [seconds / 3600, seconds / 60 % 60, seconds % 60]
    return match.1
      + (parts[2] == 0 ? parts.dropLast() : parts[...]).map { $0 < 10 ? "0\($0)" : "\($0)" }
      .joined(separator: ":")
  }
}

extension CellNumber {
  /// Whether a text shows the number with zeros before it: `0185`, `012 345 678`, `00-12`.
  fileprivate func isShown(withZeros text: String) -> Bool {
    guard text.hasPrefix("0"), text.utf8.count <= 40 else { return false }
    var digits = ""
    for character in text {
      guard !character.isASCII || !character.isNumber else {
        digits.append(character)
        continue
      }
      guard " -()\u{A0}\u{202F}".contains(character) else { return false }
    }
    return digits.count > 1 && Double(digits) == Double(plain) && !plain.contains(".")
  }
}
