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
  let golden = URL(filePath: filePath).deletingLastPathComponent().appending(
    path: "Goldens/\(name)")
  if ProcessInfo.processInfo.environment["RECORD_GOLDENS"] != nil {
    try FileManager.default.createDirectory(
      at: golden.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(actual.utf8).write(to: golden)
    Issue.record("recorded \(name): read it, then commit it", sourceLocation: sourceLocation)
    return
  }
  let expected = (try? String(contentsOf: golden, encoding: .utf8)) ?? ""
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
