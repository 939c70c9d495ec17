package import Composition
package import Diagnostics
package import Merge
package import Records

/// What a request says of lists and letters.
extension RunRequest {
  /// The list that letters are made for, and the one that they name.
  ///
  /// - Parameters:
  ///   - mailing: The mailing.
  ///   - allowsFaults: Whether single records may be at fault.
  ///   - previous: The list as it was opened before.
  /// - Returns: The lists.
  /// - Throws: ``DiagnosticsError`` as
  ///   ``MailingLists/init(_:data:sheet:format:choosing:allowsFaults:reusing:)`` does.
  package func lists(
    of mailing: Mailing, allowsFaults: Bool = false, reusing previous: Warned<RecordList>? = nil
  ) throws(DiagnosticsError) -> MailingLists {
    try MailingLists(
      mailing, data: data, sheet: sheet, format: dataFormat, choosing: choosing,
      allowsFaults: allowsFaults,
      reusing: previous)
  }

  /// The records that it is about.
  ///
  /// - Parameter settings: What the mailing says; its key tells its records apart.
  /// - Returns: Which records they are.
  package func choice(_ settings: Settings) -> RecordChoice {
    RecordChoice(
      key: settings.data.key, only: only.isEmpty ? nil : Set(only.map(ComparedForm.ofKey)),
      limit: limit, shard: shard)
  }

  /// Opens everything that goes into its letters.
  ///
  /// - Parameters:
  ///   - mailing: The mailing.
  ///   - lists: Its lists.
  ///   - choice: The records that it is about.
  ///   - previous: How letters were signed when pictures were drawn before.
  /// - Returns: What goes into them, with what should be looked at.
  /// - Throws: ``DiagnosticsError`` if the recipients whom the letters name cannot be told, or if letters
  ///   cannot be signed as they are asked to be.
  package func inputs(
    _ mailing: Mailing, _ lists: MailingLists, _ choice: RecordChoice,
    reusing previous: LetterSigning? = nil
  ) throws(DiagnosticsError) -> Warned<MailingInputs> {
    let recipients = try lists.recipients(mailing, choice)
    let signing = try LetterSigning.open(
      signing, mailing.template.settings, renderer: renderer, isCombined: combined != nil,
      reusing: previous)
    let versions = zip(mailing.versions.all, recipients).map { template, recipients in
      LetterInputs(
        mailing, template, list: lists.list, recipients: recipients, renderer: renderer,
        watermark: watermark, paintsLetterhead: paintsLetterhead,
        signings: signing.output.map { [$0] } ?? [])
    }
    return Warned(MailingInputs(lists.merger, versions), warnings: signing.warnings)
  }
}
