import Diagnostics
import Foundation
import Glibc
import Synchronization

/// An open file.
///
/// Every reader keeps its own offset, so several may read at the same time.
final class FileSource: Sendable {
  /// The file's name for messages.
  let name: String
  private let handle: Mutex<FileHandle>
  /// How to find the file again and what it was; nil for a spooled file, which nobody else can reach.
  private let identity: FileIdentity?

  /// Opens the file at `path`; what is no regular file (a pipe, a device) is spooled first.
  ///
  /// - Parameters:
  ///   - path: The file, or `-` for standard input.
  ///   - name: What to call it in messages.
  /// - Throws: ``DiagnosticsError`` if there is no such file, or it may not be read.
  convenience init(path: String, named name: String) throws(DiagnosticsError) {
    guard path != "-" else {
      try self.init(spooling: .standardInput, named: name)
      return
    }
    let url = URL(filePath: path)
    let identity = FileIdentity(path: url.resolvingSymlinksInPath().path)
    if identity?.isFolder == true {
      throw DiagnosticsError(.error("records.folder", "'\(name)' is a folder", failure: .input))
    }
    let handle: FileHandle
    do {
      handle = try FileHandle(forReadingFrom: url)
    } catch {
      throw Self.openingFailed(name, error)
    }
    if let identity, identity.isRegular {
      self.init(handle, identity: identity, named: name)
    } else {
      try self.init(spooling: handle, named: name)
    }
  }

  /// Reads `stream` to its end into a temporary file that has no name, so that it can be read again.
  convenience init(spooling stream: FileHandle, named name: String) throws(DiagnosticsError) {
    try self.init(named: name) { write throws(DiagnosticsError) in
      while true {
        let bytes: Data?
        do {
          bytes = try stream.read(upToCount: 1 << 17)
        } catch {
          throw Self.spoolingFailed(name, error)
        }
        guard let bytes, !bytes.isEmpty else { return }
        try write([UInt8](bytes))
      }
    }
  }

  /// Keeps bytes in a temporary file that has no name.
  ///
  /// - Parameters:
  ///   - name: What to call it in messages.
  ///   - produce: Gives the bytes, piece by piece, to what it is handed.
  /// - Throws: ``DiagnosticsError`` if they cannot be kept, and what `produce` throws.
  convenience init(
    named name: String,
    _ produce: (([UInt8]) throws(DiagnosticsError) -> Void) throws(DiagnosticsError) -> Void
  ) throws(DiagnosticsError) {
    let handle: FileHandle
    do {
      handle = try temporaryFile()
    } catch {
      throw Self.spoolingFailed(name, error)
    }
    try produce { bytes throws(DiagnosticsError) in
      do {
        try handle.write(contentsOf: bytes)
      } catch {
        throw Self.spoolingFailed(name, error)
      }
    }
    self.init(handle, identity: nil, named: name)
  }

  private static func spoolingFailed(_ name: String, _ error: any Error) -> DiagnosticsError {
    DiagnosticsError(
      .error(
        "records.spool", "'\(name)' cannot be kept in a temporary file: \(reason(error))",
        failure: .inputOutput))
  }

  private init(_ handle: FileHandle, identity: FileIdentity?, named name: String) {
    self.handle = Mutex(handle)
    self.identity = identity
    self.name = name
  }

  /// At most `count` bytes from `offset` on; none at the end.
  func read(at offset: Int, count: Int) throws(DiagnosticsError) -> [UInt8] {
    try reading { handle in
      try handle.seek(toOffset: UInt64(offset))
      return [UInt8](try handle.read(upToCount: count) ?? Data())
    }
  }

  /// How many bytes there are.
  func size() throws(DiagnosticsError) -> Int {
    try reading { Int(try $0.seekToEnd()) }
  }

  private func reading<Output: Sendable>(_ work: (FileHandle) throws -> Output)
    throws(DiagnosticsError) -> Output
  {
    do {
      return try handle.withLock { try work($0) }
    } catch {
      throw DiagnosticsError(
        .error(
          "records.reading", "reading '\(name)' broke off: \(reason(error))", failure: .inputOutput)
      )
    }
  }

  /// Finds that the file at the path is still the one that was opened.
  func verifyUnchanged() throws(DiagnosticsError) {
    guard let identity, FileIdentity(path: identity.path) != identity else { return }
    throw DiagnosticsError(
      .error(
        "records.changed", "'\(name)' was changed while it was read",
        hints: ["run again when nobody is writing to it"], failure: .temporary))
  }

  private static func openingFailed(_ name: String, _ error: any Error) -> DiagnosticsError {
    switch (error as? CocoaError)?.code {
    case .fileNoSuchFile, .fileReadNoSuchFile:
      DiagnosticsError(
        .error("records.no-file", "there is no file '\(name)'", failure: .input))
    case .fileReadNoPermission:
      DiagnosticsError(
        .error("records.no-permission", "'\(name)' may not be read", failure: .permission))
    default:
      DiagnosticsError(
        .error(
          "records.no-file", "'\(name)' cannot be opened: \(reason(error))", failure: .input))
    }
  }
}

/// What tells a file from another, or from itself after a change.
struct FileIdentity: Equatable, Sendable {
  let path: String
  let mode: UInt32
  let device, number: UInt64
  let size, seconds, nanoseconds: Int

  /// The file at `path` as it is now, or nil if there is none.
  ///
  /// Asked of the system itself: Foundation looks up the owner's name too, for which it reads files
  /// of the system, or even asks a server.
  init?(path: String) {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return nil }
    self.path = path
    mode = status.st_mode
    (device, number) = (UInt64(status.st_dev), UInt64(status.st_ino))
    size = Int(status.st_size)
    (seconds, nanoseconds) = (status.st_mtim.tv_sec, status.st_mtim.tv_nsec)
  }

  /// Whether it is a file, and no folder, pipe or device.
  var isRegular: Bool { mode & UInt32(S_IFMT) == UInt32(S_IFREG) }
  var isFolder: Bool { mode & UInt32(S_IFMT) == UInt32(S_IFDIR) }
}

/// A temporary file that is removed at once and lives as long as it is open.
///
/// It is made in a folder that only its owner may enter: lists of recipients are personal data.
private func temporaryFile() throws -> FileHandle {
  let manager = FileManager.default
  let folder = manager.temporaryDirectory.appending(path: "flett-\(UUID().uuidString)")
  try manager.createDirectory(
    at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
  defer { try? manager.removeItem(at: folder) }
  let file = folder.appending(path: "list")
  try Data().write(to: file)
  return try FileHandle(forUpdating: file)
}

/// The system's words for a failure, without Foundation's frame around them.
private func reason(_ error: any Error) -> String {
  let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? any Error
  return (underlying ?? error).localizedDescription
}
