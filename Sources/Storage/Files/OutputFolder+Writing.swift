package import Diagnostics
import Glibc

/// How files come into a folder.
extension OutputFolder {
  /// Writes a file; it takes the place of one of the same name.
  ///
  /// - Parameters:
  ///   - content: All of the file.
  ///   - fileName: Its name.
  ///   - isSynced: Whether its bytes are safe on the disk before it gets its name.
  /// - Returns: What the file system tells of the file.
  /// - Throws: ``DiagnosticsError`` with the system's reason.
  @discardableResult
  package func write(_ content: FileContent, to fileName: String, isSynced: Bool = false)
    throws(DiagnosticsError) -> FileStamp
  {
    let file = try stage(content, for: fileName, isSynced: isSynced)
    try name(file)
    return file.stamp
  }

  /// Writes a file that gets its name later.
  ///
  /// It has no name at all until then; where the file system has no such files, or too many are open, it
  /// has a temporary one.
  ///
  /// - Parameters:
  ///   - content: All of the file.
  ///   - fileName: The name it is to have.
  ///   - isSynced: Whether its bytes are safe on the disk when this is over.
  ///   - budget: How many files may be open; nil for a file that gets its name at once.
  /// - Returns: The file.
  /// - Throws: ``DiagnosticsError`` with the system's reason.
  func stage(
    _ content: FileContent, for fileName: String, isSynced: Bool,
    _ budget: DescriptorBudget? = nil
  ) throws(DiagnosticsError) -> StagedFile {
    do throws(SystemError) {
      if let file = try stageUnnamed(content, for: fileName, isSynced, budget) { return file }
      return try stageTemporary(for: fileName) { file throws(SystemError) in
        try OutputFolder.fill(file, with: content, isSynced)
      }
    } catch {
      throw cannotWrite(fileName, error)
    }
  }

  /// Writes a file of which all bytes are in one place.
  package func write(_ bytes: [UInt8], to fileName: String) throws(DiagnosticsError) {
    try write(FileContent(bytes), to: fileName)
  }

  /// Gives a file its name; it takes the place of one of the same name.
  ///
  /// - Throws: ``DiagnosticsError`` with the system's reason.
  func name(_ file: StagedFile) throws(DiagnosticsError) {
    do throws(SystemError) {
      try file.name(path + "/" + file.fileName, by: waiting + "/" + TemporaryName.new())
    } catch {
      throw cannotWrite(file.fileName, error)
    }
  }

  /// Writes a file too long to be held in memory, which gets its name later.
  ///
  /// - Parameters:
  ///   - fileName: The name it is to have.
  ///   - produce: Gives the bytes, piece by piece, to what it is handed.
  /// - Returns: The file; its bytes are not safe on the disk yet.
  /// - Throws: ``DiagnosticsError`` with the system's reason, and what `produce` throws.
  func stage(
    for fileName: String,
    _ produce: (([UInt8]) throws(DiagnosticsError) -> Void) throws(DiagnosticsError) -> Void
  ) throws(DiagnosticsError) -> StagedFile {
    var failure: DiagnosticsError?
    do throws(SystemError) {
      return try stageTemporary(for: fileName) { file throws(SystemError) in
        do throws(DiagnosticsError) {
          try produce { bytes throws(DiagnosticsError) in
            do throws(SystemError) {
              try FileContent(bytes).write(to: file)
            } catch {
              throw cannotWrite(fileName, error)
            }
          }
        } catch {
          failure = error
          throw SystemError(EIO)
        }
        return try FileStamp(of: file)
      }
    } catch {
      throw failure ?? cannotWrite(fileName, error)
    }
  }

  /// `O_TMPFILE`, which the C macro hides from Swift; the value is the same on x86-64 and arm64.
  private static let nameless = 0o20_000_000 | O_DIRECTORY

  /// A file without a name; nil where there are none, or too many already.
  private func stageUnnamed(
    _ content: FileContent, for fileName: String, _ isSynced: Bool, _ budget: DescriptorBudget?
  ) throws(SystemError) -> StagedFile? {
    guard StagedFile.canNameUnnamed, budget?.take() != false else { return nil }
    let file = unsafe open(waiting, OutputFolder.nameless | O_WRONLY | O_CLOEXEC, 0o644)
    guard file >= 0 else {
      let error = SystemError(errno)
      budget?.giveBack()
      if [EOPNOTSUPP, EISDIR, ENOENT, EINVAL, EMFILE].contains(error.number) { return nil }
      throw error
    }
    do throws(SystemError) {
      let stamp = try OutputFolder.fill(file, with: content, isSynced)
      return StagedFile(.open(file, budget), stamp: stamp, for: fileName)
    } catch {
      close(file)
      budget?.giveBack()
      throw error
    }
  }

  private func stageTemporary(
    for fileName: String, _ fill: (Int32) throws(SystemError) -> FileStamp
  ) throws(SystemError) -> StagedFile {
    let temporary = waiting + "/" + TemporaryName.new()
    let file = unsafe open(temporary, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw SystemError(errno) }
    defer { close(file) }
    do throws(SystemError) {
      return StagedFile(.temporary(temporary), stamp: try fill(file), for: fileName)
    } catch {
      unsafe unlink(temporary)
      throw error
    }
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
