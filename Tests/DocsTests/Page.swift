import Foundation
import TestSupport
import Testing

/// A page of the documentation.
struct Page: CustomTestStringConvertible {
  /// Where it is, from the project's folder on.
  let path: String
  /// Its Markdown.
  let text: String

  var testDescription: String { path }

  /// The page with this path.
  init(path: String) throws {
    self.path = path
    text = try String(contentsOf: projectFolder.appending(path: path), encoding: .utf8)
  }

  /// A page that is in no file.
  init(path: String, text: String) {
    (self.path, self.text) = (path, text)
  }

  /// All pages: those of the project's folder, and those under `docs`.
  static let all: [Page] = {
    let files = FileManager.default.enumerator(
      at: projectFolder.appending(path: "docs"), includingPropertiesForKeys: nil)
    let paths = (files?.compactMap { $0 as? URL } ?? [])
      .filter { $0.pathExtension == "md" }
      .map { $0.path.replacing(projectFolder.path + "/", with: "") }
      // Letters of example mailings are no pages.
      .filter { !$0.hasPrefix("docs/examples/") }
    return (["README.md", "CHANGELOG.md"] + paths.sorted()).compactMap { try? Page(path: $0) }
  }()

  /// Pages for people who send letters, where every command is run.
  static let forUsers = all.filter {
    $0.path != "CHANGELOG.md" && !$0.path.hasPrefix("docs/engineering/")
  }

  /// The place of a line, for what a test says.
  func place(_ line: Int) -> Testing.SourceLocation {
    Testing.SourceLocation(
      fileID: "Flett/\(path)", filePath: projectFolder.appending(path: path).path, line: line,
      column: 1)
  }

  /// The page without its code blocks, and without code in lines unless that is kept.
  ///
  /// Neither holds links. Lines stay where they are.
  func prose(keepingCode: Bool = false) -> String {
    var fence: Substring?
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let words = line.drop { $0 == " " }
      guard words.hasPrefix(fence ?? "```") else { return fence == nil ? String(line) : "" }
      fence = fence == nil ? words.prefix { $0 == "`" } : nil
      return ""
    }
    let prose = lines.joined(separator: "\n")
    return keepingCode ? prose : prose.replacing(/`[^`\n]*`/, with: "`code`")
  }

  /// The page with other texts in some of its blocks.
  func replacing(_ texts: [(block: CodeBlock, text: String)]) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
    // From the last on, so that those before stay where they are.
    for (block, text) in texts.reversed() {
      let length = block.text.count { $0 == "\n" }
      let whole = text.hasSuffix("\n") ? text : text + "\n"
      lines.replaceSubrange(
        block.line..<block.line + length,
        with: whole.split(separator: "\n", omittingEmptySubsequences: false).dropLast())
    }
    return lines.joined(separator: "\n")
  }

  /// Writes another text into the page's file.
  func write(_ text: String) throws {
    try Data(text.utf8).write(to: projectFolder.appending(path: path))
  }
}
