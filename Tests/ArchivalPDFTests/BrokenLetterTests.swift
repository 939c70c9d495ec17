import ArchivalPDF
import DisplayList
import Foundation
import TestSupport
import Testing

/// The validator bites: a letter with one thing spoilt fails at the rule that asks for it.
struct BrokenLetterTests {
  /// One thing to spoil: other words of the same length, so that all objects stay where they are.
  struct Fault: CustomTestStringConvertible {
    var name: String
    var good: String
    var bad: String
    /// The rules of either standard that break.
    var archive: [String] = []
    var accessibility: [String] = []

    var testDescription: String { name }
  }

  static let faults = [
    Fault(
      name: "language", good: "/Lang(nb)", bad: "/Long(nb)",
      accessibility: ["7.2-2", "7.2-22", "7.2-24", "7.2-33", "7.2-34"]),
    Fault(
      name: "tagging", good: "/Marked true", bad: "/Marked null", archive: ["6.7.2.2-1"],
      accessibility: ["6.2-1"]),
    Fault(name: "picture-text", good: "/Alt(", bad: "/Olt(", accessibility: ["7.3-1"]),
    Fault(
      name: "header-scope", good: "/Scope/Column", bad: "/Skope/Column", accessibility: ["7.5-1"]),
    Fault(name: "print-flag", good: "/F 4/Border", bad: "/F 0/Border", archive: ["6.3.2-2"]),
    Fault(
      name: "characters", good: "/ToUnicode ", bad: "/ToUnikode ", archive: ["6.2.11.7.2-1"],
      accessibility: ["7.21.7-1"]),
    Fault(
      name: "furniture", good: "/Artifact<</Type/Layout", bad: "/Artifakt<</Type/Layout",
      accessibility: ["7.1-3"]),
    Fault(
      name: "colours", good: "/S/GTS_PDFA1", bad: "/S/GTS_PDFX1",
      archive: ["6.2.4.3-2", "6.2.4.3-4"]),
    Fault(name: "claim", good: "pdfaid:part=\"2\"", bad: "pdfaid:part=\"3\"", archive: ["6.6.4-2"]),
    Fault(name: "tab-order", good: "/Tabs/S", bad: "/Tabs/R", accessibility: ["7.18.3-1"]),
    Fault(
      name: "link-words", good: "/Contents(", bad: "/Kontents(",
      accessibility: ["7.18.1-2", "7.18.5-2"]),
    Fault(
      name: "widths", good: "/DW 0/W[", bad: "/DW 0/V[", archive: ["6.2.11.5-1"],
      accessibility: ["7.21.5-1"]),
    Fault(
      name: "claim-access", good: "pdfuaid:part=\"1\"", bad: "pdfuaid:pert=\"1\"",
      archive: ["6.6.2.3.1-1", "6.6.2.3.1-2"], accessibility: ["5-2"]),
    Fault(
      name: "title", good: "/DisplayDocTitle true", bad: "/DisplayDocTitle null",
      accessibility: ["7.1-10"]),
  ]

  @Test("a letter with a fault is refused where the standards say so")
  func faults() throws {
    let folder = try TemporaryFolder()
    var options = ArchivalOptions.test
    options.compression = .none
    let good = try ArchivalWriter(options).write(try Corpus.everything()).bytes
    var files = [try folder.write(Data(good), to: "good.pdf")]
    for fault in Self.faults {
      let bad = try #require(good.replacing(fault.good, with: fault.bad), "\(fault.name)")
      files.append(try folder.write(Data(bad), to: "\(fault.name).pdf"))
    }
    let broken = try PDFTools.conformance(of: files)
    #expect(broken["good 2a"] == [] && broken["good ua1"] == [])
    for fault in Self.faults {
      #expect(broken["\(fault.name) 2a"] == fault.archive, "\(fault.name)")
      #expect(broken["\(fault.name) ua1"] == fault.accessibility, "\(fault.name)")
    }
  }
}

extension [UInt8] {
  /// The bytes with every occurrence of a text replaced; nil if there is none.
  func replacing(_ text: String, with other: String) -> [UInt8]? {
    let (old, new) = ([UInt8](text.utf8), [UInt8](other.utf8))
    let result = replacing(old, with: new)
    return result == self ? nil : result
  }
}
