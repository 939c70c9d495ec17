import Diagnostics
import DisplayList
import Layout
import Records

extension PreviewSession {
  /// A letter with all that the page shows beside it.
  ///
  /// - Parameters:
  ///   - number: The recipient's number in the list; 0 for the master copy.
  ///   - key: The recipient's key, where the list may have changed since the number was known.
  /// - Returns: The letter; nil if there is no such recipient.
  func letter(_ number: Int, key: String?) async -> LetterAnswer? {
    // Where somebody stands in a list that has changed is known once it is read.
    if key != nil, table == nil { await listing?.value }
    guard let edition, let desk else { return nil }
    let revision = revision
    let number = key.flatMap { table?.number(of: $0, near: number) } ?? number
    guard let record = try? record(number) else { return nil }
    let laidOut = await laidOut(number, record: record.record)
    let lines = SourceLines()
    var pages: [PageAnswer] = []
    let diagnostics: [Diagnostic]
    var language = edition.language
    switch laidOut {
    case .success(let letter):
      language = letter.output.language
      diagnostics = letter.warnings
      for page in letter.output.pages {
        let guides = await desk.guides(for: page)
        pages.append(
          PageAnswer(page, guides: guides, leading: edition.stationery.text.leading))
      }
    case .failure(let error): diagnostics = error.diagnostics
    }
    let file = try? edition.fileName(of: record.record)
    let problems = diagnostics.errorsFirst(\.self).map { problem in
      ProblemAnswer(
        record.record?.naming(cellOf: problem, of: edition.list.sheetName) ?? problem,
        lines: lines)
    }
    return LetterAnswer(
      revision: revision, number: number, key: record.record.map(edition.key) ?? "",
      label: record.record.map(edition.label) ?? "", language: language, pages: pages,
      problems: problems, file: file)
  }

  /// A page of a letter as SVG; nil if there is no such page.
  func svg(_ number: Int, page: Int) async -> [UInt8]? {
    guard let desk, let page = await self.page(page, of: number) else { return nil }
    return try? await desk.svg(of: page)
  }

  /// A page of a letter as a bitmap; nil if there is no such page.
  func bitmap(_ number: Int, page: Int, dotsPerInch: Double) async -> [UInt8]? {
    guard let desk, let page = await self.page(page, of: number) else { return nil }
    return try? await desk.bitmap(of: page, dotsPerInch: dotsPerInch).windowsBitmap
  }

  /// A letter's first page as a small bitmap; nil if the letter cannot be made.
  func thumbnail(_ number: Int, dotsPerInch: Double) async -> [UInt8]? {
    guard let edition, let record = try? record(number) else { return nil }
    if thumbnailDesk == nil { thumbnailDesk = try? edition.desk() }
    guard let desk = thumbnailDesk, let letter = try? await desk.letter(for: record.record),
      let page = letter.output.pages.first
    else { return nil }
    return try? await desk.bitmap(of: page, dotsPerInch: dotsPerInch).windowsBitmap
  }

  /// What tells two recipients' letters apart; nil if one of them cannot be made.
  func difference(_ left: Int, _ right: Int) async -> DifferenceAnswer? {
    guard let first = await letter(left, key: nil), let second = await letter(right, key: nil),
      case .success(let one)? = letters[left], case .success(let other)? = letters[right]
    else { return nil }
    return DifferenceAnswer(
      left: first, right: second, changes: BlockChange.between(one.output, other.output))
  }

  private func page(_ page: Int, of number: Int) async -> Page? {
    guard let record = try? record(number),
      case .success(let letter) = await laidOut(number, record: record.record)
    else { return nil }
    return letter.output.pages.first { $0.number == page }
  }

  private func laidOut(_ number: Int, record: Record?) async -> Result<
    Warned<PagedLetter>, DiagnosticsError
  > {
    if let known = letters[number] { return known }
    guard let desk else { return .failure(DiagnosticsError([])) }
    let current = revision
    let result: Result<Warned<PagedLetter>, DiagnosticsError>
    do throws(DiagnosticsError) {
      result = .success(try await desk.letter(for: record))
    } catch {
      result = .failure(error)
    }
    if current == revision { letters.keep(result, number: number) }
    return result
  }

  /// The record of a recipient, or none for the master copy.
  ///
  /// - Throws: ``NoSuchRecipient`` if the list has none of that number.
  func record(_ number: Int) throws -> (record: Record?, isMasterCopy: Bool) {
    if number == 0 { return (nil, true) }
    if let table {
      guard let record = try table.record(number) else { throw NoSuchRecipient() }
      return (record, false)
    }
    // Before the recipients are listed, only the first few can be looked at.
    guard (1...512).contains(number), var reader = try edition?.list.records() else {
      throw NoSuchRecipient()
    }
    var record: Record?
    for _ in 0..<number { record = try reader.next() }
    guard let record else { throw NoSuchRecipient() }
    return (record, false)
  }
}

/// A recipient was asked for that the list does not have.
struct NoSuchRecipient: Error {}
