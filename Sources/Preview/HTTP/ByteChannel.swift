package import FlyingSocks
package import Foundation
import Glibc

/// What bytes come and go through.
package protocol ByteChannel: Sendable {
  /// Some bytes that came, at least one.
  ///
  /// - Throws: An error if no more come.
  func read() async throws -> [UInt8]
  /// Sends all of these bytes, with one call of the system where it takes them at once.
  func write(_ bytes: Data) async throws
  /// Tells the other side that nothing more comes from here.
  func endWriting()
}

/// A connection over TCP.
package struct SocketChannel: ByteChannel {
  let socket: AsyncSocket

  /// A connection that was just accepted.
  ///
  /// What is written goes out at once: no small piece waits until the one before was acknowledged.
  package init(_ socket: AsyncSocket) {
    self.socket = socket
    try? socket.socket.setValue(true, for: .sendsAtOnce)
    _ = fcntl(socket.socket.file.rawValue, F_SETFD, FD_CLOEXEC)
  }

  package func read() async throws -> [UInt8] { try await socket.read(atMost: 4096) }

  package func write(_ bytes: Data) async throws { try await socket.write(bytes) }

  package func endWriting() { shutdown(socket.socket.file.rawValue, Int32(SHUT_WR)) }
}

extension SocketOption where Self == BoolSocketOption {
  /// That nothing waits for an acknowledgement (TCP_NODELAY, tcp(7)).
  package static var sendsAtOnce: Self {
    BoolSocketOption(level: Int32(IPPROTO_TCP), name: TCP_NODELAY)
  }
}
