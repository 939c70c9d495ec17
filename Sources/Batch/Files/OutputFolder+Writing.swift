import Diagnostics
import Glibc

/// How files come into a folder.
extension OutputFolder {
  /// Writes a file; it takes the place of one of the same name.
  ///
  /// The bytes go into a file without a name, which gets its name when all of them are there. Where a
  /// file of that name is in the way, a temporary name is exchanged for it (`rename` is atomic); where
  /// the file system has no nameless files, the temporary name is there from the beginning.
  ///
  /// - Parameters:
  ///   - content: All of the file.
  ///   - fileName: Its name.
  ///   - isSynced: Whether its bytes are safe on the disk before it gets its name.
  /// - Returns: What the file system tells of the file.
  /// - Throws: ``DiagnosticsError`` with the system's reason.
  @discardableResult
  func write(_ content: FileContent, to fileName: String, isSynced: Bool = false)
    throws(DiagnosticsError) -> FileStamp
  {
    let target = path + "/" + fileName
    do throws(SystemError) {
      if let stamp = try writeUnnamed(content, to: target, isSynced) { return stamp }
      return try writeTemporary(to: target) { file throws(SystemError) in
        try OutputFolder.fill(file, with: content, isSynced)
      }
    } catch {
      throw cannotWrite(fileName, error)
    }
  }

  /// Writes a file of which all bytes are in one place.
  func write(_ bytes: [UInt8], to fileName: String) throws(DiagnosticsError) {
    try write(FileContent(bytes), to: fileName)
  }

  /// Writes a file too long to be held in memory, which appears when it is whole and on the disk.
  ///
  /// - Parameters:
  ///   - fileName: The file's name.
  ///   - produce: Gives the text, piece by piece, to what it is handed.
  /// - Returns: What the file system tells of the file.
  /// - Throws: ``DiagnosticsError`` with the system's reason, and what `produce` throws.
  func write(
    to fileName: String,
    _ produce: ((String) throws(DiagnosticsError) -> Void) throws(DiagnosticsError) -> Void
  ) throws(DiagnosticsError) -> FileStamp {
    var failure: DiagnosticsError?
    do throws(SystemError) {
      return try writeTemporary(to: path + "/" + fileName) { file throws(SystemError) in
        do throws(DiagnosticsError) {
          try produce { text throws(DiagnosticsError) in
            do throws(SystemError) {
              try FileContent(Array(text.utf8)).write(to: file)
            } catch {
              throw cannotWrite(fileName, error)
            }
          }
        } catch {
          failure = error
          throw SystemError(EIO)
        }
        return try OutputFolder.stamp(file, isSynced: true)
      }
    } catch {
      throw failure ?? cannotWrite(fileName, error)
    }
  }

  /// `O_TMPFILE`, which the C macro hides from Swift; the value is the same on x86-64 and arm64.
  private static let nameless = 0o20_000_000 | O_DIRECTORY

  /// What became of the file; nil where another way must be taken.
  private func writeUnnamed(_ content: FileContent, to target: String, _ isSynced: Bool)
    throws(SystemError) -> FileStamp?
  {
    let file = unsafe open(waiting, OutputFolder.nameless | O_WRONLY | O_CLOEXEC, 0o644)
    guard file >= 0 else {
      if [EOPNOTSUPP, EISDIR, ENOENT, EINVAL].contains(errno) { return nil }
      throw SystemError(errno)
    }
    defer { close(file) }
    let stamp = try OutputFolder.fill(file, with: content, isSynced)
    if OutputFolder.name(file, target) { return stamp }
    let temporary = waiting + "/" + TemporaryName.new()
    // Without /proc no nameless file gets a name; the other way also says what else is wrong.
    guard errno == EEXIST, OutputFolder.name(file, temporary) else { return nil }
    try OutputFolder.exchange(temporary, for: target)
    return stamp
  }

  /// Gives a nameless file its name: by its descriptor, which not everybody may, or by its place in `/proc`.
  private static func name(_ file: Int32, _ path: String) -> Bool {
    if unsafe linkat(file, "", AT_FDCWD, path, byDescriptor) == 0 { return true }
    if errno == EEXIST { return false }
    return unsafe linkat(AT_FDCWD, "/proc/self/fd/\(file)", AT_FDCWD, path, AT_SYMLINK_FOLLOW) == 0
  }

  /// `AT_EMPTY_PATH`, which Swift does not see; the value is the same everywhere.
  private static let byDescriptor: Int32 = 0x1000

  private func writeTemporary(
    to target: String, _ fill: (Int32) throws(SystemError) -> FileStamp
  ) throws(SystemError) -> FileStamp {
    let temporary = waiting + "/" + TemporaryName.new()
    let file = unsafe open(temporary, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw SystemError(errno) }
    defer { close(file) }
    let stamp: FileStamp
    do throws(SystemError) {
      stamp = try fill(file)
    } catch {
      unsafe unlink(temporary)
      throw error
    }
    try OutputFolder.exchange(temporary, for: target)
    return stamp
  }

  private static func exchange(_ temporary: String, for target: String) throws(SystemError) {
    guard unsafe rename(temporary, target) != 0 else { return }
    let error = SystemError(errno)
    unsafe unlink(temporary)
    throw error
  }

  private static func fill(_ file: Int32, with content: FileContent, _ isSynced: Bool)
    throws(SystemError) -> FileStamp
  {
    try content.write(to: file)
    return try stamp(file, isSynced: isSynced)
  }

  private static func stamp(_ file: Int32, isSynced: Bool) throws(SystemError) -> FileStamp {
    guard !isSynced || fdatasync(file) == 0 else { throw SystemError(errno) }
    return try FileStamp(of: file)
  }

  /// Opens a file that has no name and never gets one.
  ///
  /// - Throws: ``SystemError`` if there can be none.
  func openNameless() throws(SystemError) -> Int32 {
    let file = unsafe open(waiting, OutputFolder.nameless | O_RDWR | O_CLOEXEC, 0o600)
    if file >= 0 { return file }
    // Not every file system has such files; anything else that is wrong is told by the other way, too.
    let temporary = waiting + "/" + TemporaryName.new()
    let named = unsafe open(temporary, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o600)
    guard named >= 0 else { throw SystemError(errno) }
    unsafe unlink(temporary)
    return named
  }
}
