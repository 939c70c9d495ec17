import FlyingSocks
import Foundation
import Glibc
import Preview

/// A server of a mailing's page, with secrets that are known.
struct HostedPage {
  let server: HTTPServer
  private let serving: Task<Void, any Error>

  /// Begins to serve; nothing of what it waits for ends by itself, unless `change` says so.
  init(_ session: PreviewSession, change: (inout HTTPLimits) -> Void = { _ in }) throws {
    var limits = HTTPLimits()
    (limits.arrival, limits.silence) = (.seconds(3600), .seconds(3600))
    (limits.acceptance, limits.farewell) = (.seconds(3600), .seconds(3600))
    change(&limits)
    server = try HTTPServer(host: "127.0.0.1", port: 0, limits: limits)
    let guardian = RequestGuard(
      host: "127.0.0.1", port: server.port, secret: "secret", invitation: "once", token: "token")
    let routes = PreviewRoutes(session: session, guardian: guardian)
    serving = Task { [server] in try await server.run(routes) }
  }

  /// Ends serving.
  func end() { serving.cancel() }

  /// The fields that let a request in.
  var fields: String {
    "Host: 127.0.0.1:\(server.port)\r\nCookie: flett-\(server.port)=secret\r\n"
  }

  /// A request that is answered.
  func request(_ more: String = "Connection: close\r\n") -> String {
    "GET /api/state HTTP/1.1\r\n\(fields)\(more)\r\n"
  }

  /// The status of a good request over a connection of its own.
  func answersOthers() async throws -> [Int] {
    let peer = try await Peer(server)
    defer { peer.close() }
    await peer.send(Array(request().utf8))
    return await peer.statuses()
  }
}

/// Somebody who sends whatever bytes they like.
struct Peer {
  private let socket: AsyncSocket

  /// Connects to a server.
  init(_ server: HTTPServer) async throws {
    socket = try await AsyncSocket.connected(
      to: sockaddr_in.inet(ip4: "127.0.0.1", port: server.port), timeout: 50)
  }

  /// Sends bytes; those that nobody takes any more are lost.
  func send(_ bytes: [UInt8]) async { try? await socket.write(Data(bytes)) }

  /// Says that nothing more will be sent.
  func endSending() { shutdown(socket.socket.file.rawValue, Int32(SHUT_WR)) }

  /// Everything that comes until the other side ends the connection.
  func everything() async -> String {
    var bytes: [UInt8] = []
    while let more = try? await socket.read(atMost: 4096) { bytes += more }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The statuses of all answers that come until the other side ends the connection.
  func statuses() async -> [Int] {
    await everything().matches(of: #/HTTP/1\.1 (\d{3}) /#).compactMap { Int($0.1) }
  }

  /// Reads up to the end of one answer, which is JSON.
  func answer() async -> String {
    var text = ""
    while !text.hasSuffix("}"), let more = try? await socket.read(atMost: 4096) {
      text += String(decoding: more, as: UTF8.self)
    }
    return text
  }

  func close() { try? socket.close() }
}
