import Diagnostics
import Expat

/// How cells show their numbers, by the number of their style: what is a date is told by that alone.
///
/// - SeeAlso: ECMA-376 part 1, 18.8.30 (number formats) and 18.8.31 (what their codes mean).
struct CellFormats: Sendable {
  /// What a cell shows.
  enum Format: Hashable, Sendable {
    /// The number, whatever its decimals and its unit.
    case number
    /// The number times a hundred, with a sign for it.
    case percentage
    /// The number with zeros before it and signs between its digits.
    case zeros(DigitPattern)
    case date
    case time
    case dateAndTime
    /// An amount of time, in hours, minutes or seconds (`h`, `m`, `s`) and what is smaller.
    case amount(of: Character)
  }

  /// Whether days are counted from 1904 on, as old workbooks of Macintosh computers do.
  var usesLaterDates = false
  private var styles: [Format] = []

  /// No styles: all cells show numbers.
  init() {}

  /// Reads the styles of a workbook's part.
  ///
  /// - Throws: ``DiagnosticsError`` if it is damaged.
  init(_ part: String, of parts: WorkbookParts) throws(DiagnosticsError) {
    var codes: [Int: Format] = [:]
    var numbers: [Int] = []
    var list = ""
    try parts.forEachEvent(in: part) { event in
      guard case .start(let element, let attributes) = event else { return }
      let number = attributes["numFmtId"].flatMap { Int($0) } ?? 0
      switch (list, element) {
      // Elements of these names stand elsewhere, too, and mean others there.
      case ("numFmts", "numFmt"): codes[number] = Format(code: attributes["formatCode"] ?? "")
      case ("cellXfs", "xf"): numbers.append(number)
      case (_, "numFmts"), (_, "cellXfs"), (_, "cellStyleXfs"), (_, "dxfs"): list = element
      default: break
      }
    }
    styles = numbers.map { codes[$0] ?? Format(builtIn: $0) }
  }

  /// What a cell of a style shows; nil if there is no such style.
  ///
  /// A workbook without styles has the first one nevertheless.
  subscript(style: Int) -> Format? {
    styles.indices.contains(style) ? styles[style] : style == 0 ? .number : nil
  }
}

extension CellFormats.Format {
  /// One of the formats that every workbook has, by its number.
  init(builtIn number: Int) {
    switch number {
    case 9, 10: self = .percentage
    case 14...17, 27...36, 50...58: self = .date
    case 18...21, 45, 47: self = .time
    case 22: self = .dateAndTime
    case 46: self = .amount(of: "h")
    default: self = .number
    }
  }

  /// A format by its code.
  init(code: String) {
    let code = FormatCode(code)
    let isTime = code.holds("h") || code.holds("s")
    if let unit = code.amount {
      self = .amount(of: unit)
    } else if code.holds("y") || code.holds("d") || code.holds("m") && !isTime {
      self = isTime ? .dateAndTime : .date
    } else if isTime {
      self = .time
    } else if code.holds("%") {
      self = .percentage
    } else {
      self = DigitPattern(code).map { .zeros($0) } ?? .number
    }
  }
}
