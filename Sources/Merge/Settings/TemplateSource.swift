import Diagnostics
import Foundation

/// A letter's file, divided into front matter and body.
struct TemplateSource {
  /// All lines of the file, without line ends.
  let lines: [String]
  /// The front matter's YAML, which begins on line 2.
  let frontMatter: String
  /// The number of the body's first line.
  let firstBodyLine: Int

  /// Divides a file's text; that of a version need not have front matter.
  ///
  /// - Throws: ``DiagnosticsError`` where there is no front matter or a character that cannot be
  ///   in a letter.
  init(_ text: String, file: String, isVersion: Bool = false) throws(DiagnosticsError) {
    let normalized = text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
    lines = TemplateSource.lines(of: normalized)
    let fence = lines.first.map(TemplateSource.isFence) ?? false
    guard fence || !isVersion else {
      (frontMatter, firstBodyLine) = ("", 1)
      try TemplateSource.refuseSpecialCharacters(lines, file: file)
      return
    }
    guard fence else {
      throw DiagnosticsError(
        .error(
          "merge.no-front-matter", "the letter does not begin with front matter",
          at: SourceLocation(file: file, line: 1, column: 1),
          hints: ["begin with a line '---', the settings, and another line '---'"]))
    }
    guard let end = lines.dropFirst().firstIndex(where: TemplateSource.isFence) else {
      throw DiagnosticsError(
        .error(
          "merge.no-front-matter", "the front matter has no end",
          at: SourceLocation(file: file, line: 1, column: 1),
          hints: ["end it with a line '---'"]))
    }
    frontMatter = lines[1..<end].joined(separator: "\n") + "\n"
    firstBodyLine = end + 2
    try TemplateSource.refuseSpecialCharacters(lines, file: file)
  }

  var body: ArraySlice<String> { lines[(firstBodyLine - 1)...] }

  private static func isFence(_ line: String) -> Bool {
    line.hasPrefix("---") && line.utf8.dropFirst(3).allSatisfy { $0 == 0x20 || $0 == 0x09 }
  }

  private static func lines(of text: String) -> [String] {
    var lines: [String] = []
    var line: [UInt8] = []
    var previous: UInt8 = 0
    for byte in text.utf8 {
      if byte == 0x0D || (byte == 0x0A && previous != 0x0D) {
        lines.append(String(decoding: line, as: UTF8.self))
        line.removeAll(keepingCapacity: true)
      } else if byte != 0x0A {
        line.append(byte)
      }
      previous = byte
    }
    if !line.isEmpty { lines.append(String(decoding: line, as: UTF8.self)) }
    return lines
  }

  /// Private-use characters stand for tags while Markdown is read, and control characters for
  /// nothing that could be printed; neither may come from the author, not even as `&#xE000;`.
  ///
  /// What Markdown is shown is looked through once more by ``ReadingContext/refuseReferences(in:of:)``.
  private static func refuseSpecialCharacters(_ lines: [String], file: String)
    throws(DiagnosticsError)
  {
    var problems = DiagnosticCollector()
    for (index, line) in lines.enumerated() {
      for (column, character) in line.enumerated() {
        for scalar in character.unicodeScalars where isRefused(scalar) {
          problems.report(
            refusal(
              scalar, at: SourceLocation(file: file, line: index + 1, column: column + 1)))
        }
      }
      for reference in CharacterReference.all(in: line) where isRefused(reference.scalar) {
        let column = String(decoding: line.utf8.prefix(reference.byte), as: UTF8.self).count + 1
        problems.report(
          refusal(
            reference.scalar, at: SourceLocation(file: file, line: index + 1, column: column)))
      }
    }
    _ = try problems.finish(())
  }

  /// The problem with a character that cannot stand in a letter.
  static func refusal(_ scalar: Unicode.Scalar, at place: SourceLocation) -> Diagnostic {
    let kind = isPrivateUse(scalar) ? "private-use" : "control"
    return .error(
      "merge.\(kind)-character",
      "the \(kind) character \(scalar.codePoint) cannot stand in a letter", at: place)
  }

  /// Whether a character can stand for nothing in a letter.
  static func isRefused(_ scalar: Unicode.Scalar) -> Bool {
    isPrivateUse(scalar) || (scalar.properties.generalCategory == .control && scalar != "\t")
      || scalar == "\u{2028}" || scalar == "\u{2029}"
  }
}

/// Whether a character is one of those that Unicode leaves to private agreement.
func isPrivateUse(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0xE000...0xF8FF, 0xF0000...0xFFFFD, 0x100000...0x10FFFD: true
  default: false
  }
}
