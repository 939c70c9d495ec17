import Diagnostics
import Foundation
import Glibc
import Synchronization

/// Standard output or standard error: the only way in which words leave the command.
///
/// What cannot be written (the disk is full, the stream is closed, nobody reads the pipe any more) does not
/// end the work: letters are finished and recorded as always. The first failure is kept, what comes after
/// it is dropped, and the exit status tells of it at the end.
final class StandardStream: Sendable {
  /// For results.
  static let output = StandardStream(STDOUT_FILENO, "standard output")
  /// For problems and progress.
  static let error = StandardStream(STDERR_FILENO, "standard error")

  private let descriptor: Int32
  private let name: String
  /// The system's number for what went wrong; nil while nothing did.
  private let fault = Mutex<Int32?>(nil)

  private init(_ descriptor: Int32, _ name: String) {
    (self.descriptor, self.name) = (descriptor, name)
  }

  /// Whether something could not be written.
  var hasFailed: Bool { fault.withLock { $0 != nil } }

  /// Writes lines, without what a terminal would obey.
  func say(_ text: String) { write(text.onItsLines + "\n") }

  func write(_ text: String) {
    fault.withLock { fault in
      guard fault == nil else { return }
      fault = StandardStream.write(Array(text.utf8)[...], to: descriptor)
    }
  }

  /// Ends the line that a terminal shows, as its cursor may be in it; does not wait for anybody else.
  func endLine() {
    guard isatty(descriptor) == 1 else { return }
    _ = fault.withLockIfAvailable { _ in StandardStream.write([0x0A], to: descriptor) }
  }

  /// Writes bytes; gives the system's number for what went wrong, or nil.
  private static func write(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) -> Int32? {
    var rest = bytes
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes {
        unsafe Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      let reason = errno
      if count >= 0 {
        rest = rest.dropFirst(count)
      } else if reason == EAGAIN {
        waitForRoom(in: descriptor)
      } else if reason != EINTR {
        return reason
      }
    }
    return nil
  }

  /// Waits for the reader of a pipe that somebody has told not to wait.
  private static func waitForRoom(in descriptor: Int32) {
    var wanted = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    _ = unsafe poll(&wanted, 1, -1)
  }
}

extension StandardStream {
  /// Makes the standard streams reliable for the rest of the program; before anything is opened.
  ///
  /// The number of a stream that is closed would go to the next file that is opened, and a message could
  /// end up in the ledger. So it goes to one that refuses what is asked of it. A pipe without reader
  /// refuses as well, instead of ending the process.
  static func prepare() {
    for file in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(file, F_GETFD) < 0 {
      _ = unsafe open("/dev/null", file == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
    _ = signal(SIGPIPE, SIG_IGN)
  }

  /// The status that the process ends with.
  ///
  /// - Parameter status: The status of the work; what went wrong with it goes before what could not be told.
  /// - Returns: The same, or 74 (`EX_IOERR`) if the work was done and something could not be told.
  static func conclude(_ status: Int32) -> Int32 {
    if let reason = output.reason {
      error.say("error: \(output.name) cannot be written: \(reason) [output.cannot-write]")
    }
    guard status == 0, output.hasFailed || error.hasFailed else { return status }
    return Failure.inputOutput.rawValue
  }

  /// What keeps the stream from being written, in words; nil if nothing does.
  private var reason: String? {
    switch fault.withLock({ $0 }) {
    case nil: nil
    case EBADF?: "it is closed"
    case EPIPE?: "nobody reads it any more"
    case ENOSPC?: "no space is left"
    case let number?: unsafe String(cString: strerror(number))
    }
  }
}

/// Prints lines on standard output.
func say(_ text: String) { StandardStream.output.say(text) }
