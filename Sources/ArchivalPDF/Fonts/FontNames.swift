import DisplayList
import HarfBuzz
import OpenSSL

/// How embedded fonts are named.
enum FontNames {
  /// The font's own name (`name` table, entry 6), or one made from family and style.
  static func postScriptName(of font: OpenTypeFont, face: Face) -> String {
    let own = nameRecord(6, in: font.table("name"))
    let name = cleaned(own ?? "")
    return name.isEmpty ? cleaned("\(face.family)-\(face.style)") : name
  }

  /// Six capital letters before the name of a subset (ISO 32000-1, 9.6.4): a function of the face
  /// and the glyphs, so that the same subset has the same name everywhere.
  static func subsetTag(of face: Face, glyphs: [UInt32]) -> String {
    let numbers = glyphs.flatMap {
      [UInt8(truncatingIfNeeded: $0 >> 8), UInt8(truncatingIfNeeded: $0)]
    }
    let subset = face.digest + [UInt8(truncatingIfNeeded: face.index)] + numbers
    var number = UInt64(Digest.number(of: subset) >> 64)
    return String(
      (0..<6).map { _ in
        defer { number /= 26 }
        return Character(UnicodeScalar(UInt8(ascii: "A") + UInt8(number % 26)))
      })
  }

  /// The ASCII text of an entry of a `name` table; nil if there is none.
  private static func nameRecord(_ identifier: Int, in table: [UInt8]) -> String? {
    let number = { (offset: Int) in
      offset + 1 < table.count ? Int(table[offset]) << 8 | Int(table[offset + 1]) : 0
    }
    let strings = number(4)
    for record in 0..<number(2) {
      let start = 6 + 12 * record
      guard number(start + 6) == identifier else { continue }
      let range = strings + number(start + 10)..<strings + number(start + 10) + number(start + 8)
      guard range.upperBound <= table.count else { continue }
      // UTF-16 or one byte a character: of ASCII, both have the same bytes that are not zero.
      return String(decoding: table[range].filter { $0 != 0 }, as: UTF8.self)
    }
    return nil
  }

  private static func cleaned(_ name: String) -> String {
    String(
      decoding: name.utf8.filter { $0 > 0x20 && $0 < 0x7F && !"()<>[]{}/%#+".utf8.contains($0) }
        .prefix(63), as: UTF8.self)
  }
}
