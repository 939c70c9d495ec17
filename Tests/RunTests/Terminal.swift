import Foundation
import Glibc
import Testing

/// A terminal that nobody sits at.
final class Terminal {
  /// What a process writes to.
  let device: FileHandle
  private let master: Int32
  /// Everything that was written so far.
  private(set) var text = ""

  /// A terminal of this machine.
  init() throws {
    master = open("/dev/ptmx", O_RDWR | O_NOCTTY)
    // TIOCSPTLCK and TIOCGPTN, macros that Swift does not see: unlock the other end, and tell its number.
    var (locked, number) = (Int32(0), Int32(0))
    try #require(ioctl(master, 0x4004_5431, &locked) == 0)
    try #require(ioctl(master, 0x8004_5430, &number) == 0)
    let slave = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY)
    try #require(slave >= 0)
    device = FileHandle(fileDescriptor: slave, closeOnDealloc: true)
  }

  deinit { close(master) }

  /// Reads until a text was written so many times, or the process ends or prints its result.
  ///
  /// - Returns: Whether it was.
  func read(until wanted: String, times: Int = 1, whileRunning command: Command) -> Bool {
    while text.ranges(of: wanted).count < times {
      guard let event = command.wait(forReading: master) else { return false }
      if event.isReadable, read() { continue }
      if event.hasEnded { return false }
    }
    return true
  }

  /// Types something.
  func type(_ text: String) {
    let bytes = Array(text.utf8)
    _ = Glibc.write(master, bytes, bytes.count)
  }

  /// Whether it shows what is typed.
  var isShowing: Bool {
    var settings = termios()
    return tcgetattr(master, &settings) == 0 && settings.c_lflag & tcflag_t(ECHO) != 0
  }

  /// Reads what is left once nobody has the terminal open any more.
  func readToEnd() {
    while read() {}
  }

  private func read() -> Bool {
    var buffer = [UInt8](repeating: 0, count: 1 << 14)
    let count = Glibc.read(master, &buffer, buffer.count)
    if count < 0, errno == EINTR { return true }
    guard count > 0 else { return false }
    text += String(decoding: buffer[..<count], as: UTF8.self)
    return true
  }
}
