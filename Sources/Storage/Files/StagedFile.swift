import Glibc
import Synchronization

/// A file that has all of its bytes, but not yet its name.
///
/// It goes away with the value, unless ``OutputFolder/name(_:)`` has given it its name.
final class StagedFile: Sendable {
  /// How it is found until it has its name.
  enum Form {
    /// It has no name at all, and is there as long as it is open.
    case open(Int32, DescriptorBudget?)
    /// It has a name of ours in the folder for files that wait.
    case temporary(String)
  }

  /// The name it is to have, relative to the folder.
  let fileName: String
  /// What the file system tells of it.
  let stamp: FileStamp
  private let form: Form
  private let isNamed = Mutex(false)

  /// A file that is to have the given name.
  init(_ form: Form, stamp: FileStamp, for fileName: String) {
    (self.form, self.stamp, self.fileName) = (form, stamp, fileName)
  }

  deinit {
    switch form {
    case .open(let descriptor, let budget):
      close(descriptor)
      budget?.giveBack()
    case .temporary(let path):
      if !isNamed.withLock({ $0 }) { unsafe unlink(path) }
    }
  }

  /// Gives the file its name, in place of a file of that name.
  ///
  /// - Parameters:
  ///   - target: The path of its name.
  ///   - temporary: A path that nothing has, on the same file system.
  /// - Throws: ``SystemError``; the file that had the name, if any, is then as it was.
  func name(_ target: String, by temporary: @autoclosure () -> String) throws(SystemError) {
    switch form {
    case .temporary(let path):
      try StagedFile.exchange(path, for: target)
      isNamed.withLock { $0 = true }
    case .open(let descriptor, _):
      if StagedFile.link(descriptor, target) { return }
      // Only `rename` puts a file in another one's place, and it needs a name to begin with.
      guard errno == EEXIST else { throw SystemError(errno) }
      let temporary = temporary()
      guard StagedFile.link(descriptor, temporary) else { throw SystemError(errno) }
      do throws(SystemError) {
        try StagedFile.exchange(temporary, for: target)
      } catch {
        unsafe unlink(temporary)
        throw error
      }
    }
  }

  /// Gives a nameless file its name: by its descriptor, which not everybody may, or by its place in `/proc`.
  private static func link(_ file: Int32, _ path: String) -> Bool {
    if unsafe linkat(file, "", AT_FDCWD, path, byDescriptor) == 0 { return true }
    if errno == EEXIST { return false }
    return unsafe linkat(AT_FDCWD, "/proc/self/fd/\(file)", AT_FDCWD, path, AT_SYMLINK_FOLLOW) == 0
  }

  /// `AT_EMPTY_PATH`, which Swift does not see; the value is the same everywhere.
  private static let byDescriptor: Int32 = 0x1000

  private static func exchange(_ temporary: String, for target: String) throws(SystemError) {
    guard unsafe rename(temporary, target) == 0 else { throw SystemError(errno) }
  }

  /// Whether files without a name can be given one here: that goes by way of `/proc`.
  static let canNameUnnamed = unsafe access("/proc/self/fd", X_OK) == 0
}
