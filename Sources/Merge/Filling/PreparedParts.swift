import Diagnostics
import Document
import Records

/// The letter's parts outside the body, bound to a list.
struct PreparedParts: Sendable {
  let title: PreparedLine
  let author: PreparedLine?
  let subject: PreparedLine?
  let keywords: [PreparedLine]
  let date: PreparedLine?
  let file: PreparedLine?
  let label: PreparedLine?
  let sender: [PreparedLine]
  let to: [PreparedLine]
  let notice: [PreparedLine]
  let marking: PreparedLine?
  let reference: [PreparedReference]
  let closing: PreparedLine?
  let signers: [PreparedSigner]
  let enclosures: PreparedList?
  let copies: PreparedList?
  let recipientLabel: PreparedLine?
  let recipientItem: PreparedLine?
  /// The mailing's own date as `yyyy-MM-dd`, if it has a value named `date` that is one.
  let defaultDate: String?
  /// Whether no record can change the signers.
  let signersAreFixed: Bool

  /// Prepares all parts; faults of those that all letters share are noted.
  init(_ settings: Settings, _ folding: inout ConstantFolding) {
    title = folding.line(settings.title, in: .wholeLine)
    if let line = title.fixed, line.inlines.isEmpty, !settings.title.parts.isEmpty {
      folding.problems.report(
        .error("merge.blank-title", "the letter's title is blank", at: settings.title.origin))
    }
    author = settings.author.map { folding.line($0, in: .vanishingLine) }
    subject = settings.subject.map { folding.line($0, in: .vanishingLine) }
    keywords = folding.lines(settings.keywords)
    date = settings.date.map { folding.line($0, in: .vanishingLine) }
    file = settings.file.map { folding.line($0, in: .wholeLine) }
    label = settings.data.label.map { folding.line($0, in: .wholeLine) }
    sender = folding.lines(settings.sender, in: .lines)
    to = folding.lines(settings.to, in: .lines)
    notice = folding.lines(settings.notice, in: .lines)
    marking = settings.marking.map { folding.line($0, in: .vanishingLine) }
    reference = settings.reference.map { row in
      PreparedReference(
        label: folding.line(row.label, in: .wholeLine),
        value: folding.line(row.value, in: .vanishingLine), blank: row.blank)
    }
    closing = settings.closing.map { folding.line($0, in: .wholeLine) }
    signers = settings.signers.map {
      PreparedSigner(lines: folding.lines($0.lines), picture: $0.picture)
    }
    enclosures = settings.enclosures.map { PreparedParts.list($0, &folding) }
    copies = settings.copies.map { PreparedParts.list($0, &folding) }
    recipientLabel = settings.recipientLabel.map { folding.line($0, in: .wholeLine) }
    recipientItem = settings.recipientItem.map { folding.line($0, in: .wholeLine) }
    defaultDate = PreparedParts.defaultDate(settings)
    signersAreFixed = signers.allSatisfy(\.lines.areFixed)
  }

  private static func list(_ patterns: Settings.LabelledPatterns, _ folding: inout ConstantFolding)
    -> PreparedList
  {
    PreparedList(
      label: folding.line(patterns.label, in: .wholeLine), items: folding.lines(patterns.items))
  }

  private static func defaultDate(_ settings: Settings) -> String? {
    guard let value = settings.values.first(where: { $0.name == "date" })?.value,
      case .text(let text) = value.content, let date = try? CalendarDate(text)
    else { return nil }
    return date.iso == text ? text : nil
  }
}
