import CArchive
import Glibc

/// The forms of one file that holds many.
package enum ArchiveFormat: String, Hashable, Sendable, CaseIterable {
  /// ZIP, with the files as they are: letters are compressed already.
  case zip
  /// POSIX tar (pax), readable by every tar of the last twenty years.
  case tar

  /// The format that a file name's ending stands for; nil for any other.
  package init?(fileName: String) {
    let name = fileName.lowercased()
    guard let format = ArchiveFormat.allCases.first(where: { name.hasSuffix(".\($0.rawValue)") })
    else { return nil }
    self = format
  }
}

/// One file that holds many, written from its beginning to its end.
///
/// What comes out depends on names, bytes and order alone: every file in it carries the same time.
/// A tar archive is written in bounded memory; a zip archive's directory, some hundred bytes a file, is
/// kept until the end. Not for use by two threads at once.
package final class ArchiveFile {
  private let archive: OpaquePointer  // owned: struct archive
  private let locale: NameLocale
  private var isFinished = false

  /// The time that every file in it carries: the first day of 1980, the earliest that zip can tell.
  private static let time = 315_532_800

  /// Begins an archive.
  ///
  /// - Parameters:
  ///   - descriptor: The open file it goes to; the caller closes it after ``finish()``.
  ///   - format: Its form.
  /// - Throws: ``ArchiveError`` if it cannot be begun.
  package init(to descriptor: Int32, as format: ArchiveFormat) throws(ArchiveError) {
    locale = try NameLocale()
    guard let archive = archive_write_new() else { throw .outOfMemory }
    self.archive = archive
    let before = locale.use()
    defer { NameLocale.restore(before) }
    switch format {
    case .zip:
      try check(archive_write_set_format_zip(archive))
      try check(archive_write_zip_set_compression_store(archive))
      try check(archive_write_set_bytes_in_last_block(archive, 1))
    case .tar: try check(archive_write_set_format_pax_restricted(archive))
    }
    try check(archive_write_set_options(archive, "hdrcharset=UTF-8"))
    try check(archive_write_open_fd(archive, descriptor))
  }

  deinit {
    // Without finish() the file is given up; what the library still holds need not reach it.
    if !isFinished { archive_write_fail(archive) }
    archive_write_free(archive)
  }

  /// Adds a file.
  ///
  /// - Parameters:
  ///   - bytes: Its content.
  ///   - name: Its name, with `/` between folders.
  /// - Throws: ``ArchiveError`` if it cannot be written; the archive is of no use then.
  package func add(_ bytes: [UInt8], named name: String) throws(ArchiveError) {
    try begin(named: name, size: bytes.count)
    try write(bytes)
    try end()
  }

  /// Begins a file of `size` bytes; ``write(_:)`` gives them, and ``end()`` ends it.
  package func begin(named name: String, size: Int) throws(ArchiveError) {
    guard let entry = archive_entry_new() else { throw .outOfMemory }
    let before = locale.use()
    defer {
      archive_entry_free(entry)
      NameLocale.restore(before)
    }
    archive_entry_set_pathname_utf8(entry, name)
    archive_entry_set_size(entry, la_int64_t(size))
    archive_entry_set_filetype(entry, 0o100000)
    archive_entry_set_perm(entry, 0o644)
    archive_entry_set_mtime(entry, time_t(ArchiveFile.time), 0)
    try check(archive_write_header(archive, entry))
  }

  /// Ends a file that was begun.
  package func end() throws(ArchiveError) {
    try check(archive_write_finish_entry(archive))
  }

  /// Ends the archive.
  ///
  /// - Throws: ``ArchiveError`` if its end cannot be written.
  package func finish() throws(ArchiveError) {
    try check(archive_write_close(archive))
    isFinished = true
  }

  /// Adds bytes to the file that was begun.
  package func write(_ bytes: [UInt8]) throws(ArchiveError) {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        archive_write_data(
          archive, buffer.baseAddress?.advanced(by: written), buffer.count - written)
      }
      guard count > 0 else { throw ArchiveError(of: archive) }
      written += count
    }
  }

  private func check(_ status: Int32) throws(ArchiveError) {
    // A warning (ARCHIVE_WARN) is a name or a value that could not be kept as it was.
    guard status == ARCHIVE_OK else { throw ArchiveError(of: archive) }
  }
}

/// Why an archive could not be written or read.
package struct ArchiveError: Error, Hashable, Sendable {
  /// The system's number for the reason (`errno`), or one of the library's own.
  package let number: Int32
  /// The library's words.
  package let words: String

  private init(number: Int32, words: String) { (self.number, self.words) = (number, words) }

  /// The error of an archive's last call.
  init(of archive: OpaquePointer) {
    let words = archive_error_string(archive).map { String(cString: $0) }
    self.init(number: archive_errno(archive), words: words ?? "unknown reason")
  }

  /// Memory ran out.
  static let outOfMemory = ArchiveError(number: ENOMEM, words: "there is no memory")
  /// The system has no locale in which names can be written.
  static let noLocale = ArchiveError(number: ENOENT, words: "there is no locale 'C.UTF-8'")
}
