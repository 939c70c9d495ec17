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
    /// The number with zeros before it, so many digits in all.
    case zeros(Int)
    /// A day.
    case date
    /// A time of day.
    case time
    /// Both.
    case dateAndTime
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

  /// What a cell of a style shows.
  subscript(style: Int) -> Format { styles.indices.contains(style) ? styles[style] : .number }
}

extension CellFormats.Format {
  /// One of the formats that every workbook has, by its number.
  init(builtIn number: Int) {
    switch number {
    case 9, 10: self = .percentage
    case 14...17, 27...36, 50...58: self = .date
    case 18...21, 45, 47: self = .time
    case 22: self = .dateAndTime
    default: self = .number
    }
  }

  /// A format by its code.
  init(code: String) {
    let signs = CellFormats.Format.signs(of: code)
    let isTime = signs.contains("h") || signs.contains("s")
    if signs.contains("y") || signs.contains("d") || signs.contains("m") && !isTime {
      self = isTime ? .dateAndTime : .date
    } else if isTime {
      self = .time
    } else if signs.contains("%") {
      self = .percentage
    } else if signs.count > 1, signs.allSatisfy({ $0 == "0" }) {
      self = .zeros(signs.count)
    } else {
      self = .number
    }
  }

  /// What a code has of signs that mean something, in lower case: its first section, without words, colours,
  /// conditions and hours beyond a day (`[h]`), which are amounts of time and no time of day.
  private static func signs(of code: String) -> [Character] {
    var signs: [Character] = []
    var rest = code.lowercased()[...]
    if rest.hasPrefix("general") { return [] }
    while let sign = rest.popFirst(), sign != ";" {
      switch sign {
      case "\"": rest = rest.drop { $0 != "\"" }.dropFirst()
      case "[":
        let end = rest.firstIndex(of: "]") ?? rest.endIndex
        if let first = rest.first, "hms".contains(first), rest[..<end].allSatisfy({ $0 == first }) {
          return []
        }
        rest = rest[end...].dropFirst()
      case "\\", "_", "*": rest = rest.dropFirst()
      default: signs.append(sign)
      }
    }
    return signs
  }
}
