import Diagnostics
import Document

extension PreparedParts {
  /// A letter to nobody with the parts that no record can change.
  func base(_ settings: Settings, _ evaluation: inout Evaluation) -> Letter {
    let title = title.fixed?.inlines.plainText ?? ""
    let origin = to.first?.pattern.origin ?? settings.title.origin
    var letter = Letter(
      key: "", language: settings.language, metadata: Metadata(title: title),
      address: Address(lines: [], isNotice: false, origin: origin))
    letter.title = self.title.fixed.flatMap { titleBlock($0) }
    letter.metadata.author = author?.fixed?.inlines.plainText ?? ""
    letter.metadata.subject = subject?.fixed?.inlines.plainText ?? ""
    if keywords.areFixed {
      letter.metadata.keywords = keywords.lines(&evaluation).map(\.inlines.plainText)
    }
    letter.metadata.date = date == nil ? defaultDate : nil
    if sender.areFixed { letter.sender = sender.lines(&evaluation) }
    if signersAreFixed { letter.signers = signers.map { $0.signer(&evaluation) } }
    letter.marking = marking?.fixed.flatMap { $0.inlines.isEmpty ? nil : $0 }
    letter.closing = closing?.fixed
    if enclosures?.isFixed == true { letter.enclosures = enclosures?.list(&evaluation) }
    if copies?.isFixed == true { letter.copies = copies?.list(&evaluation) }
    return letter
  }

  private func titleBlock(_ line: Line) -> Block? {
    guard !line.inlines.isEmpty else { return nil }
    return Block(
      node: 0, isStatic: line.isStatic, origin: line.origin,
      content: .heading(level: 1, line.inlines))
  }

  /// Fills the parts that a record may change, apart from address, recipients and body.
  func fill(_ letter: inout Letter, isMasterCopy: Bool, _ evaluation: inout Evaluation) {
    fillMetadata(&letter, isMasterCopy: isMasterCopy, &evaluation)
    if !sender.areFixed { letter.sender = sender.lines(&evaluation) }
    if let marking, marking.fixed == nil {
      let line = marking.line(&evaluation)
      letter.marking = line.inlines.isEmpty ? nil : line
    }
    fillReference(&letter, isMasterCopy: isMasterCopy, &evaluation)
    if let closing, closing.fixed == nil { letter.closing = closing.line(&evaluation) }
    if !signersAreFixed {
      letter.signers = []
      for signer in signers { letter.signers.append(signer.signer(&evaluation)) }
    }
    if let enclosures, !enclosures.isFixed { letter.enclosures = enclosures.list(&evaluation) }
    if let copies, !copies.isFixed { letter.copies = copies.list(&evaluation) }
  }

  private func fillReference(
    _ letter: inout Letter, isMasterCopy: Bool, _ evaluation: inout Evaluation
  ) {
    evaluation.hidesPlaceholders = true
    defer { evaluation.hidesPlaceholders = false }
    letter.reference.reserveCapacity(reference.count)
    for row in reference {
      if let row = row.row(&evaluation, isMasterCopy: isMasterCopy) { letter.reference.append(row) }
    }
  }

  private func fillMetadata(
    _ letter: inout Letter, isMasterCopy: Bool, _ evaluation: inout Evaluation
  ) {
    if title.fixed == nil {
      let line = title.line(&evaluation)
      letter.title = titleBlock(line)
      letter.metadata.title = line.inlines.plainText
    }
    if let author, author.fixed == nil {
      letter.metadata.author = author.line(&evaluation).inlines.plainText
    }
    if let subject, subject.fixed == nil {
      letter.metadata.subject = subject.line(&evaluation).inlines.plainText
    }
    if !keywords.areFixed {
      letter.metadata.keywords = keywords.lines(&evaluation).map(\.inlines.plainText)
    }
    guard let date, !isMasterCopy || date.fixed != nil else { return }
    letter.metadata.date = isoDate(date.line(&evaluation), &evaluation)
  }

  /// The letter's date as `yyyy-MM-dd`; nil for none, with the fault noted if it is no date.
  private func isoDate(_ line: Line, _ evaluation: inout Evaluation) -> String? {
    let text = line.inlines.plainText
    guard !text.isEmpty else { return nil }
    if let date = try? CalendarDate(text) { return date.iso }
    evaluation.problems.report(
      .error(
        "merge.date", "the letter's date is no date: '\(text)'", at: line.origin,
        hints: ["dates are read as yyyy-MM-dd or dd.MM.yyyy"]))
    return nil
  }
}

extension PreparedList {
  /// Whether no record can change it.
  var isFixed: Bool { label.fixed != nil && items.areFixed }
}
