package import Diagnostics
package import Document
package import Records

/// A letter bound to a list: makes one recipient's letter after another.
///
/// Every call is a pure function of the record; what all letters share is built already, and handed
/// out without being copied.
package final class Merger: Sendable {
  /// What the front matter says about files, language and recipients.
  package let settings: Settings
  let binding: Binding
  let parts: PreparedParts
  private let body: [ControlFlow<TemplateBlock>]
  /// The whole body, if no record can change it.
  private let fixedBody: [Block]?
  /// What the list's columns must hold.
  private let columns: ColumnChecks
  /// The parts that no record can change, in a letter to nobody.
  private let base: Letter
  /// Where the key is among a record's values; nil if the key is the record's number.
  private let keyPosition: Int?

  init(
    settings: Settings, binding: Binding, parts: PreparedParts, body: [ControlFlow<TemplateBlock>],
    keyPosition: Int?, columns: ColumnChecks
  ) {
    (self.settings, self.binding, self.parts, self.body) = (settings, binding, parts, body)
    (self.keyPosition, self.columns) = (keyPosition, columns)
    let fixed = body.compactMap { flow -> Block? in
      guard case .one(let block) = flow, case .fixed(let ready) = block.content else { return nil }
      return ready
    }
    fixedBody = fixed.count == body.count ? fixed : nil
    var evaluation = Evaluation(binding, record: nil)
    base = parts.base(settings, &evaluation)
  }

  /// What tells a record's letter from the others: the value of the key, or the record's number.
  package func key(of record: Record) -> String { record.key(at: keyPosition) }

  /// What the mailing calls a record's recipient in lists to look through, on one line.
  ///
  /// It stands in no letter: where a field in it is blank or at fault, the key stands for it.
  package func label(of record: Record) -> String {
    guard let label = parts.label else { return key(of: record) }
    var evaluation = Evaluation(binding, record: record)
    let text = label.line(&evaluation).inlines.plainText
    let name = (try? evaluation.problems.finish(text).output) ?? ""
    return name.isEmpty ? key(of: record) : name
  }

  /// The name that the mailing gives a record's file, not yet made safe for a file system.
  ///
  /// - Throws: ``DiagnosticsError`` where a field in the name is blank or at fault.
  package func fileName(of record: Record) throws(DiagnosticsError) -> String {
    guard let file = parts.file else { return key(of: record) + ".pdf" }
    var evaluation = Evaluation(binding, record: record)
    let name = file.line(&evaluation).inlines.plainText
    return try evaluation.problems.finish(name).output
  }

  /// The line that names a record in a list of recipients.
  ///
  /// - Throws: ``DiagnosticsError`` where a field in the line is blank or at fault.
  package func recipientLine(for record: Record) throws(DiagnosticsError) -> Line {
    var evaluation = Evaluation(binding, record: record)
    let line = recipientLine(record, &evaluation)
    return try evaluation.problems.finish(line).output
  }

  /// The recipients that every letter of a run names.
  ///
  /// - Parameters:
  ///   - lines: What ``recipientLine(for:)`` gave for each of them, in order.
  ///   - total: How many there are, if not all of them have a line; then they are too many.
  /// - Returns: What every letter of the run is given.
  /// - Throws: ``DiagnosticsError`` if there are more than the mailing allows.
  package func recipientList(of lines: [Line], outOf total: Int? = nil) throws(DiagnosticsError)
    -> RecipientList
  {
    let count = max(lines.count, total ?? 0)
    guard count <= settings.maximumRecipients else {
      throw DiagnosticsError(
        .error(
          "merge.too-many-recipients",
          "each letter would name \(count) recipients, and at most "
            + "\(settings.maximumRecipients) are allowed", at: settings.recipientLocation,
          hints: [
            "allow more with 'max: \(count)' under 'recipients'",
            "or name nobody, with 'list: none'",
          ]))
    }
    return RecipientList(lines: lines)
  }

  /// One recipient's letter.
  ///
  /// - Parameters:
  ///   - record: The recipient.
  ///   - recipients: Whom every letter of the run names.
  /// - Returns: The letter, every field resolved.
  /// - Throws: ``DiagnosticsError`` with everything that is wrong with the record's values, each at
  ///   its place in the list, with the place in the letter that uses it.
  package func letter(for record: Record, recipients: RecipientList) throws(DiagnosticsError)
    -> Warned<Letter>
  {
    try draft(for: record, recipients: recipients).finished()
  }

  /// One recipient's letter as far as it can be made, to find what is wrong with its pages as well.
  package func draft(for record: Record, recipients: RecipientList) -> Draft<Letter> {
    var evaluation = Evaluation(binding, record: record)
    var letter = base
    letter.key = key(of: record)
    letter.address.lines = parts.to.lines(&evaluation)
    letter.recipients = labelled(recipients, record, &evaluation)
    fill(&letter, isMasterCopy: false, &evaluation)
    columns.check(record, &evaluation)
    return Draft(output: letter, diagnostics: evaluation.problems.tellingCellsOnce.diagnostics)
  }

  /// The one master copy, which goes to nobody yet.
  ///
  /// The mailing's notice stands where the address goes. A record's field is its name, as in «name»,
  /// and blank in the reference block; tests of it do not hold, and its list has no items.
  ///
  /// - Throws: ``DiagnosticsError`` if the mailing has no notice, or a shared part is at fault.
  package func masterCopy(recipients: RecipientList) throws(DiagnosticsError) -> Warned<Letter> {
    guard !parts.notice.isEmpty else {
      throw DiagnosticsError(
        .error(
          "merge.no-notice", "the letter does not say what stands in place of an address",
          at: settings.title.origin,
          hints: ["add a line 'undispatched: …' to the front matter"]))
    }
    var evaluation = Evaluation(binding, record: nil)
    var letter = base
    letter.address = Address(
      lines: parts.notice.lines(&evaluation), isNotice: true,
      origin: parts.notice[0].pattern.origin)
    letter.recipients = labelled(recipients, nil, &evaluation)
    fill(&letter, isMasterCopy: true, &evaluation)
    return try evaluation.problems.finish(letter)
  }

  private func recipientLine(_ record: Record?, _ evaluation: inout Evaluation) -> Line {
    // The same lines stand in all letters of a run, unless each names its own recipient.
    let isStatic = settings.recipientScope != .own
    if let item = parts.recipientItem {
      return evaluation.line(item.pattern, in: item.place, isStatic: isStatic)
    }
    let place = settings.recipientLocation
    guard let record else {
      return Line(
        [Inline("«\(settings.data.key ?? "number")»", origin: place)], isStatic: isStatic,
        origin: place)
    }
    let value = keyPosition.flatMap {
      record.values.indices.contains($0) ? record.values[$0] : nil
    }
    let origin = value?.location ?? record.location
    return Line(
      [Inline(key(of: record), isValue: true, origin: origin)], isStatic: isStatic, origin: place)
  }

  private func labelled(
    _ recipients: RecipientList, _ record: Record?, _ evaluation: inout Evaluation
  ) -> LabelledList? {
    guard let label = parts.recipientLabel else { return nil }
    switch settings.recipientScope {
    case .none: return nil
    case .own:
      return LabelledList(
        label: label.line(&evaluation), items: [recipientLine(record, &evaluation)])
    case .mailing, .run:
      guard !recipients.lines.isEmpty else { return nil }
      return LabelledList(label: label.line(&evaluation), items: recipients.lines)
    }
  }

  /// Fills the parts that a record may change.
  private func fill(
    _ letter: inout Letter, isMasterCopy: Bool, _ evaluation: inout Evaluation
  ) {
    parts.fill(&letter, isMasterCopy: isMasterCopy, &evaluation)
    if let fixedBody {
      letter.body = fixedBody
    } else {
      letter.body = evaluation.blocks(body)
    }
  }
}
