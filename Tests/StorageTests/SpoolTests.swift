import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Storage

/// What a run sets aside between looking at letters and making them.
struct SpoolTests {
  @Test("bytes come back as they were, from memory and from the file")
  func roundTrip() throws {
    let folder = try TemporaryFolder()
    let spool = Spool(in: try OutputFolder(path: folder.url.path, named: "out"), holding: 10)
    let pieces = [Array("in memory".utf8), Array("in the file".utf8), [], [1], Array(0...255)]
    let places = try pieces.map { try #require(try spool.put($0)) }
    for (place, bytes) in zip(places, pieces) { #expect(try spool.take(place) == bytes) }
    for (place, bytes) in zip(places, pieces).reversed() { #expect(try spool.take(place) == bytes) }
    let isHeld = places.map { if case .held = $0 { true } else { false } }
    #expect(isHeld == [true, false, true, true, false])
  }

  @Test("the file has no name")
  func nameless() throws {
    let folder = try TemporaryFolder()
    let spool = Spool(in: try OutputFolder(path: folder.url.path, named: "out"), holding: 0)
    let place = try #require(try spool.put([1, 2, 3]))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == [])
    #expect(try spool.take(place) == [1, 2, 3])
  }

  @Test("nothing is kept once nobody will ask for it")
  func stopped() throws {
    let folder = try TemporaryFolder()
    let spool = Spool(in: try OutputFolder(path: folder.url.path, named: "out"), holding: 100)
    spool.stop()
    #expect(try spool.put([1]) == nil)
  }

  @Test("a file that cannot be made is told")
  func noFile() throws {
    let folder = try TemporaryFolder()
    let spool = Spool(
      in: OutputFolder(existing: folder.url.appending(path: "gone").path), holding: 0)
    let error = #expect(throws: DiagnosticsError.self) { _ = try spool.put([1]) }
    #expect(error?.failure == .create)
    #expect(
      error?.diagnostics.first?.message.hasPrefix("what was prepared cannot be set aside in '")
        == true)
  }

  @Test("a file that is shorter than it was is told")
  func shortened() throws {
    let folder = try TemporaryFolder()
    let spool = Spool(in: try OutputFolder(path: folder.url.path, named: "out"), holding: 0)
    _ = try spool.put([1, 2, 3])
    let error = #expect(throws: DiagnosticsError.self) {
      _ = try spool.take(.written(offset: 1, count: 3))
    }
    #expect(error?.failure == .inputOutput)
    #expect(
      error?.diagnostics.map(\.message)
        == ["what was prepared cannot be read again in 'out': Input/output error"])
  }
}
