import ArchivalPDF
import DisplayList
import Foundation
import TestSupport
import Testing

/// Letters of every kind before validators and readers of others.
struct ConformanceTests {
  @Test("every letter is PDF/A-2a and PDF/UA-1, and readers open it without a word")
  func corpus() throws {
    let folder = try TemporaryFolder()
    let writer = try ArchivalWriter(.test)
    let files = try Corpus.letters().map { name, letter in
      try folder.write(Data(writer.write(letter).bytes), to: "\(name).pdf")
    }
    try expectConformance(of: files)
  }

  @Test("a hundred letters of any blocks are, too")
  func random() throws {
    let folder = try TemporaryFolder()
    let writer = try ArchivalWriter(.test)
    var letters = RandomLetters(seed: 2020)
    let files = try (1...100).map { number in
      try folder.write(Data(writer.write(letters.letter()).bytes), to: "\(number).pdf")
    }
    try expectConformance(of: files)
  }

  private func expectConformance(of files: [URL]) throws {
    let broken = try PDFTools.conformance(of: files, explained: true)
    #expect(broken.filter { !$0.value.isEmpty } == [:])
    #expect(try PDFTools.complaints(about: files) == "")
  }
}

extension ArchivalOptions {
  /// Options for tests.
  static let test = ArchivalOptions(producer: "Flett test")
}
