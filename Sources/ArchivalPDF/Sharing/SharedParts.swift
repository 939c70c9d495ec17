import Synchronization

/// The parts of files that letters share, for all writers of a run.
///
/// A part's name follows from its bytes, so it is the same whichever worker made it.
package final class SharedParts: Sendable {
  private struct State {
    var parts: [[UInt8]: SharedPart] = [:]
    var size = 0
    var looks: [SignatureLook] = []
  }

  private let state = Mutex(State())

  private let capacity: Int

  /// An empty store; once it holds `capacity` bytes, each letter keeps parts of its own.
  package init(capacity: Int = 64 << 20) {
    self.capacity = capacity
  }

  /// The part that is kept in place of one that a worker made; nil if there is no room for it.
  func keep(_ part: SharedPart) -> SharedPart? {
    state.withLock { state in
      if let known = state.parts[part.identifier] { return known }
      guard state.size + part.bytes.count <= capacity else { return nil }
      state.size += part.bytes.count
      state.parts[part.identifier] = part
      return part
    }
  }

  /// The part with an identifier.
  func part(_ identifier: [UInt8]) -> SharedPart? {
    state.withLock { $0.parts[identifier] }
  }

  /// More looks of signatures than this are not kept: a mailing has one.
  private static let lookCapacity = 4096

  /// Keeps what is in the boxes of signatures, and gives its number; nil if there is no room for it.
  func keep(_ look: SignatureLook) -> Int? {
    state.withLock { state in
      guard state.looks.count < SharedParts.lookCapacity else { return nil }
      state.looks.append(look)
      return state.looks.count - 1
    }
  }

  /// The look that is kept under a number.
  func look(_ number: Int) -> SignatureLook? {
    state.withLock { $0.looks.indices.contains(number) ? $0.looks[number] : nil }
  }
}
