@testable import ArchivalPDF
import Diagnostics
import DisplayList
import Foundation
import Testing

/// The rules that standards have, and where people read of them.
struct ConformanceTableTests {
  /// Every rule, as it might be broken.
  private static let rules: [BrokenRule] = [
    .title, .language("bokmål"), .pageSize(page: 1), .textLength(name: "a text"), .element,
    .headingLevel(3, after: 1), .tableHeader, .linkTarget, .linkLength, .linkWords,
    .figure(picture: "a.png"), .pictureText(picture: "a.png"),
    .font(TestFace.regular, .unreadable), .font(TestFace.regular, .embeddingForbidden),
    .font(TestFace.regular, .subsettingForbidden), .font(TestFace.regular, .variable),
    .font(TestFace.regular, .outlines), .character("日", in: TestFace.regular),
    .objectCount(.letter(limit: 9)), .objectCount(.combined(letters: 3, files: 2, limit: 9)),
  ]

  /// The page on which a standard's clauses are listed, row by row.
  private func rows(of standard: Standard) throws -> [String] {
    let page =
      switch standard {
      case .pdfA2a: "pdfa-2a.md"
      case .pdfUA1: "pdfua-1.md"
      }
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let folder = root.appending(path: "docs/engineering/conformance")
    return try String(contentsOf: folder.appending(path: page), encoding: .utf8)
      .split(separator: "\n").map(String.init)
  }

  @Test("every rule is of a standard", arguments: rules)
  func clauses(_ rule: BrokenRule) {
    #expect(Standard.allCases.contains { $0.clause(of: rule) != nil })
  }

  @Test("the page of a standard has each of its rules at its clause", arguments: Standard.allCases)
  func pages(_ standard: Standard) throws {
    let rows = try rows(of: standard)
    for rule in Self.rules {
      // What is layout's fault is no author's to know.
      guard let clause = standard.clause(of: rule), rule.diagnostic().failure != .software else {
        continue
      }
      #expect(
        rows.contains { $0.hasPrefix("| \(clause) |") && $0.contains("`\(rule.id)`") },
        "\(standard.name), \(clause): \(rule.id)")
    }
  }

  @Test("what is wrong is told in one line, by a name of its own")
  func wording() {
    for rule in Self.rules {
      let diagnostic = rule.diagnostic()
      #expect(diagnostic.id.hasPrefix("archive."))
      #expect(!diagnostic.message.isEmpty && !diagnostic.message.hasSuffix("."))
      #expect(diagnostic.message.first?.isUppercase == false)
    }
  }

  @Test("a file claims what the standards ask it to")
  func claims() {
    let claims = Standard.allCases.flatMap(\.claims).map { "\($0.name)=\($0.value)" }
    #expect(claims == ["pdfaid:part=2", "pdfaid:conformance=A", "pdfuaid:part=1"])
  }
}
