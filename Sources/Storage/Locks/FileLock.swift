import Glibc

/// Files that one process at a time holds open.
///
/// The system lets go of them when the process ends, however that happens.
enum FileLock {
  /// Opens a file, which is made if it is not there, and holds it.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - waits: Whether to wait for a process that holds it; a dead one is waited for in any case, ``patience``
  ///     at most.
  /// - Returns: The open file, which is the one that others find at `path`; closing it lets go of it.
  /// - Throws: ``SystemError`` with `EWOULDBLOCK` if another process holds it, with `ECANCELED` if the task
  ///   was cancelled while it waited.
  static func hold(_ path: String, waits: Bool) throws(SystemError) -> Int32 {
    while true {
      let file = unsafe open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o644)
      guard file >= 0 else { throw SystemError(errno) }
      do throws(SystemError) {
        try lock(file, LOCK_EX, waits: waits)
      } catch {
        close(file)
        throw error
      }
      // Who held it until now may have removed it or given it another name; then the next one counts.
      if isFound(file, at: path) { return file }
      close(file)
    }
  }

  /// Whether a process holds the file at this moment.
  static func isHeld(_ path: String) -> Bool {
    guard let file = opened(path) else { return false }
    defer { close(file) }
    do throws(SystemError) {
      try lock(file, LOCK_SH, waits: false)
      return false
    } catch {
      return true
    }
  }

  /// Opens a lock's file to be read; nil if it cannot be opened.
  ///
  /// A pipe of that name is not waited for.
  ///
  /// - Returns: The open file, which the caller closes.
  static func opened(_ path: String) -> Int32? {
    let file = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    return file < 0 ? nil : file
  }

  /// How long the system may take to clear away a process that is dead.
  private static let patience = Duration.seconds(2)

  /// How long a lock that is held is left alone, in microseconds.
  private static let pause: UInt32 = 50_000

  /// Takes a lock of a kind, `LOCK_EX` or `LOCK_SH`.
  private static func lock(_ file: Int32, _ kind: Int32, waits: Bool) throws(SystemError) {
    let end = ContinuousClock.now + patience
    // Asked again and again: whoever waits within the system cannot be told to stop.
    while flock(file, kind | LOCK_NB) != 0 {
      if errno == EINTR { continue }
      let error = SystemError(errno)
      guard error.number == EWOULDBLOCK else { throw error }
      guard waits || ContinuousClock.now < end && LockHolder.isDying(file) else {
        // The one who held it may have let go while the system was asked who that is.
        if flock(file, kind | LOCK_NB) == 0 { return }
        throw error
      }
      if Task.isCancelled { throw SystemError(ECANCELED) }
      usleep(pause)
    }
  }

  private static func isFound(_ file: Int32, at path: String) -> Bool {
    var (opened, named) = (stat(), stat())
    return unsafe fstat(file, &opened) == 0 && stat(path, &named) == 0
      && opened.st_ino == named.st_ino && opened.st_dev == named.st_dev
  }
}
