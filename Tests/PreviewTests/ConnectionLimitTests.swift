import FlyingSocks
import Foundation
import Glibc
import Preview
import Synchronization
import TestSupport
import Testing

/// What connections may cost, and how answers are written.
@Suite(.timeLimit(.minutes(30)))
struct ConnectionLimitTests {
  @Test("those who are silent make room for those who ask")
  func silent() async throws {
    let page = try HostedPage(await (try Fixture()).session()) { $0.connections = 4 }
    defer { page.end() }
    var silent: [Peer] = []
    for _ in 0..<12 { silent.append(try await Peer(page.server)) }
    #expect(try await page.answersOthers() == [200])
    // Four have a place, and the one who asked took one of them.
    for peer in silent.prefix(9) { #expect(await peer.everything().isEmpty) }
    for peer in silent { peer.close() }
  }

  @Test("a page that is open keeps its connection while strangers come")
  func admitted() async throws {
    let page = try HostedPage(await (try Fixture()).session()) { $0.connections = 4 }
    defer { page.end() }
    let ours = try await Peer(page.server)
    await ours.send(Array(page.request("").utf8))
    #expect(await ours.answer().hasPrefix("HTTP/1.1 200 OK\r\n"))
    var strangers: [Peer] = []
    for _ in 0..<12 { strangers.append(try await Peer(page.server)) }
    for peer in strangers.prefix(9) { #expect(await peer.everything().isEmpty) }
    await ours.send(Array(page.request("").utf8))
    #expect(await ours.answer().hasPrefix("HTTP/1.1 200 OK\r\n"))
    for peer in strangers + [ours] { peer.close() }
  }

  @Test("a head that comes without end is given up, however often a byte comes")
  func slowHead() async {
    var limits = HTTPLimits()
    (limits.line, limits.head, limits.arrival) = (.max, .max, .milliseconds(200))
    let channel = ScriptedChannel(reading: .endless(1))
    await HTTPConnection(channel, limits, handler: Greeter()).serve()
    #expect(channel.writes.isEmpty)
  }

  @Test("who sends nothing is given up")
  func nothing() async {
    var limits = HTTPLimits()
    limits.silence = .milliseconds(50)
    let channel = ScriptedChannel(reading: .never)
    await HTTPConnection(channel, limits, handler: Greeter()).serve()
    #expect(channel.writes.isEmpty)
  }

  @Test("who takes no answer is given up")
  func stuck() async {
    var limits = HTTPLimits()
    limits.acceptance = .milliseconds(50)
    let channel = ScriptedChannel(reading: .once("GET / HTTP/1.1\r\nHost: x\r\n\r\n"), takes: false)
    await HTTPConnection(channel, limits, handler: Greeter()).serve()
    #expect(channel.writes.count == 1)
  }

  @Test("who goes on sending after a refusal is not listened to for long")
  func farewell() async {
    var limits = HTTPLimits()
    (limits.arrival, limits.farewell) = (.seconds(3600), .seconds(3600))
    let channel = ScriptedChannel(reading: .endless(4096))
    await HTTPConnection(channel, limits, handler: Greeter()).serve()
    #expect(channel.writes.count == 1)
    #expect(channel.writes.first?.hasPrefix("HTTP/1.1 414 URI Too Long\r\n") == true)
    // The line, and what courtesy allows: 2 MB.
    #expect(channel.reads == 5 + 512)
  }

  @Test("an answer is written at once, head and body")
  func oneWrite() async {
    let request = "GET /greeting HTTP/1.1\r\nHost: x\r\n\r\n"
    let channel = ScriptedChannel(reading: .once(request + request))
    await HTTPConnection(channel, HTTPLimits(), handler: Greeter()).serve()
    #expect(channel.writes.count == 2)
    for write in channel.writes { #expect(write.hasSuffix("\r\n\r\nhello")) }
  }

  @Test("each message of an answer without end is written at once, as a chunk")
  func messages() async {
    let channel = ScriptedChannel(reading: .once("GET /events HTTP/1.1\r\nHost: x\r\n\r\n"))
    await HTTPConnection(channel, HTTPLimits(), handler: Greeter()).serve()
    #expect(channel.writes.count == 4)
    #expect(channel.writes.first?.contains("\r\nTransfer-Encoding: chunked\r\n") == true)
    #expect(channel.writes.dropFirst() == ["5\r\nfirst\r\n", "6\r\nsecond\r\n", "0\r\n\r\n"])
  }

  @Test("nothing that is written waits for an acknowledgement")
  func noDelay() async throws {
    let pool: any AsyncSocketPool = SocketPool.make()
    let socket = try Socket(domain: AF_INET)
    defer { try? socket.close() }
    #expect(try !socket.getValue(for: .sendsAtOnce))
    _ = SocketChannel(try AsyncSocket(socket: socket, pool: pool))
    #expect(try socket.getValue(for: .sendsAtOnce))
  }

  @Test("times are written as HTTP has them")
  func date() {
    let response = HTTPResponse(status: .ok, headers: [:], body: .bytes([]))
    let head = response.beginning(
      answering: nil, isLast: true, at: Date(timeIntervalSince1970: 784_111_777))
    #expect(
      String(decoding: head, as: UTF8.self)
        == "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n"
        + "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n\r\n")
  }
}

/// Answers everything alike.
private struct Greeter: HTTPHandler {
  func answer(_ request: HTTPRequest) async -> HTTPResponse {
    guard request.path == "/events" else {
      return HTTPResponse(status: .ok, headers: [:], body: .bytes(Array("hello".utf8)))
    }
    let (messages, continuation) = AsyncStream<[UInt8]>.makeStream()
    continuation.yield(Array("first".utf8))
    continuation.yield(Array("second".utf8))
    continuation.finish()
    return HTTPResponse(status: .ok, headers: [:], body: .events(messages))
  }
}

/// A connection whose other side does as it is told.
private final class ScriptedChannel: ByteChannel {
  /// What comes.
  enum Reading {
    /// A text, and then the end.
    case once(String)
    /// So many bytes at a time, without end.
    case endless(Int)
    /// Nothing, ever.
    case never
  }

  private struct Gone: Error {}

  private struct State {
    var writes: [String] = []
    var reads = 0
  }

  private let reading: Reading
  private let takes: Bool
  private let state = Mutex(State())

  /// A connection over which this comes, and which takes what is written, or does not.
  init(reading: Reading, takes: Bool = true) {
    (self.reading, self.takes) = (reading, takes)
  }

  /// What was written, a text for each call.
  var writes: [String] { state.withLock(\.writes) }

  /// How often somebody read.
  var reads: Int { state.withLock(\.reads) }

  func read() async throws -> [UInt8] {
    let isFirst = state.withLock { state in
      state.reads += 1
      return state.reads == 1
    }
    switch reading {
    case .once(let text):
      guard isFirst else { throw Gone() }
      return Array(text.utf8)
    case .endless(let count): return Array(repeating: UInt8(ascii: "x"), count: count)
    case .never:
      try await Task.sleep(for: .seconds(3600))
      return []
    }
  }

  func write(_ bytes: Data) async throws {
    state.withLock { $0.writes.append(String(decoding: bytes, as: UTF8.self)) }
    if !takes { try await Task.sleep(for: .seconds(3600)) }
  }

  func endWriting() {}
}
