import Foundation
import Glibc

/// The processes that hold a file's lock, as far as the system tells.
///
/// - SeeAlso: proc_locks(5), proc_pid_stat(5), proc_pid_status(5).
enum LockHolder {
  /// Whether a process that took the lock of an open file is over, and only its files are not closed yet: the
  /// system takes a while to clear a killed one away.
  static func isDying(_ file: Int32) -> Bool {
    var status = stat()
    guard unsafe fstat(file, &status) == 0 else { return false }
    return processes(holding: Int(status.st_ino)).contains { isDying(process: $0) }
  }

  /// The processes that took the lock of a file: `1: FLOCK ADVISORY WRITE 4711 fe:00:815 0 EOF`.
  private static func processes(holding file: Int) -> [Int] {
    lines(of: "/proc/locks").compactMap { line in
      let words = line.split(separator: " ")
      guard words.count > 5, words[1] == "FLOCK",
        words[5].split(separator: ":").last.flatMap({ Int($0) }) == file
      else { return nil }
      return Int(words[4])
    }
  }

  private static func isDying(process: Int) -> Bool {
    // The name, in brackets, may hold brackets and spaces itself.
    guard let line = lines(of: "/proc/\(process)/stat").first,
      let end = line.lastIndex(of: ")")
    else { return true }
    let words = line[end...].split(separator: " ").dropFirst()
    guard let state = words.first, words.count > 6, let flags = Int(words[words.startIndex + 6])
    else { return false }
    return ["Z", "X"].contains(state) || flags & exiting != 0 || hasKillPending(process)
  }

  /// What the kernel's flags of a process say while it clears it away (PF_EXITING).
  private static let exiting = 0x4

  /// Whether a process was killed and has not noticed yet.
  private static func hasKillPending(_ process: Int) -> Bool {
    lines(of: "/proc/\(process)/status").contains { line in
      guard line.hasPrefix("SigPnd:") || line.hasPrefix("ShdPnd:") else { return false }
      let mask = line.drop { $0 != "\t" }.dropFirst()
      return UInt64(mask, radix: 16).map { $0 >> UInt64(SIGKILL - 1) & 1 == 1 } ?? false
    }
  }

  private static func lines(of path: String) -> [Substring] {
    let bytes = (try? FileHandle(forReadingFrom: URL(filePath: path)).readToEnd()) ?? nil
    return bytes.map { String(decoding: $0, as: UTF8.self).split(separator: "\n") } ?? []
  }
}
