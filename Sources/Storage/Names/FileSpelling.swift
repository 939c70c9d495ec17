import Foundation

/// How names of files are told apart: the one rule for all that compares them.
package enum FileSpelling {
  /// A name without letter case.
  ///
  /// The form is the full one of Unicode (3.13): sharp s is ss, and both small sigmas are one. Names that have
  /// one form are one file on some systems; canonically equal names have one, too.
  package static func folded(_ name: String) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(name.utf8.count)
    var previous: UInt8 = 0
    for byte in name.utf8 {
      switch byte {
      case 0x41...0x5A: bytes.append(byte + 0x20)
      // À to Þ, but not the sign of multiplication.
      case 0x80...0x9E where previous == 0xC3 && byte != 0x97: bytes.append(byte + 0x20)
      case 0x9F where previous == 0xC3: bytes.replaceSubrange((bytes.count - 1)..., with: "ss".utf8)
      // The sign of a millionth is the letter my.
      case 0xB5 where previous == 0xC2: bytes.replaceSubrange((bytes.count - 1)..., with: "μ".utf8)
      case 0xC4...: return fullyFolded(name)
      default: bytes.append(byte)
      }
      previous = byte
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The same for names of any characters.
  ///
  /// A capital sharp s has a small letter of its own, whose capitals are those of any other. The i without a dot
  /// has the capital of the one with a dot, and is yet another letter for every file system.
  private static func fullyFolded(_ name: String) -> String {
    name.decomposedStringWithCanonicalMapping.unicodeScalars
      .split(separator: "\u{131}", omittingEmptySubsequences: false)
      .map { String($0).lowercased().uppercased().lowercased() }
      .joined(separator: "\u{131}").precomposedStringWithCanonicalMapping
  }

  /// A form that all spellings have in common which any file system takes for one name: without letter case,
  /// without compatibility variants, without characters that do not show.
  static func loosest(_ file: String) -> String {
    if file.utf8.allSatisfy({ $0 < 0x80 }) { return folded(file) }
    let plain = file.precomposedStringWithCompatibilityMapping
    var shown = String.UnicodeScalarView()
    shown.append(
      contentsOf: plain.unicodeScalars.filter { !$0.properties.isDefaultIgnorableCodePoint })
    return folded(String(shown)).precomposedStringWithCompatibilityMapping
  }

  /// The folder of a file with a slash; nothing for a file in the output folder itself.
  static func folder(of file: String) -> String {
    file.utf8.lastIndex(of: 0x2F).map { String(file[...$0]) } ?? ""
  }

  /// The name among those that a folder lists: as it is, or in another normal form if there is only such a one.
  static func find(_ file: String, among names: [String]) -> String? {
    names.first { $0.utf8.elementsEqual(file.utf8) } ?? names.first { $0 == file }
  }
}
