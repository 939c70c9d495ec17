import ArgumentParser
import Diagnostics
import Foundation
import Signing
import Storage
import Verification

/// `flett verify`: proof that letters are as they were signed, and a folder as its manifest says.
struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check the signatures of letters, or prove a folder of them against its manifest.",
    discussion: """
      Of a file, every signature is checked. Of a folder, every byte of every letter is read and held \
      against the manifest, and the letters' signatures are checked. What is missing, changed, broken or \
      not trusted is named, and the exit status is 65. Nothing is fetched: whether a certificate was \
      revoked is not judged.
      """)

  @Argument(
    help: ArgumentHelp(
      "PDF files, or one folder with letters and their manifest.json, or a mailing, for its Output."
    ))
  var paths: [String]

  @Option(
    help: ArgumentHelp(
      "Trust only signers that these certificates vouch for; may be given several times.",
      valueName: "ca.pem"), completion: .file())
  var trust: [String] = []

  @Option(
    help: ArgumentHelp(
      "The day on which certificates must be valid, such as 2026-05-04 (default: now).",
      valueName: "day"))
  var at: String?

  @Option(
    help: ArgumentHelp(
      "How many files of a folder are read side by side (default: one a processor).",
      valueName: "number"))
  var jobs: Int?

  @Flag(help: "Print one JSON object instead of words.")
  var json = false

  func validate() throws {
    if let jobs, !(1...1024).contains(jobs) {
      throw ValidationError("--jobs must be from 1 to 1024.")
    }
    if at != nil, time == nil {
      throw ValidationError("--at is a day that exists, as year-month-day, such as 2026-05-04.")
    }
    if paths.count > 1, let folder = paths.first(where: isFolder) {
      throw ValidationError("'\(folder)' is a folder; name it alone.")
    }
  }

  func run() async throws {
    let report = Reporter(json: json)
    try await report.catching {
      let trusted = try TrustedCertificates(files: trust, at: time ?? Date())
      if paths.count == 1, isFolder(paths[0]) {
        let verified = try await FolderVerification.verify(
          LetterFolder.meant(by: paths[0]), by: trusted, jobs: jobs)
        try report.finish(verified)
      } else {
        try report.finish(await reviews(by: trusted))
      }
    }
  }

  private func reviews(by trusted: TrustedCertificates) async -> VerifyReport {
    var verified = VerifyReport()
    for path in paths {
      do throws(DiagnosticsError) {
        verified.add(try await FileReview(of: path, by: trusted))
      } catch {
        verified.add(error.diagnostics)
      }
    }
    return verified
  }

  /// Noon of the day asked for; nil if there is no such day.
  private var time: Date? {
    guard let at, let time = try? Date("\(at)T12:00:00Z", strategy: .iso8601) else { return nil }
    // The 30th of February would be a day in March.
    return time.formatted(.iso8601.year().month().day()) == at ? time : nil
  }

  private func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && isFolder.boolValue
  }
}
