package import Diagnostics
import Glibc
import Synchronization

/// Bytes that a run sets aside until it needs them again: in memory, and beyond a bound in a file.
///
/// The file has no name, so nothing is left of it when the run ends, however it does. It is on the file
/// system that letters go to: a run that fills it fails before the first letter is made.
package final class Spool: Sendable {
  /// Where some bytes are.
  package enum Piece: Sendable {
    /// In memory.
    case held([UInt8])
    /// In the file.
    case written(offset: Int, count: Int)
  }

  private struct State {
    var held = 0
    var written = 0
    var file: Int32?
    var isStopped = false
  }

  private let folder: OutputFolder
  private let capacity: Int
  private let state = Mutex(State())

  /// A spool with nothing in it.
  ///
  /// - Parameters:
  ///   - folder: Where its file is made when there is more than memory is to hold.
  ///   - capacity: How many bytes memory is to hold.
  package init(in folder: OutputFolder, holding capacity: Int) {
    (self.folder, self.capacity) = (folder, capacity)
  }

  deinit {
    if let file = state.withLock({ $0.file }) { close(file) }
  }

  /// Sets bytes aside.
  ///
  /// - Returns: Where they are; nil if nobody will ask for them any more.
  /// - Throws: ``DiagnosticsError`` with the system's reason if they cannot be written.
  package func put(_ bytes: [UInt8]) throws(DiagnosticsError) -> Piece? {
    do throws(SystemError) {
      let room = try state.withLock { state throws(SystemError) in
        try reserve(bytes.count, &state)
      }
      guard case .file(let file, let offset) = room else {
        return room == .memory ? .held(bytes) : nil
      }
      try Spool.write(bytes, to: file, at: offset)
      return .written(offset: offset, count: bytes.count)
    } catch {
      throw failure("cannot be set aside", error)
    }
  }

  /// The bytes that were set aside.
  ///
  /// - Throws: ``DiagnosticsError`` with the system's reason if they cannot be read.
  package func take(_ piece: Piece) throws(DiagnosticsError) -> [UInt8] {
    switch piece {
    case .held(let bytes): return bytes
    case .written(let offset, let count):
      do throws(SystemError) {
        return try Spool.read(count, of: state.withLock { $0.file } ?? -1, at: offset)
      } catch {
        throw failure("cannot be read again", error)
      }
    }
  }

  /// Takes no more bytes: nobody will ask for them.
  package func stop() { state.withLock { $0.isStopped = true } }

  // MARK: The file

  private enum Room: Equatable {
    case none, memory
    case file(Int32, offset: Int)
  }

  private func reserve(_ count: Int, _ state: inout State) throws(SystemError) -> Room {
    guard !state.isStopped else { return .none }
    if state.held + count <= capacity {
      state.held += count
      return .memory
    }
    if state.file == nil { state.file = try folder.openNameless() }
    defer { state.written += count }
    return .file(state.file ?? -1, offset: state.written)
  }

  private static func write(_ bytes: [UInt8], to file: Int32, at offset: Int) throws(SystemError) {
    var done = 0
    while done < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe pwrite(
          file, buffer.baseAddress?.advanced(by: done), buffer.count - done, off_t(offset + done))
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw SystemError(count < 0 ? errno : EIO) }
      done += count
    }
  }

  private static func read(_ count: Int, of file: Int32, at offset: Int) throws(SystemError)
    -> [UInt8]
  {
    var done = 0
    var failure: SystemError?
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      while done < count, failure == nil {
        let read = unsafe pread(
          file, buffer.baseAddress?.advanced(by: done), count - done, off_t(offset + done))
        if read < 0, errno == EINTR { continue }
        if read > 0 { done += read } else { failure = SystemError(read < 0 ? errno : EIO) }
      }
      initialized = done
    }
    if let failure { throw failure }
    return bytes
  }

  private func failure(_ what: String, _ error: SystemError) -> DiagnosticsError {
    DiagnosticsError(
      .error(
        "batch.spool", "what was prepared \(what) in '\(folder.name)': \(error.reason)",
        hints: ["letters are prepared before the first is made, which takes some 10 kB for each"],
        failure: error.failure))
  }
}
