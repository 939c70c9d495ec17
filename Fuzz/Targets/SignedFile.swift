import Diagnostics
package import Foundation
import OpenSSL
import Signing

/// A PDF file with signatures, or what is added to one that was signed.
///
/// Bytes that begin with `%PDF-` are a whole file. Of others the first names one of ``SignedOriginal/all``, to
/// which the rest is added as a revision. Nobody has the keys of those files, so that every change of one that
/// is still called good is a forgery.
enum SignedFile {
  /// Checks its signatures as `flett verify --trust root.pem` does.
  static func examine(_ bytes: [UInt8]) async throws -> Outcome {
    let originals = try SignedOriginal.all.get()
    var file = bytes
    if !bytes.starts(with: "%PDF-".utf8), let first = bytes.first {
      let revision = AddedRevision(bytes.dropFirst())
      file = revision.added(to: originals[Int(first) % originals.count].bytes)
    }
    do {
      let statuses = try await SignatureVerifier.verify(
        pdf: file, named: "letter.pdf", trust: try SignedOriginal.roots.get(),
        at: Date(timeIntervalSince1970: SignedOriginal.time))
      let trusted = statuses.filter(\.isAcceptable)
      guard trusted.isEmpty || originals.contains(where: { $0.isSame(as: file) }) else {
        throw Violation("a changed file is called good: \(trusted)")
      }
      return .taken(statuses.map { "\($0.field): \($0.verdict)" })
    } catch let error as DiagnosticsError {
      return .refused(error.diagnostics.map(\.description))
    }
  }
}

/// A file that was signed with a key that is not kept.
package struct SignedOriginal: Sendable {
  /// The whole file.
  package let bytes: [UInt8]
  /// The file at each of its revisions, without signatures.
  private let revisions: [[UInt8]]

  /// Where they are kept.
  package static let folder = projectFolder.appending(path: "Fuzz/Signed")
  /// When their certificates are valid, in seconds since 1970: 29 November 2026.
  package static let time = 1_795_910_400.0

  /// All of them, in the order of their names.
  static let all = Result {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".pdf") }
      .sorted().map { SignedOriginal([UInt8](try Data(contentsOf: folder.appending(path: $0)))) }
  }

  /// The certificates that their signers' certificates lead to.
  static let roots = Result {
    let file = try Data(contentsOf: folder.appending(path: "root.pem"))
    guard let roots = Certificate.all(in: [UInt8](file)) else { throw OpenSSLError.notACertificate }
    return roots
  }

  private init(_ bytes: [UInt8]) {
    self.bytes = bytes
    let end = Array("%%EOF".utf8)
    let ends = bytes.indices.filter { bytes[$0...].starts(with: end) }
    revisions = ends.map { SignedOriginal.withoutSignatures(bytes[..<($0 + end.count)]) }
  }

  /// Whether a file is this one, or its state at an earlier signature; white space at its end, and how the
  /// signatures' bytes are written, make no difference.
  func isSame(as file: [UInt8]) -> Bool {
    let space: Set<UInt8> = [0, 9, 10, 12, 13, 32]
    let end = file.lastIndex { !space.contains($0) } ?? -1
    return revisions.contains(SignedOriginal.withoutSignatures(file[...end]))
  }

  /// A file without long strings of hexadecimal digits, which only signatures are.
  private static func withoutSignatures(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var rest: [UInt8] = []
    var digits: [UInt8] = []
    for byte in bytes {
      switch byte {
      case 0x30...0x39, 0x41...0x46, 0x61...0x66, 9, 10, 12, 13, 32: digits.append(byte)
      default:
        if digits.count < 2000 { rest += digits }
        digits.removeAll(keepingCapacity: true)
        rest.append(byte)
      }
    }
    return digits.count < 2000 ? rest + digits : rest
  }
}
