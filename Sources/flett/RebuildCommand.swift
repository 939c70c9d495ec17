import ArgumentParser
import Storage
import Verification

/// `flett rebuild`: a new ledger where the old one is damaged.
struct RebuildCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rebuild",
    abstract: "Make a folder's ledger anew from its manifest and files.",
    discussion: "Letters that the manifest cannot prove are made again by the next run.")

  @Argument(
    help: "The folder with the letters, or the mailing, for its Output.", completion: .directory)
  var folder: String

  func run() async throws {
    let report = Reporter(json: false)
    try await report.catching {
      let (proved, unproved) = try await FolderRebuild.rebuild(LetterFolder.meant(by: folder))
      let letters = proved == 1 ? "1 letter is" : "\(proved) letters are"
      say("\(letters) as the manifest says; \(unproved) will be made again")
    }
  }
}
