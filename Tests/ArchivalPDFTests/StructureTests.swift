import ArchivalPDF
import DisplayList
import TestSupport
import Testing

/// The files as text, for people to read.
struct StructureTests {
  @Test(
    "files are written as recorded",
    arguments: ["structure", "reading", "table", "everyday", "pictures"])
  func dump(name: String) throws {
    var options = ArchivalOptions.test
    options.compression = .none
    let letter = try #require(try Corpus.letters().first { $0.name == name }?.letter)
    let file = try ArchivalWriter(options).write(letter)
    try expectGolden(readable(file.bytes), named: "\(name).txt")
  }

  /// A file as text, with the length alone of streams that are not text.
  private func readable(_ bytes: [UInt8]) -> String {
    var lines: [String] = []
    var rest = bytes[...]
    let (start, end) = ([UInt8]("stream\n".utf8), [UInt8]("\nendstream".utf8))
    while let opening = rest.firstRange(of: start),
      let closing = rest[opening.upperBound...].firstRange(of: end)
    {
      lines.append(String(decoding: rest[..<opening.upperBound], as: UTF8.self))
      let data = rest[opening.upperBound..<closing.lowerBound]
      let isText = String(validating: data, as: UTF8.self) != nil && !data.contains(0)
      lines.append(isText ? String(decoding: data, as: UTF8.self) : "(\(data.count) bytes)")
      lines.append("\nendstream")
      rest = rest[closing.upperBound...]
    }
    return lines.joined() + String(decoding: rest, as: UTF8.self)
  }
}
