import Batch
import Diagnostics
import Foundation
import Storage

/// What somebody asks to have made.
enum MakeRequest: Hashable, Sendable {
  /// One recipient's letter, by its number in the list.
  case letter(Int)
  /// Every letter.
  case all
  /// The master copy.
  case masterCopy
}

/// Why nothing was made.
enum MakeRefusal: Error, Hashable {
  /// Something is being made already.
  case busy
  /// There is no such letter.
  case unknown
  /// Recipients have no key by which a run can be asked for one.
  case noKey
}

extension PreviewSession {
  /// Makes letters into the output folder, as `flett merge` does.
  ///
  /// - Throws: ``MakeRefusal`` if that cannot be started.
  func make(_ order: MakeRequest) throws(MakeRefusal) {
    guard !isMaking else { throw .busy }
    var request = request
    // One processor is left for the page.
    request.jobs = max(1, ProcessInfo.processInfo.activeProcessorCount - 1)
    let what: String
    switch order {
    case .all: what = "all letters"
    case .masterCopy:
      request.isMasterCopy = true
      what = "the master copy"
    case .letter(let number):
      guard let table, table.keys.indices.contains(number - 1) else { throw .unknown }
      guard edition?.hasKey == true else { throw .noKey }
      request.only = [table.keys[number - 1]]
      what = "the letter to \(table.keys[number - 1])"
    }
    isMaking = true
    jobCount += 1
    job = JobAnswer(
      number: jobCount, what: what, stage: JobAnswer.reading, done: 0, total: 0, isFinished: false,
      letters: 0, current: 0, errors: 0, firstError: "")
    announce()
    start(request)
  }

  private func start(_ request: RunRequest) {
    making = Task.detached(executorPreference: WorkThreads.shared, priority: .utility) {
      let result: Result<RunReport, DiagnosticsError>
      do throws(DiagnosticsError) {
        let run = try Run(request)
        result = .success(
          try await run.make { progress in
            let portion = max(1, progress.total / 50)
            guard progress.done % portion == 0 else { return }
            Task { await self.show(progress) }
          })
      } catch {
        result = .failure(error)
      }
      await self.finish(result)
    }
  }

  private func show(_ progress: RunProgress) {
    guard isMaking else { return }
    job?.stage = progress.stage.rawValue
    job?.done = progress.done
    job?.total = progress.total
    announce()
  }

  private func finish(_ result: Result<RunReport, DiagnosticsError>) {
    isMaking = false
    job?.isFinished = true
    switch result {
    case .success(let report):
      job?.letters = report.letters
      job?.current = report.current
      note(report.diagnostics)
    case .failure(let error): note(error.diagnostics)
    }
    noticeRun()
  }

  private func note(_ diagnostics: [Diagnostic]) {
    let errors = diagnostics.filter { $0.severity == .error }
    job?.errors = errors.count
    job?.firstError = errors.first?.message ?? ""
  }
}
