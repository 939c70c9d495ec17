import Foundation

/// A connection that any thread may use, one after the other.
package final class SerialConnection: Sendable {
  private nonisolated(unsafe) let connection: Connection  // used while `turn` is held
  private let turn = NSLock()

  /// Takes a connection over.
  package init(_ connection: sending Connection) { self.connection = connection }

  /// Does a piece of work with the connection, once nobody else uses it.
  ///
  /// - Parameter work: The work; it must not ask for the connection again, nor keep it.
  /// - Returns: What the work gives.
  /// - Throws: What the work throws.
  package func use<Output>(_ work: (Connection) throws -> Output) rethrows -> Output {
    turn.lock()
    defer { turn.unlock() }
    return try work(connection)
  }
}
