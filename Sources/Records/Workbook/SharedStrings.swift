import Diagnostics
import Expat

/// The texts that a workbook's cells refer to by number, one after the other in one buffer.
///
/// - SeeAlso: ECMA-376 part 1, 18.4 (shared string table).
struct SharedStrings: Sendable {
  private var bytes: [UInt8] = []
  private var ends: [Int] = []

  /// The greatest size of all texts together: of a million cells, each may have 256 letters of its own.
  private static let limit = 256 << 20

  init() {}

  /// Reads the texts of a workbook's part.
  ///
  /// - Throws: ``DiagnosticsError`` if it is damaged, or if they are too long.
  init(_ part: String, of parts: WorkbookParts) throws(DiagnosticsError) {
    var text = RichText()
    var found = SharedStrings()
    try parts.forEachEvent(in: part, isLong: true) { event throws(DiagnosticsError) in
      text.take(event)
      if case .end("si") = event {
        found.bytes.append(contentsOf: unescaped(text.take()).utf8)
        found.ends.append(found.bytes.count)
        guard found.bytes.count <= SharedStrings.limit else {
          throw parts.damage("its texts are longer than 256 MB")
        }
      }
    }
    self = found
  }

  /// A text by its number; nil if there is none.
  subscript(number: Int) -> ArraySlice<UInt8>? {
    guard ends.indices.contains(number) else { return nil }
    return bytes[(number > 0 ? ends[number - 1] : 0)..<ends[number]]
  }
}

/// The text of a cell, whose parts may be written in different ways.
struct RichText {
  private var text = ""
  private var isText = false
  private var isReading = false

  /// Of a longer text no more is kept than tells that it is too long.
  private static let limit = 1 << 20

  /// Takes what comes next in the part.
  mutating func take(_ event: XMLEvent) {
    switch event {
    // How a text is read aloud stands beside it, in East Asian workbooks.
    case .start("rPh", _): isReading = true
    case .end("rPh"): isReading = false
    case .start("t", _): isText = !isReading
    case .end("t"): isText = false
    case .text(let more): if isText, text.utf8.count <= RichText.limit { text += more }
    default: break
    }
  }

  /// The text, which is forgotten.
  mutating func take() -> String {
    defer { text = "" }
    return text
  }
}

/// A text of a workbook without its escapes: `_x000D_` is the character U+000D, as XML cannot have it.
///
/// - SeeAlso: ECMA-376 part 1, 22.9.2.19 (ST_Xstring).
func unescaped(_ text: String) -> String {
  guard text.utf8.contains(UInt8(ascii: "_")) else { return text }
  return text.replacing(/_x([0-9A-Fa-f]{4})_/) { match in
    UInt32(match.output.1, radix: 16).flatMap(Unicode.Scalar.init).map { String($0) } ?? ""
  }
}
