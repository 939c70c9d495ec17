import Bytes
import Diagnostics

/// Finds out how the text of a list is written, and every character in it that cannot be printed.
struct TextSurvey {
  private let source: ByteSource
  private let name: String
  private let options: ListOptions

  /// A survey of `source`, which is called `name` in messages.
  init(_ source: ByteSource, named name: String, options: ListOptions) {
    (self.source, self.name, self.options) = (source, name, options)
  }

  /// Reads the whole text once.
  ///
  /// - Parameter problems: Where control characters and guesses are noted.
  /// - Returns: How the text is written.
  /// - Throws: ``DiagnosticsError`` if it is empty, is not text, or mixes encodings.
  func layout(problems: inout ProblemList) throws(DiagnosticsError) -> TextLayout {
    let beginning = try source.beginning(4096)
    if let kind = ForeignFormat(beginning: beginning) { throw DiagnosticsError(notText(kind)) }
    let mark = TextEncoding.marked(beginning)
    if mark == nil, beginning.filter({ $0 == 0 }).count * 4 >= max(1, beginning.count) {
      throw DiagnosticsError(notText(nil))
    }
    var layout = TextLayout(encoding: mark?.encoding ?? .utf8, markLength: mark?.markLength ?? 0)
    let scan = try scan(layout)
    guard scan.byteCount > 0 else { throw DiagnosticsError(empty) }
    if let invalid = scan.firstInvalid {
      layout.encoding = try guess(scan, invalid, isMarked: mark != nil, problems: &problems)
    }
    report(scan, to: &problems)
    return layout
  }

  private func scan(_ layout: TextLayout) throws(DiagnosticsError) -> TextScan {
    var reader = TextReader(source, layout, chunkSize: options.chunkSize)
    var scan = TextScan(limit: options.problemLimit)
    while true {
      let chunk = try reader.next()
      if chunk.isEmpty { break }
      scan.scan(chunk)
    }
    scan.finish()
    return scan
  }

  /// What a text that is not UTF-8 is written in: it is Windows-1252 only if all of it can be.
  private func guess(
    _ scan: TextScan, _ invalid: TextScan.Fault, isMarked: Bool, problems: inout ProblemList
  ) throws(DiagnosticsError) -> TextEncoding {
    if let wide = scan.firstWide { throw DiagnosticsError(mixed(invalid, wide)) }
    if isMarked { throw DiagnosticsError(falselyMarked(invalid)) }
    if let undefined = scan.firstUndefined { throw DiagnosticsError(unknown(undefined)) }
    if let control = scan.controls.first {
      throw DiagnosticsError(unknown(invalid, and: control))
    }
    problems.report(
      warning: .warning(
        "records.windows-1252", "the list is not UTF-8, so it is read as Windows-1252",
        at: invalid.position.location(in: name),
        hints: ["look at æ, ø and å in a letter, or save the list as 'CSV UTF-8' in Excel"]))
    return .windows1252
  }

  private func report(_ scan: TextScan, to problems: inout ProblemList) {
    for control in scan.controls {
      problems.report(
        .value, at: control.position,
        error: controlCharacter(control.scalar, at: control.position, in: name))
    }
    problems.count(errors: scan.controlCount - scan.controls.count)
  }
}

/// Whether a character of a value cannot be printed: a control character that is no line end and no tab.
///
/// - SeeAlso: The Unicode Standard, 23.1: the control codes, which are all there will ever be.
func isControl(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x09, 0x0A, 0x0D: false
  case 0x00...0x1F, 0x7F...0x9F: true
  default: false
  }
}

/// The problem of a character that cannot be printed.
func controlCharacter(
  _ scalar: Unicode.Scalar, at position: Position, in file: String
) -> Diagnostic {
  guard scalar != UTF16Decoder.fault else {
    return .error(
      "records.half-character", "half a character stands here, or one that Unicode has not",
      at: position.location(in: file), hints: ["save the list as 'CSV UTF-8' again"])
  }
  return .error(
    "records.control-character", "the control character \(scalar.codePoint) cannot be printed",
    at: position.location(in: file), hints: ["delete it, or type the character that was meant"])
}

/// The wording of what is wrong with a whole file.
extension TextSurvey {
  private var start: SourceLocation { Position().location(in: name) }

  private var empty: Diagnostic {
    .error("records.empty", "the list is empty", at: start)
  }

  private func notText(_ kind: ForeignFormat?) -> Diagnostic {
    let message = kind.map { "this is \($0.description), not a list" }
    return .error(
      "records.not-text", message ?? "this is not text", at: start,
      hints: [kind?.remedy ?? ForeignFormat.saveAsCSV])
  }

  private func mixed(_ invalid: TextScan.Fault, _ wide: (character: String, position: Position))
    -> Diagnostic
  {
    .error(
      "records.mixed-encoding",
      "the byte \(hexadecimal(invalid.byte)) is not UTF-8, but '\(wide.character)' on "
        + "\(wide.position) is: the list mixes two encodings",
      at: invalid.position.location(in: name),
      hints: ["find out which rows were pasted in from elsewhere, and write their letters anew"])
  }

  private func unknown(_ fault: TextScan.Fault, and control: TextScan.Control? = nil)
    -> Diagnostic
  {
    let besides = control.map { ", and a control character stands on \($0.position)" } ?? ""
    return .error(
      "records.unknown-encoding",
      "the byte \(hexadecimal(fault.byte)) is neither UTF-8 nor Windows-1252\(besides)",
      at: fault.position.location(in: name), hints: [ForeignFormat.saveAsCSV])
  }

  private func falselyMarked(_ fault: TextScan.Fault) -> Diagnostic {
    .error(
      "records.unknown-encoding",
      "the byte \(hexadecimal(fault.byte)) is not UTF-8, which the file's first bytes say it is",
      at: fault.position.location(in: name), hints: [ForeignFormat.saveAsCSV])
  }

  private func hexadecimal(_ byte: UInt8) -> String {
    "0x" + [byte].hexadecimalText.uppercased()
  }
}
