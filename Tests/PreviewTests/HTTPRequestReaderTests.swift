import Preview
import TestSupport
import Testing

/// Where requests begin and end in what comes.
struct HTTPRequestReaderTests {
  private static let text =
    "GET /api/letter?number=2&key=S%C3%B8ren%20K+L&number=3 HTTP/1.1\r\nHOST:  x:1 \r\nX: y\r\n"
    + "Flett-Token:t\r\n\r\n"

  @Test("a request is the same however its bytes come", arguments: [1, 2, 3, 7, 1000])
  func portions(_ size: Int) throws {
    let bytes = Array((Self.text + Self.text).utf8)
    var reader = HTTPRequestReader()
    var requests: [HTTPRequest] = []
    for start in stride(from: 0, to: bytes.count, by: size) {
      reader.append(Array(bytes[start..<min(start + size, bytes.count)]))
      while let request = try reader.next() { requests.append(request) }
    }
    let request = HTTPRequest(
      path: "/api/letter", query: ["number": "2", "key": "Søren K+L"],
      fields: [.host: "x:1", .flettToken: "t"])
    #expect(requests == [request, request])
    #expect(reader.isEmpty)
  }

  @Test("whatever comes is a request or refused, and no more is kept than the limits say")
  func anything() {
    var random = SplitMix(state: 7)
    let alphabet = Array("GET / HTTP/1.1\r\n\r\nHost: x\0\u{7F}:?%&=;,#".utf8)
    var limits = HTTPLimits()
    (limits.line, limits.head, limits.fields) = (64, 256, 4)
    for _ in 0..<20_000 {
      var bytes = Array(Self.text.utf8)
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        bytes[place] = alphabet.randomElement(using: &random) ?? 0
      }
      var reader = HTTPRequestReader(limits)
      reader.append(bytes)
      do throws(HTTPFault) {
        while let request = try reader.next() {
          #expect(request.fields[.host] != nil || !request.isModern)
        }
      } catch {
        #expect(error.response.closesConnection)
      }
    }
  }
}
