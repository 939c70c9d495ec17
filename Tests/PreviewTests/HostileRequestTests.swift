import Foundation
import Preview
import TestSupport
import Testing

/// What becomes of bytes that no browser sends, over a real connection.
@Suite(.timeLimit(.minutes(30)))
struct HostileRequestTests {
  struct Case: CustomTestStringConvertible {
    let testDescription: String
    /// The statuses of the answers; after the last one the connection is closed.
    let statuses: [Int]
    /// What is sent, made for a page.
    let bytes: @Sendable (HostedPage) -> [UInt8]

    init(_ name: String, _ statuses: [Int], _ text: @escaping @Sendable (HostedPage) -> String) {
      (testDescription, self.statuses) = (name, statuses)
      bytes = { Array(text($0).utf8) }
    }

    /// A request with this first line, and the fields that let it in.
    init(_ name: String, _ status: Int, line: String) {
      self.init(name, [status]) { "\(line)\r\n\($0.fields)Connection: close\r\n\r\n" }
    }

    /// A good request with these lines added.
    init(_ name: String, _ status: Int, added: String) {
      self.init(name, [status]) { $0.request(added + "\r\nConnection: close\r\n") }
    }
  }

  static let large = String(repeating: "x", count: 1 << 20)
  static let long = String(repeating: "x", count: 16_384 - "GET / HTTP/1.1\r".utf8.count)

  static let lines: [Case] = [
    Case("a good request", 200, line: "GET /api/state HTTP/1.1"),
    Case("a first line of 1 MB", [414]) { _ in "GET /?" + large },
    Case("a method of 1 MB", [414]) { _ in large },
    Case("a first line of 16 kB", 404, line: "GET /\(long) HTTP/1.1"),
    Case("a byte more", 414, line: "GET /\(long)x HTTP/1.1"),
    Case("no version", 400, line: "GET /api/state"),
    Case("HTTP/2 without asking", 505, line: "GET / HTTP/2.0"),
    Case("HTTP/2's own greeting", [400]) { _ in "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" },
    Case("a later version of the same kind", 200, line: "GET /api/state HTTP/1.9"),
    Case("the oldest version", 200, line: "GET /api/state HTTP/1.0"),
    Case("a version with too many figures", 400, line: "GET / HTTP/1.11"),
    Case("a version in small letters", 400, line: "GET / http/1.1"),
    Case("another protocol", [400]) { _ in "EHLO me\r\nMAIL FROM:<a@b>\r\n" },
    Case("a greeting of TLS", [400]) { _ in "\u{16}\u{3}\u{1}\u{2}\0\u{1}\n\r\n\r\n" },
    Case("two blanks", 400, line: "GET  /api/state HTTP/1.1"),
    Case("a tab for a blank", 400, line: "GET\t/api/state HTTP/1.1"),
    Case("a blank first", 400, line: " GET /api/state HTTP/1.1"),
    Case("a whole address", 400, line: "GET http://127.0.0.1/api/state HTTP/1.1"),
    Case("a way through", 400, line: "CONNECT example.org:443 HTTP/1.1"),
    Case("everything at once", 400, line: "OPTIONS * HTTP/1.1"),
    Case("a fragment", 400, line: "GET /api/state#x HTTP/1.1"),
    Case("letters that are not of ASCII", 400, line: "GET /ø HTTP/1.1"),
    Case("a zero byte in the address", 400, line: "GET /\0 HTTP/1.1"),
    Case("half an escape", 400, line: "GET /api/state?a=%4 HTTP/1.1"),
    Case("an escape that is no text", 400, line: "GET /api/state?a=%ff HTTP/1.1"),
    Case("an escaped zero byte", 404, line: "GET /api/state%00 HTTP/1.1"),
    Case("a number without end", 404, line: "GET /api/letter?number=\(long.prefix(9000)) HTTP/1.1"),
    Case("another method", 403, line: "DELETE /api/state HTTP/1.1"),
    Case("a line that ends in the wrong way", [400]) { page in
      page.request().replacing("\r\n", with: "\n")
    },
    Case("100 kB of empty lines", [431]) { _ in String(repeating: "\r\n", count: 50_000) },
    Case("an empty line first", [200]) { "\r\n" + $0.request() },
  ]

  static let fields: [Case] = [
    Case("a field of 1 MB", 431, added: "X-Large: \(large)"),
    Case("a field of 1 MB that does not end", [431]) {
      "GET / HTTP/1.1\r\n\($0.fields)X: \(large)"
    },
    Case("a hundred fields", [200]) { page in
      page.request(String(repeating: "X: y\r\n", count: 97) + "Connection: close\r\n")
    },
    Case("one more", [431]) { page in
      page.request(String(repeating: "X: y\r\n", count: 98) + "Connection: close\r\n")
    },
    Case("a field without colon", 400, added: "Nothing"),
    Case("a field without name", 400, added: ": nothing"),
    Case("a blank before the colon", 400, added: "Transfer-Encoding : chunked"),
    Case("a name that is no word", 400, added: "X(y): z"),
    Case("a folded field", 400, added: "X: y\r\n z"),
    Case("a zero byte", 400, added: "X: y\0z"),
    Case("a carriage return alone", 400, added: "X: y\rz"),
    Case("letters that are not of ASCII in a value", 200, added: "X: Ødegård"),
    Case("no host", [400]) { _ in "GET / HTTP/1.1\r\n\r\n" },
    Case("two hosts", 400, added: "Host: 127.0.0.1"),
    Case("two cookies", 400, added: "Cookie: a=b"),
    Case("two origins", 400, added: "Origin: null\r\nOrigin: null"),
    Case("a host that is pointed here", [403]) { _ in "GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n"
    },
    Case("a foreign origin", 403, added: "Origin: http://evil.example"),
    Case("a foreign page", 403, added: "Sec-Fetch-Site: cross-site"),
    Case("another protocol wanted", 200, added: "Upgrade: websocket"),
    Case("a part wanted", 200, added: "Range: bytes=0-0"),
  ]

  static let bodies: [Case] = [
    Case("no body, told", 200, added: "Content-Length: 0"),
    Case("a body", [413]) { $0.request("Content-Length: 5\r\n") + "hello" },
    Case("a body that is waited for", 413, added: "Expect: 100-continue\r\nContent-Length: 5"),
    Case("a body of any size", 413, added: "Content-Length: 99999999999999999999999"),
    Case("a negative length", 400, added: "Content-Length: -1"),
    Case("a length with a sign", 400, added: "Content-Length: +0"),
    Case("a length that is none", 400, added: "Content-Length:"),
    Case("two lengths", 400, added: "Content-Length: 0\r\nContent-Length: 0"),
    Case("a list of lengths", 400, added: "Content-Length: 0, 0"),
    Case("chunks", [501]) { page in
      page.request("Transfer-Encoding: chunked\r\n") + "ffffffffffffffff\r\n" + large
    },
    Case("another coding", 501, added: "Transfer-Encoding: gzip"),
    Case("chunks and a length", 400, added: "Transfer-Encoding: chunked\r\nContent-Length: 0"),
  ]

  static let sequences: [Case] = [
    Case("two requests at once", [200, 200]) { $0.request("") + $0.request() },
    Case("a hundred requests at once", Array(repeating: 200, count: 100)) { page in
      String(repeating: page.request(""), count: 99) + page.request()
    },
    Case("what is not allowed, after what is", [200, 403]) { page in
      page.request("") + "POST /api/make?what=all HTTP/1.1\r\n\(page.fields)\r\n" + page.request()
    },
    Case("a thousand requests without cookie", [403]) { page in
      String(
        repeating: "GET / HTTP/1.1\r\nHost: 127.0.0.1:\(page.server.port)\r\n\r\n", count: 1000)
    },
    Case("nonsense after a good request", [200, 400]) { $0.request("") + "\u{1}\r\n\r\n" },
    Case("a request hidden in a body", [413]) { page in
      page.request("Content-Length: 500\r\n") + page.request()
    },
  ]

  @Test(
    "it is refused or answered, and others are answered meanwhile",
    arguments: [
      lines, fields, bodies, sequences,
    ].flatMap(\.self))
  func hostile(_ one: Case) async throws {
    let page = try HostedPage(await (try Fixture()).session())
    defer { page.end() }
    let peer = try await Peer(page.server)
    defer { peer.close() }
    async let sent: Void = peer.send(one.bytes(page))
    #expect(try await page.answersOthers() == [200])
    #expect(await peer.statuses() == one.statuses)
    await sent
    #expect(try await page.answersOthers() == [200])
  }

  @Test("those who send a line of 1 MB and go away keep nobody waiting")
  func gone() async throws {
    let page = try HostedPage(await (try Fixture()).session())
    defer { page.end() }
    for _ in 0..<20 {
      let peer = try await Peer(page.server)
      await peer.send(Array("GET /?\(Self.large)".utf8))
      peer.close()
    }
    #expect(try await page.answersOthers() == [200])
  }

  @Test("half a request gets no answer when its sender has no more to say")
  func half() async throws {
    let page = try HostedPage(await (try Fixture()).session())
    defer { page.end() }
    for text in ["", "G", "GET / HTTP/1.1\r\n", page.request().replacing("\r\n\r\n", with: "\r\n")]
    {
      let peer = try await Peer(page.server)
      await peer.send(Array(text.utf8))
      peer.endSending()
      #expect(await peer.everything().isEmpty)
      peer.close()
    }
  }

  @Test("a request is answered that comes byte by byte, from one who says no more")
  func slow() async throws {
    let page = try HostedPage(await (try Fixture()).session())
    defer { page.end() }
    let peer = try await Peer(page.server)
    defer { peer.close() }
    for byte in page.request("").utf8 { await peer.send([byte]) }
    peer.endSending()
    #expect(await peer.statuses() == [200])
  }

  @Test("an answer without a body has none", arguments: ["HEAD"])
  func head(_ method: String) async throws {
    let page = try HostedPage(await (try Fixture()).session())
    defer { page.end() }
    let peer = try await Peer(page.server)
    defer { peer.close() }
    await peer.send(
      Array(
        "\(method) / HTTP/1.1\r\n\(page.fields)Flett-Token: token\r\nConnection: close\r\n\r\n".utf8
      ))
    let answer = await peer.everything()
    #expect(answer.hasPrefix("HTTP/1.1 405 Method Not Allowed\r\n"))
    #expect(answer.contains("\r\nAllow: GET, POST\r\n"))
    #expect(answer.hasSuffix("\r\n\r\n"))
  }
}
