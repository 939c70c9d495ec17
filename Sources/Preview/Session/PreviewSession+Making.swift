import Batch
import Diagnostics
import Foundation
import Storage

/// What somebody asks to have made.
enum MakeRequest: Hashable, Sendable {
  /// One recipient's letter, by its number in the list.
  case letter(Int)
  /// Every letter; those that are at fault keep all others from being made, unless they are left out.
  case all(skipsFaulty: Bool)
  case masterCopy
  /// One file of all letters, for printing; on both sides, or on one.
  case printFile(isDuplex: Bool, skipsFaulty: Bool)
}

/// Why nothing was made.
///
/// The page knows these names and words them.
enum MakeRefusal: String, Error {
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
    let job = try job(for: order, &request)
    isMaking = true
    jobCount += 1
    self.job = job
    announce()
    start(request)
  }

  /// What is told of an order, and the run that it asks for.
  private func job(for order: MakeRequest, _ request: inout RunRequest) throws(MakeRefusal)
    -> JobAnswer
  {
    var job = JobAnswer(number: jobCount + 1, kind: .all, name: "", path: outputPath)
    switch order {
    case .all(let skipsFaulty): request.keepsGoing = skipsFaulty
    case .masterCopy:
      job.kind = .master
      request.isMasterCopy = true
    case .letter(let number):
      guard let table, table.keys.indices.contains(number - 1) else { throw .unknown }
      guard edition?.hasKey == true else { throw .noKey }
      job.kind = .letter
      job.name = table.labels[number - 1]
      request.only = [table.keys[number - 1]]
    case .printFile(let isDuplex, let skipsFaulty):
      job.kind = .print
      job.path = outputPath + "-print.pdf"
      request.combined = CombinedRequest(file: job.path, isDuplex: isDuplex)
      request.keepsGoing = skipsFaulty
    }
    return job
  }

  /// The file for printing that was made last; nil if there is none, or if it is too large to be handed
  /// out in one piece.
  func printFile() -> (name: String, bytes: Data)? {
    guard let job, job.kind == .print, job.isFinished, job.letters > 0 else { return nil }
    let file = URL(filePath: job.path)
    let size = try? file.resourceValues(forKeys: [.fileSizeKey]).fileSize
    guard let size, size <= PreviewSession.largestPrintFile, let bytes = try? Data(contentsOf: file)
    else { return nil }
    return (file.lastPathComponent, bytes)
  }

  /// In bytes.
  private static let largestPrintFile = 256 << 20

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
      job?.failed = report.failed
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
