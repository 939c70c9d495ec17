import Foundation
import Preview
import Synchronization
import TestSupport
import Testing

/// The page itself, in a browser that nobody here wrote; see `Scripts/browser`.
@Suite(.serialized)
struct BrowserTests {
  @Test(
    "the page does what it should",
    arguments: [
      "load", "step", "search", "hostile", "live", "stationery", "broken", "fault", "overlays", "zoom",
      "master", "compare", "make", "thumbnails", "phone", "keyboard", "accessible",
    ])
  func scenario(_ name: String) async throws {
    let fixture = try Fixture()
    let outcome = try await withPage(of: fixture) { address in
      try await run(name, at: address, in: fixture)
    }
    #expect(outcome.status == 0, "\(name): \(outcome.output)")
  }

  /// Serves a mailing while something is done with its page.
  private func withPage<Output: Sendable>(
    of fixture: Fixture, _ work: @Sendable @escaping (String) async throws -> Output
  ) async throws -> Output {
    let server = PreviewServer(fixture.request)
    let (addresses, continuation) = AsyncStream<String>.makeStream()
    let serving = Task {
      defer { continuation.finish() }
      try await server.run { continuation.yield($0) }
    }
    defer { serving.cancel() }
    var iterator = addresses.makeAsyncIterator()
    let address = try #require(await iterator.next(), "the server did not start")
    let output = try await work(address)
    serving.cancel()
    try await serving.value
    return output
  }

  /// Runs a scenario, which prints what is wrong.
  private func run(_ name: String, at address: String, in fixture: Fixture) async throws -> (
    status: Int32, output: String
  ) {
    let process = Process()
    process.executableURL = projectFolder.appending(path: "Scripts/browser/try")
    process.arguments = [name, address, fixture.folder.url.path]
    let output = fixture.folder.url.appending(path: ".output")
    _ = FileManager.default.createFile(atPath: output.path, contents: nil)
    let file = try FileHandle(forWritingTo: output)
    process.standardOutput = file
    process.standardError = file
    let status = try await withCheckedThrowingContinuation { continuation in
      process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
      do { try process.run() } catch { continuation.resume(throwing: error) }
    }
    return (status, (try? String(contentsOf: output, encoding: .utf8)) ?? "")
  }
}
