import Foundation

/// The order of names in a language's alphabet.
///
/// Letter case does not count, and letters with accents stand with those without; but æ ø å (in Norwegian
/// and Danish) and å ä ö (in Swedish and Finnish) are letters of their own, after z.
struct NameOrder {
  private let last: [Unicode.Scalar: UInt8]

  /// The order of a language, a BCP 47 tag.
  init(_ language: String) {
    let letters: [String] =
      switch language.split(separator: "-").first {
      case "nb", "nn", "no", "da": ["æä", "øö", "å"]
      case "sv", "fi": ["å", "äæ", "öø"]
      default: []
      }
    var last: [Unicode.Scalar: UInt8] = [:]
    for (place, group) in letters.enumerated() {
      for scalar in group.unicodeScalars { last[scalar] = UInt8(ascii: "z") + 1 + UInt8(place) }
    }
    self.last = last
  }

  /// What compares as the name should.
  func form(_ name: String) -> String {
    let lower = name.lowercased()
    guard lower.utf8.contains(where: { $0 >= 128 }) else { return lower }
    var form = String.UnicodeScalarView()
    for scalar in lower.precomposedStringWithCanonicalMapping.unicodeScalars {
      if let place = last[scalar] {
        form.append(Unicode.Scalar(place))
      } else {
        let parts = String(scalar).decomposedStringWithCanonicalMapping.unicodeScalars
        form.append(contentsOf: parts.filter { !$0.properties.isDiacritic })
      }
    }
    return String(form)
  }
}
