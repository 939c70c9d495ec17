import Foundation
import TestSupport
import Testing

/// That nothing is printed past ``StandardStream``, which reports what cannot be written.
struct OneWayOutTests {
  @Test("nothing of the program writes to the standard streams by itself")
  func sources() throws {
    let sources = projectFolder.appending(path: "Sources")
    let files = try #require(
      FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
    var count = 0
    for case let file as URL in files where file.pathExtension == "swift" {
      count += 1
      if file.lastPathComponent == "StandardStream.swift" { continue }
      let text = try String(contentsOf: file, encoding: .utf8)
      let ways =
        #/(?m)^[^/\n]*(?:Swift\.print\(|FileHandle\.standard(?:Error|Output)|fputs\(|STD(?:OUT|ERR)_FILENO)/#
      for way in text.matches(of: ways) where !way.0.contains("isatty") {
        Issue.record("\(file.lastPathComponent): \(way.0)")
      }
    }
    #expect(count > 200)
  }
}
