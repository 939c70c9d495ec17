import Glibc

/// What a file system tells of a file without reading it.
package struct FileStamp: Hashable, Sendable {
  /// How many bytes it has.
  package let size: Int
  /// When it was last written to, in nanoseconds since 1970; compared with itself, never with a clock.
  package let modified: Int

  /// The stamp of an open file.
  init(of descriptor: Int32) throws(SystemError) {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw SystemError(errno) }
    self.init(status)
  }

  /// The stamp of the plain file at `path`, which an open folder may begin; nil if there is none.
  init?(_ path: String, in folder: Int32 = AT_FDCWD) {
    var status = stat()
    guard unsafe fstatat(folder, path, &status, AT_SYMLINK_NOFOLLOW) == 0,
      status.st_mode & S_IFMT == S_IFREG
    else { return nil }
    self.init(status)
  }

  private init(_ status: stat) {
    size = Int(status.st_size)
    modified = status.st_mtim.tv_sec * 1_000_000_000 + status.st_mtim.tv_nsec
  }
}
