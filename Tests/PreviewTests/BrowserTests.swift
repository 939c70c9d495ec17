import Foundation
import Preview
import TestSupport
import Testing

/// The page itself, in a browser that nobody here wrote; see `Scripts/browser`.
struct BrowserTests {
  /// What is gone through; the last one keeps the machine busy.
  static let scenarios = [
    "load", "step", "search", "hostile", "live", "stationery", "broken", "fault", "overlays",
    "zoom",
    "master", "compare", "make", "phone", "keyboard", "accessible",
    "sizes", "csv", "workbook", "unreadable", "guides", "colours", "languages", "labels",
    "printing", "thumbnails",
  ]

  @Test("the page does what it should, in a browser")
  func page() async throws {
    var pages: [ServedPage] = []
    for name in Self.scenarios {
      let people = name == "unreadable" ? Fixture.peopleWithOneKeyTwice : Fixture.people
      pages.append(try await ServedPage(try Fixture(people: people)))
    }
    let arguments = zip(Self.scenarios, pages).flatMap { name, page in
      [name, page.address, page.fixture.folder.url.path]
    }
    let lines = try await run(arguments)
    for page in pages { try await page.end() }
    let outcomes = Dictionary(
      lines.filter { $0.count == 3 && $0[0] != "note" }.map { ($0[0], $0[2]) }
    ) { first, _ in first }
    for name in Self.scenarios {
      #expect(outcomes[name] == "", "\(name): \(outcomes[name] ?? "did not end: \(lines)")")
    }
  }

  /// Runs scenarios; gives the parts of the lines that they print.
  private func run(_ arguments: [String]) async throws -> [[String]] {
    let folder = try TemporaryFolder()
    let output = try folder.write("", to: "output")
    let file = try FileHandle(forWritingTo: output)
    let process = Process()
    process.executableURL = projectFolder.appending(path: "Scripts/browser/try")
    process.arguments = arguments
    process.standardOutput = file
    process.standardError = file
    try await withCheckedThrowingContinuation { (ended: CheckedContinuation<Void, any Error>) in
      process.terminationHandler = { _ in ended.resume() }
      do { try process.run() } catch { ended.resume(throwing: error) }
    }
    return try String(contentsOf: output, encoding: .utf8).split(separator: "\n").map {
      $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
  }
}

/// A mailing with its page, served as the command does.
struct ServedPage {
  let fixture: Fixture
  let address: String
  private let serving: Task<Void, any Error>

  /// Starts to serve.
  init(_ fixture: Fixture) async throws {
    let server = PreviewServer(fixture.request)
    let (addresses, continuation) = AsyncStream<String>.makeStream()
    serving = Task {
      defer { continuation.finish() }
      try await server.run { addresses in
        continuation.yield(addresses.opened)
        return true
      }
    }
    var iterator = addresses.makeAsyncIterator()
    address = try #require(await iterator.next(), "the server did not start")
    self.fixture = fixture
  }

  /// Ends as Ctrl-C does, and waits for that.
  func end() async throws {
    serving.cancel()
    try await serving.value
  }
}
