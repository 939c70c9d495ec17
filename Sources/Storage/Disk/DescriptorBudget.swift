package import Diagnostics
import Glibc
import Synchronization

/// How many files may wait for their names while they are open.
///
/// Files beyond that number wait under temporary names: slower, but a process may have only so many open.
package final class DescriptorBudget: Sendable {
  private let left: Mutex<Int>

  /// Left to everything else that a run opens: the list, fonts, pictures, ledger, libraries.
  private static let reserve = 128

  /// No more than these are ever open at once.
  private static let most = 4096

  /// How many the system lets this process have, as far as we would use them.
  private static var limit: Int { min(sysconf(Int32(_SC_OPEN_MAX)), most) }

  /// Has the system make room for as many open files as a run has, while this process has one thread.
  ///
  /// Room is made by doubling, and each time that there are other threads, Linux waits until no processor
  /// can still be looking at the old table: up to a tenth of a second in which a worker stands still.
  ///
  /// A limit that users may raise themselves is raised before: it is for programs that count open files in
  /// old ways.
  package static func makeRoom() {
    var own = rlimit()
    if unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &own) == 0, own.rlim_cur < most
    {
      own.rlim_cur = min(own.rlim_max, rlim_t(most))
      unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &own)
    }
    let last = fcntl(0, F_DUPFD_CLOEXEC, Int32(clamping: limit - 1))
    if last >= 0 { close(last) }
  }

  /// What the program opens before it does anything: the system's ways to hear of signals and to wake threads.
  private static let start = 8

  /// Makes sure that the program can begin, whoever called it and whatever is open already.
  ///
  /// Where they cannot open a file, libraries below end the process.
  ///
  /// - Throws: ``DiagnosticsError`` with ``Failure/temporary`` if only a few more files can be opened.
  package static func requireStart() throws(DiagnosticsError) {
    var opened: [Int32] = []
    defer { opened.forEach { close($0) } }
    while opened.count < start {
      let file = fcntl(0, F_DUPFD_CLOEXEC, 0)
      guard file >= 0 else {
        throw DiagnosticsError(
          .error(
            "batch.few-descriptors",
            "too many files are open: this process can open \(opened.count) more, and needs \(start)",
            hints: ["raise the limit, as with 'ulimit -n 1024'"], failure: .temporary))
      }
      opened.append(file)
    }
  }

  /// What a run opens beside the letters that wait for their names, at least.
  private static let least = 64

  /// Makes sure that a run can open what it needs.
  ///
  /// Where they cannot open a file, libraries below draw letters with other fonts, and say nothing of it.
  ///
  /// - Throws: ``DiagnosticsError`` with ``Failure/temporary`` if this process may have only a few files open.
  package static func requireEnough() throws(DiagnosticsError) {
    guard limit < least else { return }
    throw DiagnosticsError(
      .error(
        "batch.few-descriptors",
        "too many files are open: this process may have \(limit) open, and a run needs \(least)",
        hints: ["raise the limit, as with 'ulimit -n 1024'"], failure: .temporary))
  }

  /// As many as the system lets this process have, but for a reserve.
  convenience init() {
    self.init(max(0, DescriptorBudget.limit - DescriptorBudget.reserve))
  }

  /// A given number.
  init(_ count: Int) {
    left = Mutex(count)
  }

  /// Takes one; false if none is left.
  func take() -> Bool {
    left.withLock { left in
      guard left > 0 else { return false }
      left -= 1
      return true
    }
  }

  func giveBack() {
    left.withLock { $0 += 1 }
  }
}
