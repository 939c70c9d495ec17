import Bytes
import Foundation
import Ledger
import Glibc
import OpenSSL
import TestSupport
import Testing

/// A small mailing with as many recipients as asked for.
final class SampleMailing {
  private let folder: TemporaryFolder
  /// How many recipients there are.
  private(set) var count: Int

  /// The mailing's folder.
  var path: String { folder.url.appending(path: "mailing").path }
  /// A place for letters that is not there yet.
  let output: URL

  /// A mailing with letters of a few lines.
  init(count: Int, file: String = "{{name}}.pdf") throws {
    folder = try TemporaryFolder()
    self.count = count
    output = folder.url.appending(path: "letters")
    try writeLetter(file: file)
    try writeList()
  }

  /// Writes the letter anew.
  func writeLetter(
    file: String = "{{name}}.pdf", text: String = "You owe us", settings: String = ""
  ) throws {
    let stationery = projectFolder.appending(path: "Templates/stationery/ks.yaml").path
    try folder.write(
      """
      ---
      title: A reminder
      language: en
      stationery: \(stationery)
      data: {file: list.csv, key: name}
      file: "\(file)"
      to: ["{{name}}"]
      \(settings)
      ---

      Dear {{name}}, \(text) {{amount | number: 2}} before the end of the month.
      """, to: "mailing/letter.md")
  }

  /// Writes the list anew, with other amounts for some recipients and without others.
  func writeList(amounts: [Int: String] = [:], without: Set<Int> = []) throws {
    var text = "name;amount\n"
    for number in 1...count where !without.contains(number) {
      text += "Recipient \(number);\(amounts[number] ?? String(number))\n"
    }
    try folder.write(text, to: "mailing/list.csv")
  }

  /// Everything that is in the folder of a place for letters, and in the folders there.
  static func everything(beside place: URL) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(
      atPath: place.deletingLastPathComponent().path
    ).sorted()
  }

  /// The name of a recipient's file.
  func file(_ number: Int) -> String { "Recipient \(number).pdf" }

  /// Runs `flett merge` into ``output``, or another place.
  func merge(_ options: String..., into place: URL? = nil) throws -> Outcome {
    try Command.run(arguments(options, into: place))
  }

  /// The arguments of `flett merge`.
  func arguments(_ options: [String] = [], into place: URL? = nil) -> [String] {
    ["merge", path, "--output", (place ?? output).path] + options
  }

  /// Begins `flett merge` and stops it as soon as it holds its folder or archive; SIGCONT lets it go on.
  func stopped(
    with options: [String] = [], into place: URL? = nil, environment: [String: String] = [:]
  ) throws -> Command {
    let place = place ?? output
    let isArchive = !place.pathExtension.isEmpty
    let part = place.deletingLastPathComponent()
      .appending(path: ".\(place.lastPathComponent).flett-part")
    let sign = isArchive ? part : place.appending(path: ".flett/ledger.sqlite")
    let command = try Command(arguments(options, into: place), environment: environment)
    try #require(try FolderEvents.wait(for: sign, whileRunning: command))
    command.send(SIGSTOP)
    return command
  }

  /// All files of a folder with their digests, except what flett keeps for itself.
  static func digests(of folder: URL) throws -> [String: String] {
    var digests: [String: String] = [:]
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    for name in names where name != ".flett" && !name.hasPrefix(".flett/") {
      let url = folder.appending(path: name)
      guard try url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else {
        continue
      }
      digests[name] = Digest.of(try Data(contentsOf: url)).hexadecimalText
    }
    return digests
  }

  /// What killed runs have left of files that were not whole.
  static func leftovers(in folder: URL) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".tmp") }
  }
}
