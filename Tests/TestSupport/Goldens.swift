package import Foundation
package import Testing

/// The project's folder, found from this file.
package let projectFolder = URL(filePath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

/// Compares a text with `Goldens/<name>` beside the test; `RECORD_GOLDENS=1` rewrites it and still fails.
package func expectGolden(
  _ actual: String, named name: String, filePath: String = #filePath,
  sourceLocation: Testing.SourceLocation = #_sourceLocation
) throws {
  let golden = Golden(name, beside: filePath)
  guard try !golden.isRecorded(Data(actual.utf8), sourceLocation) else { return }
  let expected = (try? String(contentsOf: golden.file, encoding: .utf8)) ?? ""
  guard actual != expected else { return }
  Attachment.record(actual, named: name, sourceLocation: sourceLocation)
  let difference = firstDifference(actual, expected)
  Issue.record("\(name) is not as recorded: \(difference)", sourceLocation: sourceLocation)
}

/// Words for the first line in which two texts differ.
private func firstDifference(_ actual: String, _ expected: String) -> String {
  let (now, then) = (
    actual.split(separator: "\n", omittingEmptySubsequences: false),
    expected.split(separator: "\n", omittingEmptySubsequences: false)
  )
  let line =
    zip(now, then).enumerated().first { $0.element.0 != $0.element.1 }?.offset
    ?? min(now.count, then.count)
  let got = line < now.count ? String(now[line]) : "(nothing)"
  let wanted = line < then.count ? String(then[line]) : "(nothing)"
  return "line \(line + 1) is\n  \(got)\nbut was\n  \(wanted)"
}

/// A file with what a test expects.
struct Golden {
  /// The file's name, and its place.
  let name: String, file: URL

  /// The golden of a name beside a test.
  init(_ name: String, beside test: String) {
    self.name = name
    file = URL(filePath: test).deletingLastPathComponent().appending(path: "Goldens/\(name)")
  }

  /// Writes the golden if `RECORD_GOLDENS` asks for it, which fails the test; tells whether it did.
  func isRecorded(_ actual: Data, _ sourceLocation: Testing.SourceLocation) throws -> Bool {
    guard ProcessInfo.processInfo.environment["RECORD_GOLDENS"] != nil else { return false }
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try actual.write(to: file)
    Issue.record("recorded \(name): look at it, then commit it", sourceLocation: sourceLocation)
    return true
  }
}
