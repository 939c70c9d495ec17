import Composition
import Diagnostics
import DisplayList
import Drawing
import Foundation
import Imaging
import Layout
import TestSupport
import Testing

@testable import Batch

/// The pages of both mailings as they were when somebody last looked at them.
struct GoldenTests {
  /// A letter of a mailing that comes with Flett.
  struct Fixture: CustomTestStringConvertible {
    /// The name of the golden files.
    let name: String
    /// Whether it is of the first mailing or of the one that `flett new` makes.
    let isFirst: Bool
    /// The recipient; nil for the master copy.
    let key: String?

    var testDescription: String { name }

    /// The letter, laid out.
    func layOut() throws -> Warned<PagedLetter> {
      let run = try Run(try request())
      guard key != nil else { return try run.masterCopyPages() }
      let letters = try run.pagedLetters()
      return Warned(try #require(letters.first), warnings: [])
    }

    /// Its first page as a small picture, with or without guides.
    func picture(of number: Int, guides: Bool) throws -> Bitmap {
      let run = try Run(try request())
      let page = try #require(try layOut().output.pages.first { $0.number == number })
      let png = try run.withMaker { maker throws(DiagnosticsError) in
        try maker.painter.png(
          of: page, dotsPerInch: 72, guides: guides ? maker.layout.guides(for: page) : [])
      }
      return try Bitmap(png: png)
    }

    private func request() throws -> RunRequest {
      var request = RunRequest(mailing: try mailing())
      request.only = key.map { [$0] } ?? []
      request.isMasterCopy = key == nil
      return request
    }

    private func mailing() throws -> String {
      let path = isFirst ? "Templates/partiprogram" : "Sources/Composition/Starter/Resources"
      return projectFolder.appending(path: path).path(percentEncoded: false)
    }
  }

  static let fixtures = [
    Fixture(name: "partiprogram-dispatched", isFirst: true, key: "Rødt"),
    Fixture(name: "partiprogram-master", isFirst: true, key: nil),
    Fixture(name: "starter-1002", isFirst: false, key: "1002"),
    Fixture(name: "starter-1003", isFirst: false, key: "1003"),
  ]

  @Test("what stands where", arguments: fixtures)
  func trace(_ fixture: Fixture) throws {
    try expectGolden(try fixture.layOut().output.trace, named: fixture.name + ".txt")
  }

  @Test(
    "what it looks like",
    arguments: [
      (fixtures[0], 1, true), (fixtures[1], 1, false), (fixtures[2], 1, false),
      (fixtures[2], 2, true),
    ])
  func picture(_ fixture: Fixture, _ page: Int, _ guides: Bool) throws {
    try expectGolden(
      try fixture.picture(of: page, guides: guides), named: "\(fixture.name)-\(page).png")
  }
}
