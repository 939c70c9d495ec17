import Diagnostics
import Glibc

/// An error number of the operating system.
struct SystemError: Error {
  let number: Int32

  /// The error `errno` holds.
  init(_ number: Int32) {
    self.number = number
  }

  /// The system's words for it.
  var reason: String {
    switch number {
    case ENOSPC: "the disk is full"
    case EMFILE, ENFILE: "too many files are open"
    case EDQUOT: "the disk quota is used up"
    case EACCES, EPERM: "permission is denied"
    case EROFS: "the file system is read-only"
    case EISDIR: "a folder of that name is in the way"
    case ENOENT: "the folder is gone"
    case EEXIST, ENOTDIR: "a file of that name is in the way"
    default: unsafe String(cString: strerror(number))
    }
  }

  /// What a calling program should take it for.
  var failure: Failure {
    switch number {
    case EACCES, EPERM: .permission
    case EROFS, EISDIR, ENOENT, ENOTDIR: .create
    case EMFILE, ENFILE: .temporary
    default: .inputOutput
    }
  }
}
