import Batch
import Composition
import Diagnostics
import Foundation
import Geometry
import Layout
import Records

extension PreviewSession {
  /// How things are, as all pages are told.
  func state() -> StateAnswer {
    let lines = SourceLines()
    let problems = (faults.isEmpty ? edition?.warnings ?? [] : faults).errorsFirst(\.self)
    return StateAnswer(
      name: edition?.name ?? URL(filePath: request.mailing).lastPathComponent,
      folder: folder, revision: revision,
      listRevision: edition?.listRevision ?? 0, count: edition?.list.count ?? 0,
      leftOut: edition.map { $0.list.count - $0.lists.chosen.count } ?? 0,
      isBroken: !faults.isEmpty, isListed: table != nil, isListing: isListing,
      listings: listings, hasKey: edition?.hasKey ?? false,
      hasNotice: edition?.hasMasterCopy ?? false, accountRevision: accountRevision,
      output: outputPath,
      problems: problems.prefix(100).map { ProblemAnswer($0, lines: lines) },
      furtherProblems: max(0, problems.count - 100), windows: windows,
      check: CheckAnswer(board.now, besides: problems.count), job: job)
  }

  /// What a page that starts to listen is told first.
  func listen() -> AsyncStream<[UInt8]> {
    hub.listen(first: EventHub.message("state", JSON.bytes(state())))
  }

  /// The mailing's folder as problems name it.
  private var folder: String {
    let mailing = URL(filePath: request.mailing).relativePath
    return mailing.hasSuffix(".md") ? (mailing as NSString).deletingLastPathComponent : mailing
  }

  /// The folder or archive of letters, in full.
  var outputPath: String { URL(filePath: request.output).standardizedFileURL.path }

  /// The windows of envelopes, the stationery's own first.
  private var windows: [WindowAnswer] {
    guard let own = edition?.stationery.window else { return [] }
    let others = AddressWindow.named.filter { $0.name != own.name }
    return ([own] + others).map(WindowAnswer.init)
  }
}
