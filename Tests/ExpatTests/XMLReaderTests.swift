import Expat
import Testing

struct XMLReaderTests {
  private func events(_ text: String, size: Int = .max) throws -> [XMLEvent] {
    let reader = try XMLReader()
    var events: [XMLEvent] = []
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let piece = rest.prefix(size)
      rest = rest.dropFirst(piece.count)
      for event in try reader.read(Array(piece)) {
        // One text may come in pieces.
        if case .text(let more) = event, case .text(let before) = events.last {
          events[events.count - 1] = .text(before + more)
        } else {
          events.append(event)
        }
      }
    }
    return try events + reader.finish()
  }

  @Test(
    "elements, their values and texts come in order, however the text is cut",
    arguments: [1, 3, 1000])
  func order(_ size: Int) throws {
    let text = #"<x:a xmlns:x="u" x:b="1 &lt; 2" c="æ">å &amp; <![CDATA[<ø>]]><x:d/></x:a>"#
    let found = try events(text, size: size)
    guard case .start("a", let attributes) = found.first else {
      Issue.record("\(found)")
      return
    }
    #expect(attributes.map(\.name) == ["u b", "c"])
    #expect(attributes.map(\.value) == ["1 < 2", "æ"])
    #expect(found.dropFirst() == [.text("å & <ø>"), .start("d", []), .end("d"), .end("a")])
  }

  @Test("names of other namespaces than the first element's are told from its own")
  func namespaces() throws {
    let text = #"<a xmlns="u"><b/><x:b xmlns:x="v"/><b xmlns=""/></a>"#
    let names = try events(text).compactMap { if case .end(let name) = $0 { name } else { nil } }
    #expect(names == ["b", "v b", "b", "a"])
    #expect(try events(#"<a><b xmlns="u"/></a>"#).contains(.end("u b")))
  }

  @Test(
    "what is not well-formed is an error that says where",
    arguments: [
      ("<a>\n</b>", "line 2"), ("<a>", "line 1"), ("", "no element found"),
      ("<a>&b;</a>", "line 1"),
      ("<a/>x", "line 1"),
    ])
  func faults(_ text: String, _ words: String) {
    let error = #expect(throws: XMLError.self) { try events(text) }
    #expect(error?.words.contains(words) == true)
  }

  @Test(
    "what the parser would have to hold without measure is refused",
    arguments: [
      ("<a>", 300, "its elements nest more than 256 deep"),
      ("<b#/>", 500_000, "its names take more memory"),
      ("<b xmlns:n='\(String(repeating: "u", count: 1025))'/>", 1, "a namespace of more than"),
      (
        "<b xmlns:n='\(String(repeating: "u", count: 99_999))' \(attributes)/>", 1,
        "a namespace of more than"
      ),
    ])
  func floods(_ piece: String, _ count: Int, _ words: String) {
    let pieces =
      count == 1 ? [piece] : (1...count).map { piece.replacing("#", with: "\($0 + 1000)") }
    let text = "<a>" + pieces.joined() + "</a>"
    let error = #expect(throws: XMLError.self) { try events(text) }
    #expect(error?.words.contains(words) == true, "\(error?.words ?? "")")
  }

  /// Ten thousand values, before each of which a parser may write their namespace out.
  static let attributes = (1...10_000).map { "n:a\($0)=''" }.joined(separator: " ")

  @Test("a document type is refused before anything in it is looked at")
  func documentType() {
    let error = #expect(throws: XMLError.self) {
      try events(#"<!DOCTYPE a [<!ENTITY x SYSTEM "/etc/passwd">]><a>&x;</a>"#)
    }
    #expect(error?.words == "it has a document type (line 1)")
  }
}
