import Diagnostics
import Document
import Records

/// A line of the front matter, bound to a list; ready if no record can change it.
///
/// It never changes, and every letter goes through all of them: so it is handed on with one reference.
final class PreparedLine: Sendable {
  /// The line with its fields.
  let pattern: Pattern
  /// Whether it may have gaps.
  let place: Evaluation.Place
  /// The line itself, if no record can change it.
  let fixed: Line?

  /// A line, and what it says if no record can change it.
  init(_ pattern: Pattern, in place: Evaluation.Place, fixed: Line?) {
    (self.pattern, self.place, self.fixed) = (pattern, place, fixed)
  }

  /// The line for one letter; without text if it is blank.
  func line(_ evaluation: inout Evaluation) -> Line {
    fixed ?? evaluation.line(pattern, in: place, isStatic: false)
  }
}

extension ConstantFolding {
  /// Prepares a line.
  mutating func line(_ pattern: Pattern, in place: Evaluation.Place) -> PreparedLine {
    guard !binding.dependsOnRecord(pattern.parts) else {
      return PreparedLine(pattern, in: place, fixed: nil)
    }
    var evaluation = Evaluation(binding, record: nil)
    let line = evaluation.line(pattern, in: place, isStatic: true)
    problems.report(contentsOf: evaluation.problems.diagnostics)
    return PreparedLine(pattern, in: place, fixed: line)
  }

  /// Prepares lines that vanish when they are blank.
  mutating func lines(_ patterns: [Pattern], in place: Evaluation.Place = .vanishingLine)
    -> [PreparedLine]
  {
    patterns.map { line($0, in: place) }
  }
}

extension [PreparedLine] {
  /// Whether no record can change any of them.
  var areFixed: Bool { allSatisfy { $0.fixed != nil } }

  /// The lines for one letter; blank ones have vanished.
  func lines(_ evaluation: inout Evaluation) -> [Line] {
    var lines: [Line] = []
    lines.reserveCapacity(count)
    for prepared in self {
      let line = prepared.line(&evaluation)
      if prepared.place == .lines, line.hasLineEnd {
        lines += line.parts
      } else if !line.inlines.isEmpty {
        lines.append(line)
      } else if prepared.pattern.refusesBlank {
        evaluation.refuseBlankLine(of: prepared.pattern)
      }
    }
    return lines
  }
}

/// A row of the reference block, bound to a list.
struct PreparedReference: Sendable {
  let label: PreparedLine
  let value: PreparedLine
  let blank: Settings.Reference.Blank

  /// The row for one letter, or nil if it vanishes.
  func row(_ evaluation: inout Evaluation, isMasterCopy: Bool) -> ReferenceRow? {
    let row = ReferenceRow(label: label.line(&evaluation), value: value.line(&evaluation))
    guard row.value.inlines.isEmpty, !isMasterCopy || value.fixed != nil else { return row }
    switch blank {
    case .keep: return row
    case .hide: return nil
    case .refuse:
      evaluation.refuseBlank(
        value.pattern, "merge.blank-reference", "'\(row.label.inlines.plainText)' has no value")
      return nil
    }
  }
}

/// A signer, bound to a list.
struct PreparedSigner: Sendable {
  let lines: [PreparedLine]
  let picture: ImageReference?

  func signer(_ evaluation: inout Evaluation) -> Signer {
    let lines = lines.lines(&evaluation)
    // Whoever cannot see the signature is told whose it is; the name may be a field.
    var picture = picture
    if let name = lines.first?.inlines.plainText { picture?.alternative = name }
    return Signer(lines: lines, picture: picture)
  }
}

/// A label with items, bound to a list.
struct PreparedList: Sendable {
  let label: PreparedLine
  let items: [PreparedLine]

  /// The list for one letter, or nil if all its items are blank.
  func list(_ evaluation: inout Evaluation) -> LabelledList? {
    let items = items.lines(&evaluation)
    guard !items.isEmpty else { return nil }
    return LabelledList(label: label.line(&evaluation), items: items)
  }
}
