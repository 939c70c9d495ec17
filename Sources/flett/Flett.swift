import ArgumentParser
import Batch

/// The command `flett`; its subcommands only read options and print what the library says.
@main
struct Flett: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "flett",
    abstract: "Turn a letter and a list of recipients into PDF letters.",
    discussion: """
      Exit status: 0 all done, 64 wrong usage, 65 the letter or the list is at fault, 66 a file is \
      missing, 70 a fault of flett itself, 73 or 74 a file cannot be written, 75 try again later \
      (another run is at work, or this one was stopped), 77 not allowed, \
      78 the stationery is at fault, or the folder holds another mailing's letters.
      """,
    version: Version.number,
    subcommands: [
      MergeCommand.self, PreviewCommand.self, CheckCommand.self, StatusCommand.self,
      VerifyCommand.self, RebuildCommand.self, KeysCommand.self, NewCommand.self,
    ])

  /// Runs the command, after what has to come before the first thread.
  static func main() async {
    DescriptorBudget.makeRoom()
    await main(nil)
  }
}
