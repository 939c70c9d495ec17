import Foundation
import TestSupport
import Testing

/// What pages name, and where their links lead, is there.
struct LinkTests {
  @Test("links and pictures lead to files and headings that are there", arguments: Page.all)
  func links(of page: Page) {
    let lines = page.prose().split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      for link in line.matches(of: /(?:\]\(|src=")([^)\s"]+)/) {
        if let fault = fault(of: String(link.1), in: page) {
          Issue.record("\(link.1): \(fault)", sourceLocation: page.place(index + 1))
        }
      }
    }
  }

  @Test("files of the project that pages name are there", arguments: Page.all)
  func paths(in page: Page) {
    let folders = /`((?:Scripts|Sources|Tests|Templates|Fuzz|docs)\/[^`\s<]*)[`\s]/
    for path in page.text.matches(of: folders).map({ String($0.1) }) {
      let file = projectFolder.appending(path: path).path
      #expect(FileManager.default.fileExists(atPath: file), "\(page.path): \(path)")
    }
  }

  @Test("every page is in the index of the documentation")
  func index() throws {
    let index = try Page(path: "docs/README.md").text
    let pages = Page.all.map(\.path).filter { $0.hasPrefix("docs/") && $0 != "docs/README.md" }
    #expect(pages.filter { !index.contains("(\($0.dropFirst("docs/".count)))") } == [])
  }

  /// What is wrong with a link; nothing if it is good or leads out of the project.
  private func fault(of target: String, in page: Page) -> String? {
    guard !target.contains(/^[a-z]+:/) else { return nil }
    let parts = target.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let folder = URL(filePath: page.path, relativeTo: projectFolder).deletingLastPathComponent()
    let file =
      parts[0].isEmpty
      ? projectFolder.appending(path: page.path) : folder.appending(path: String(parts[0]))
    guard FileManager.default.fileExists(atPath: file.path) else { return "there is no such file" }
    guard parts.count > 1 else { return nil }
    guard let text = try? String(contentsOf: file, encoding: .utf8) else { return "it is no page" }
    let isThere = Page(path: "", text: text).anchors.contains(String(parts[1]))
    return isThere ? nil : "there is no such heading"
  }
}

extension Page {
  /// The names that headings have in addresses, as GitHub makes them.
  var anchors: Set<String> {
    let lines = prose(keepingCode: true).split(separator: "\n")
    return Set(
      lines.filter { $0.hasPrefix("#") }.map { line in
        line.drop { $0 == "#" }.dropFirst().lowercased()
          .replacing(/\[([^\]]*)\]\([^)]*\)/) { $0.1 }
          .filter { $0.isLetter || $0.isNumber || "-_ ".contains($0) }
          .replacing(" ", with: "-")
      })
  }
}
