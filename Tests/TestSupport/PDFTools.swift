package import Foundation
import Testing

/// Programs that nobody here wrote, which validate and read finished files; see `Scripts/judges`.
package enum PDFTools {
  /// What veraPDF says of files: the broken rules by file and standard, and what went wrong.
  package static func conformance(of files: [URL], explained: Bool = false) throws -> [String:
    [String]]
  {
    let answer = try run(
      script: "conformance", (explained ? ["--explain"] : []) + files.map(\.path))
    var broken: [String: [String]] = [:]
    for line in answer.output.split(separator: "\n") where !line.hasPrefix(" ") {
      let parts = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 4 else { continue }
      let name = URL(filePath: parts[2]).deletingPathExtension().lastPathComponent
      let rules = parts[0] == "PASS" ? [] : parts[3].split(separator: " ").map(String.init)
      broken["\(name) \(parts[1])"] = rules
    }
    try #require(broken.count == 2 * files.count, "\(answer.output)")
    if answer.status != 0, explained { Issue.record("\(answer.output)") }
    return broken
  }

  /// What the readers complained of; empty if nothing.
  package static func complaints(about files: [URL]) throws -> String {
    try run(script: "readers", files.map(\.path)).output
  }

  /// A file's text as PDFium takes it.
  package struct Text: Decodable {
    /// The file.
    package var file: String
    /// Whether it says that it is tagged.
    package var tagged: Bool
    /// The text of content, of artifacts, and of neither.
    package var content, artifacts, loose: [String]
    /// What selecting all of each page gives.
    package var selected: [String]
  }

  /// Where pyphen breaks every `step`th word of a list: how many letters stand before each break.
  package static func hyphens(
    dictionary: String, words: String, step: Int
  ) throws -> [(word: String, breaks: [Int])] {
    try run(script: "hyphens", [dictionary, words, String(step)]).output.split(separator: "\n").map
    {
      let parts = $0.split(separator: "\t", omittingEmptySubsequences: false)
      return (String(parts[0]), parts[1].split(separator: " ").compactMap { Int($0) })
    }
  }

  /// The text of files as PDFium takes it.
  package static func text(of files: [URL]) throws -> [Text] {
    try run(script: "text", files.map(\.path)).output.split(separator: "\n").map {
      try JSONDecoder().decode(Text.self, from: Data($0.utf8))
    }
  }

  /// Runs a program from the system, which must be there.
  package static func run(_ program: String, _ arguments: [String]) throws -> Program.Outcome {
    let outcome = try Program(program).run(arguments)
    try #require(![66, 126, 127].contains(outcome.status), "\(outcome.errors)")
    return outcome
  }

  private static func run(script: String, _ arguments: [String]) throws -> Program.Outcome {
    try run(projectFolder.appending(path: "Scripts/judges/\(script)").path, arguments)
  }
}
