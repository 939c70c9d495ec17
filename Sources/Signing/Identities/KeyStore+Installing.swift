import Diagnostics
import Foundation

/// A file to be put into an identity's folder.
typealias IdentityFile = (name: String, contents: [UInt8])

extension KeyStore {
  /// Whether a new identity may have a name.
  ///
  /// - Throws: ``DiagnosticsError`` if it cannot be the name of a folder (``Failure/usage``), or there is
  ///   an identity of that name (``Failure/create``).
  func checkFree(_ name: String) throws(DiagnosticsError) {
    guard isName(name) else {
      throw DiagnosticsError(
        .error(
          "keys.name", "'\(name)' cannot be the name of a key",
          hints: ["it names a folder: no slash, and no dot at its beginning"], failure: .usage))
    }
    guard !isOccupied(name) else {
      throw DiagnosticsError(
        .error(
          "keys.exists", "there is already a key named '\(name)' in \(folder)",
          hints: ["take another name, or move that folder away yourself"], failure: .create))
    }
  }

  /// Writes an identity's files into a folder beside and moves that into place, so that it is there whole
  /// or not at all, whoever else makes one at the same time.
  ///
  /// - Parameters:
  ///   - files: What the folder holds; only its owner can read it.
  ///   - name: The identity's name.
  ///   - isReplacing: Whether one of that name is replaced.
  /// - Throws: ``DiagnosticsError`` if it cannot be written, or is there (``Failure/create``).
  func install(
    _ files: [IdentityFile], named name: String, replacing isReplacing: Bool = false
  ) throws(DiagnosticsError) {
    let manager = FileManager.default
    let new = "\(folder)/.new-\(UUID().uuidString)"
    let place = "\(folder)/\(name)"
    defer { try? manager.removeItem(atPath: new) }
    do {
      let owner: [FileAttributeKey: Any] = [.posixPermissions: 0o700]
      try manager.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: owner)
      try manager.createDirectory(
        atPath: new, withIntermediateDirectories: false, attributes: owner)
      for file in files { try write(file.contents, to: "\(new)/\(file.name)") }
      if isReplacing { try? manager.removeItem(atPath: place) }
      try manager.moveItem(atPath: new, toPath: place)
    } catch {
      throw DiagnosticsError(
        .error(
          "keys.create", "the key '\(name)' cannot be written to '\(folder)'", failure: .create))
    }
  }

  private func write(_ contents: [UInt8], to path: String) throws {
    guard
      FileManager.default.createFile(
        atPath: path, contents: Data(contents), attributes: [.posixPermissions: 0o600])
    else { throw CocoaError(.fileWriteUnknown) }
  }
}

/// The text of an `identity.yaml`.
func identitySettings(
  key: String, certificates: String?, passPhrase: PassPhrase
) -> [UInt8] {
  var lines = ["key: \(key)"]
  if let certificates { lines.append("certificates: \(certificates)") }
  switch passPhrase {
  case .none: break
  case .environment(let name): lines.append("pass phrase: {environment: \(quoted(name))}")
  case .file(let path): lines.append("pass phrase: {file: \(quoted(path))}")
  case .prompt: lines.append("pass phrase: prompt")
  }
  return Array(lines.map { $0 + "\n" }.joined().utf8)
}

/// A text as a YAML scalar in single quotes (YAML 1.2.2, 7.3.2), which means nothing but itself.
private func quoted(_ text: String) -> String {
  "'\(text.replacingOccurrences(of: "'", with: "''"))'"
}
