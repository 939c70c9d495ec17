import Glibc

/// What a file holds: in two parts, of which the first may be the same in many files and is not copied.
package struct FileContent: Sendable {
  /// The first bytes.
  let start: [UInt8]
  /// The others.
  let rest: [UInt8]

  /// Content in two parts.
  package init(_ start: [UInt8], _ rest: [UInt8]) {
    (self.start, self.rest) = (start, rest)
  }

  /// Content that no other file begins with.
  init(_ bytes: [UInt8]) {
    (start, rest) = ([], bytes)
  }

  /// How many bytes there are.
  var count: Int { start.count + rest.count }

  /// Writes all of it into an open file.
  func write(to file: Int32) throws(SystemError) {
    var done = 0
    while done < count {
      let written = write(to: file, from: done)
      if written < 0, errno == EINTR { continue }
      guard written >= 0 else { throw SystemError(errno) }
      done += written
    }
  }

  /// Writes what comes after the first bytes, in one call; the system may take only a part of it.
  private func write(to file: Int32, from done: Int) -> Int {
    let (first, second) = (min(done, start.count), max(0, done - start.count))
    return unsafe start.withUnsafeBytes { start in
      unsafe rest.withUnsafeBytes { rest in
        let parts = unsafe [
          iovec(
            iov_base: UnsafeMutableRawPointer(mutating: start.baseAddress?.advanced(by: first)),
            iov_len: start.count - first),
          iovec(
            iov_base: UnsafeMutableRawPointer(mutating: rest.baseAddress?.advanced(by: second)),
            iov_len: rest.count - second),
        ]
        return unsafe writev(file, parts, 2)
      }
    }
  }
}
