import Diagnostics
import Foundation
import Records
import TestSupport
import Testing

struct SourceTests {
  @Test("a stream is kept, and can be read again and several times at once")
  func stream() throws {
    let pipe = Pipe()
    let text = "a,b\n" + (1...500).map { "\($0),x\n" }.joined()
    try pipe.fileHandleForWriting.write(contentsOf: Data(text.utf8))
    try pipe.fileHandleForWriting.close()
    let list = try RecordList.open(
      spooling: pipe.fileHandleForReading, named: "standard input", of: RecordParts(key: "a")
    ).output
    #expect(list.count == 500)
    var (one, other) = (try list.records(), try list.records())
    for number in 1...500 {
      #expect(try one.next()?["a"]?.content == .text("\(number)"))
      #expect(try other.next()?.number == number)
    }
    #expect(try one.next() == nil)
    #expect(try one.next() == nil)
  }

  @Test("a stream that begins with a bracket is JSON")
  func form() throws {
    let pipe = Pipe()
    try pipe.fileHandleForWriting.write(contentsOf: Data(" [{\"a\": 1}]".utf8))
    try pipe.fileHandleForWriting.close()
    let list = try RecordList.open(spooling: pipe.fileHandleForReading, named: "-").output
    var reader = try list.records()
    #expect(try reader.next()?["a"]?.content == .number("1"))
  }

  @Test("the way to a list may be a link")
  func link() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("a\n1\n", to: "list.csv")
    let link = folder.url.appending(path: "link.csv")
    try FileManager.default.createSymbolicLink(at: link, withDestinationURL: file)
    #expect(try RecordList.open(path: link.path, named: "link.csv").output.count == 1)
  }

  @Test("a file that is changed between two readings is refused")
  func changed() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("a\n1\n2\n", to: "list.csv")
    let list = try RecordList.open(path: file.path, named: "list.csv").output
    var reader = try list.records()
    _ = try reader.next()
    try folder.write("a\n1\n2\n3\n", to: "list.csv")
    let expected = DiagnosticsError(
      .error(
        "records.changed", "'list.csv' was changed while it was read",
        hints: ["run again when nobody is writing to it"], failure: .temporary))
    #expect(throws: expected) { try list.records() }
    #expect(throws: expected) { while try reader.next() != nil {} }
  }

  @Test("what cannot be opened is told")
  func missing() throws {
    let folder = try TemporaryFolder()
    #expect(
      throws: DiagnosticsError(
        .error("records.no-file", "there is no file 'x.csv'", failure: .input))
    ) { try RecordList.open(path: folder.url.appending(path: "x.csv").path, named: "x.csv") }
    #expect(
      throws: DiagnosticsError(.error("records.folder", "'x' is a folder", failure: .input))
    ) { try RecordList.open(path: folder.url.path, named: "x") }
  }
}
