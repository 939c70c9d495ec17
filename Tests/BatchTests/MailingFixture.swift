import Batch
import Composition
import Diagnostics
import Foundation
import TestSupport

/// A mailing in a temporary folder, with letters going into its folder `out`.
struct MailingFixture {
  let folder: TemporaryFolder

  /// What letters look like where a test does not say.
  static let stationery = """
    fonts: {text: Open Sans, fallback: [DejaVu Sans, Noto Sans Hebrew, Noto Sans Arabic]}
    footer: {right: "Side {{page}} av {{pages}}"}

    """

  /// A mailing with this `data`, these settings besides the usual ones, this body, and this list.
  init(
    data: String = "{file: list.csv, key: name}", settings: String = "",
    body: String = "Hei, {{name}}.\n",
    list: String = "name,city\nRødt,Oslo\nHøyre,Oslo\nVenstre,Bergen\n",
    stationery: String = MailingFixture.stationery
  ) throws {
    folder = try TemporaryFolder()
    try folder.writeMailing(
      data: data, settings: settings, body: body, list: list, stationery: stationery)
  }

  /// Where the temporary folder is; ends with a slash.
  var path: String { folder.url.path(percentEncoded: false) }

  /// A run of all letters.
  var request: RunRequest {
    var request = RunRequest(mailing: path + "m")
    request.output = path + "out"
    request.renderer = .cairo
    return request
  }

  /// A run with other options.
  func request(_ change: (inout RunRequest) -> Void) -> RunRequest {
    var request = request
    change(&request)
    return request
  }

  /// Makes the letters; faults are in the report.
  @discardableResult
  func make(_ change: (inout RunRequest) -> Void = { _ in }) async throws -> RunReport {
    try await Run(request(change)).make()
  }

  /// What is found wrong or worth a look, in words, the folder's place left out.
  func problems(_ change: (inout RunRequest) -> Void = { _ in }) async -> [String] {
    do throws(DiagnosticsError) {
      return words(try await Run(request(change)).check().diagnostics)
    } catch {
      return words(error.diagnostics)
    }
  }

  /// Diagnostics in words, the folder's place left out.
  func words(_ diagnostics: [Diagnostic]) -> [String] {
    diagnostics.map { $0.description.replacing(path, with: "") }
  }

  /// The files in a folder, by name; none if it is not there.
  func files(in name: String = "out") -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path + name)) ?? [])
      .filter { ![".flett", "manifest.csv", "manifest.json"].contains($0) }.sorted()
  }

  /// The bytes of each file in a folder.
  func contents(of name: String = "out") throws -> [String: Data] {
    var contents: [String: Data] = [:]
    for file in files(in: name) {
      contents[file] = try Data(contentsOf: folder.url.appending(path: "\(name)/\(file)"))
    }
    return contents
  }
}
