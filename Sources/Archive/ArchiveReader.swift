import CArchive
import Glibc

/// Bytes that a zip archive is read from.
package protocol ArchiveSource: Sendable {
  /// At most `count` bytes from `offset` on; none at the end.
  func read(at offset: Int, count: Int) throws -> [UInt8]
}

/// A zip archive that is read file by file, in the order in which they stand in it.
///
/// Not for use by two threads at once.
package final class ArchiveReader {
  private let archive: OpaquePointer  // owned: struct archive
  private let locale: NameLocale
  private let cursor: Cursor

  /// Where the library reads: it calls for bytes, and keeps what it is given until the next call.
  private final class Cursor {
    let source: any ArchiveSource
    let size: Int
    var offset = 0
    /// Why reading failed, which the library does not pass on.
    var failure: (any Error)?
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)

    init(_ source: any ArchiveSource, size: Int) {
      (self.source, self.size) = (source, size)
    }

    deinit { buffer.deallocate() }

    /// The next bytes, which stay where they are until the next call; nil if there is an error.
    func next() -> UnsafeRawBufferPointer? {
      do {
        let bytes = try source.read(at: offset, count: buffer.count).prefix(buffer.count)
        offset += bytes.count
        buffer.copyBytes(from: bytes)
        return UnsafeRawBufferPointer(rebasing: buffer[..<bytes.count])
      } catch {
        failure = error
        return nil
      }
    }
  }

  /// Opens an archive.
  ///
  /// - Parameters:
  ///   - source: Its bytes.
  ///   - size: How many there are.
  /// - Throws: ``ArchiveError`` if it is no zip archive or damaged, and what `source` throws.
  package init(_ source: any ArchiveSource, size: Int) throws {
    locale = try NameLocale()
    guard let archive = archive_read_new() else { throw ArchiveError.outOfMemory }
    self.archive = archive
    cursor = Cursor(source, size: size)
    // With the archive's directory at its end, as programs that change files in place leave it.
    try check(archive_read_support_format_zip_seekable(archive))
    archive_read_set_callback_data(archive, Unmanaged.passUnretained(cursor).toOpaque())
    archive_read_set_read_callback(archive) { _, cursor, bytes in
      guard let next = ArchiveReader.cursor(cursor)?.next() else { return -1 }
      bytes?.pointee = next.baseAddress
      return la_ssize_t(next.count)
    }
    archive_read_set_seek_callback(archive) { _, cursor, offset, whence in
      guard let cursor = ArchiveReader.cursor(cursor) else { return la_int64_t(ARCHIVE_FATAL) }
      let start = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? cursor.offset : cursor.size
      // A damaged archive may ask for any place.
      let (place, isBeyond) = start.addingReportingOverflow(Int(offset))
      cursor.offset = isBeyond ? cursor.size : min(max(0, place), cursor.size)
      return la_int64_t(cursor.offset)
    }
    try check(archive_read_open1(archive))
  }

  deinit { archive_read_free(archive) }

  /// Goes on to the next file.
  ///
  /// - Returns: Its name; nil after the last file.
  /// - Throws: ``ArchiveError`` if the archive is damaged, and what the source throws.
  package func next() throws -> String? {
    let before = locale.use()
    defer { NameLocale.restore(before) }
    var entry: OpaquePointer?
    let status = archive_read_next_header(archive, &entry)
    if status == ARCHIVE_EOF { return nil }
    try check(status)
    let name = archive_entry_pathname_utf8(entry) ?? archive_entry_pathname(entry)
    return name.map { String(cString: $0) } ?? ""
  }

  /// The next bytes of the file, at most `count`; none at its end.
  ///
  /// - Throws: ``ArchiveError`` if it is damaged or encrypted, and what the source throws.
  package func read(upTo count: Int = 1 << 16) throws -> [UInt8] {
    var status = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, size in
      status = archive_read_data(archive, buffer.baseAddress, count)
      size = max(0, status)
    }
    if status < 0 { throw error() }
    return bytes
  }

  private static func cursor(_ pointer: UnsafeMutableRawPointer?) -> Cursor? {
    pointer.map { Unmanaged<Cursor>.fromOpaque($0).takeUnretainedValue() }
  }

  private func check(_ status: Int32) throws {
    // A warning is a name or a value that could not be read as it was.
    guard status == ARCHIVE_OK || status == ARCHIVE_WARN else { throw error() }
  }

  private func error() -> any Error {
    cursor.failure ?? ArchiveError(of: archive)
  }
}
