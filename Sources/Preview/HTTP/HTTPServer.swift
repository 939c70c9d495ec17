import FlyingSocks
import Foundation
import Glibc

/// Listens on one address and answers requests, within limits.
///
/// HTTP/1.1 as far as one page of our own needs it: requests without bodies, one answer after the other.
/// Everything else is refused before anybody is asked who it is from. [preview.md](preview.md) says why it
/// is ours.
package final class HTTPServer: Sendable {
  /// The port that it listens on.
  package let port: UInt16
  private let socket: Socket
  private let limits: HTTPLimits
  private let connections: ConnectionTable
  private let pool: any AsyncSocketPool = SocketPool.make()

  /// Begins to listen.
  ///
  /// - Parameters:
  ///   - host: An IPv4 address of this machine.
  ///   - port: The port; 0 for any that is free.
  ///   - limits: What requests and connections may cost.
  /// - Throws: An error if the address or the port cannot be used.
  package init(host: String, port: UInt16, limits: HTTPLimits = HTTPLimits()) throws {
    self.limits = limits
    connections = ConnectionTable(limit: limits.connections)
    socket = try Socket(domain: AF_INET)
    _ = fcntl(socket.file.rawValue, F_SETFD, FD_CLOEXEC)
    do {
      try socket.setValue(true, for: .localAddressReuse)
      try socket.bind(to: try sockaddr_in.inet(ip4: host, port: port))
      try socket.listen()
      guard case .ip4(_, let port) = try socket.sockname() else {
        throw SocketError.unsupportedAddress
      }
      self.port = port
    } catch {
      try? socket.close()
      throw error
    }
  }

  deinit {
    try? socket.close()
  }

  /// Whether this is an IPv4 address.
  package static func isAddress(_ host: String) -> Bool {
    (try? sockaddr_in.inet(ip4: host, port: 0)) != nil
  }

  /// Answers requests until it is cancelled.
  ///
  /// - Throws: An error if the system tells no more of connections.
  package func run(_ handler: some HTTPHandler) async throws {
    try await pool.prepare()
    let listening = try AsyncSocket(socket: socket, pool: pool)
    try await withThrowingTaskGroup { group in
      group.addTask { [pool] in try await pool.run() }
      group.addTask { await self.accept(from: listening, handler) }
      defer { group.cancelAll() }
      try await group.next()
    }
  }

  private func accept(from listening: AsyncSocket, _ handler: some HTTPHandler) async {
    await withDiscardingTaskGroup { group in
      while !Task.isCancelled {
        guard let accepted = try? await listening.accept() else {
          // The one that came is gone already, or there is no descriptor left for it.
          connections.makeRoom()
          try? await Task.sleep(for: .milliseconds(20))
          continue
        }
        group.addTask { await self.serve(accepted, handler) }
      }
    }
  }

  private func serve(_ accepted: AsyncSocket, _ handler: some HTTPHandler) async {
    let file = accepted.socket.file.rawValue
    if connections.add(file) {
      let connection = HTTPConnection(SocketChannel(accepted), limits, handler: handler) {
        [connections] in connections.note($0, on: file)
      }
      await connection.serve()
      connections.remove(file)
    }
    try? accepted.close()
  }
}
