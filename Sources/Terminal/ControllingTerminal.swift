import Glibc

/// The terminal that the command was started from, open as long as this lives.
struct ControllingTerminal: ~Copyable {
  private let descriptor: Int32

  /// Opens it; nil if there is none.
  init?() {
    let descriptor = unsafe open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  /// Whether it is this command's, not one's that was started since.
  var isOurs: Bool { tcgetpgrp(descriptor) == getpgrp() }

  /// How it is set; nil if it cannot be told.
  var settings: termios? {
    var settings = termios()
    return unsafe tcgetattr(descriptor, &settings) == 0 ? settings : nil
  }

  /// Sets it.
  ///
  /// - Returns: Whether it is set so.
  @discardableResult func set(_ settings: termios) -> Bool {
    var settings = settings
    return unsafe tcsetattr(descriptor, TCSANOW, &settings) == 0
  }

  /// Writes a text.
  ///
  /// - Returns: Whether all of it was written.
  @discardableResult func write(_ text: String) -> Bool {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes {
        unsafe Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  /// Reads the line that somebody types.
  ///
  /// - Returns: Its bytes without the line break; nil if there is none.
  func readLine() -> [UInt8]? {
    // A terminal gives a line at a time, of at most 4,095 bytes (`N_TTY_BUF_SIZE`).
    var line = [UInt8](repeating: 0, count: 4096)
    var count = -1
    repeat {
      count = unsafe line.withUnsafeMutableBytes {
        unsafe read(descriptor, $0.baseAddress, $0.count)
      }
    } while count < 0 && errno == EINTR
    guard count > 0 else { return nil }
    return Array(line[..<count].prefix { $0 != UInt8(ascii: "\n") })
  }
}
