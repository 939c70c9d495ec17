import ArgumentParser
import Composition
import Diagnostics
import Glibc
import Storage

/// The command `flett`; its subcommands only read options and print what the library says.
@main
struct Flett: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "flett",
    abstract: "Turn a letter and a list of recipients into PDF letters.",
    discussion: """
      Exit status: 0 all done, 64 wrong usage, 65 the letter or the list is at fault, 66 a file is \
      missing, 70 a fault of flett itself, 73 or 74 a file, or what is printed, cannot be written, \
      75 try again later \
      (another run is at work, or this one was stopped), 77 not allowed, \
      78 the stationery is at fault, or the folder holds another mailing's letters, \
      130 or 143 stopped before anything was made.
      """,
    version: Version.number,
    subcommands: [
      MergeCommand.self, PreviewCommand.self, CheckCommand.self, StatusCommand.self,
      VerifyCommand.self, RebuildCommand.self, KeysCommand.self, NewCommand.self,
    ])

  /// What `flett` alone says: how to begin.
  func run() {
    StandardStream.output.write(
      """
      flett turns a letter and a list of recipients into PDF letters.

        flett new FOLDER       makes a mailing to start from
        flett preview FOLDER   shows every letter, on a page that follows your changes
        flett merge FOLDER     makes the letters

      flett --help tells all commands, flett help COMMAND what one of them can do.

      """)
  }

  /// Runs the command, after what has to come before the first file and the first thread.
  static func main() async {
    StandardStream.prepare()
    DescriptorBudget.makeRoom()
    do {
      try DescriptorBudget.requireStart()
    } catch {
      Reporter(json: false).print(error.diagnostics)
      Glibc.exit(error.failure.rawValue)
    }
    await Interruption.listen()
    Glibc.exit(StandardStream.conclude(await status()))
  }

  /// Does what the arguments say; gives the exit status.
  private static func status() async -> Int32 {
    do {
      try Arguments.requireText()
      var command = try await asyncParseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
      return 0
    } catch {
      return tell(error)
    }
  }

  /// Prints what ended the command: an error, or the help that was asked for.
  private static func tell(_ error: any Error) -> Int32 {
    let (code, text) = (exitCode(for: error), fullMessage(for: error))
    if code.isSuccess {
      if !text.isEmpty { StandardStream.output.write(text + "\n") }
    } else if !text.isEmpty {
      StandardStream.error.say(Arguments.quoted(in: text))
    }
    return code.rawValue
  }
}
