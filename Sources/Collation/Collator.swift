import _FoundationICU

/// The order of texts in a language's alphabet, with numbers in them as numbers: `Gata 2` before `Gata 10`.
///
/// It is that of Unicode CLDR, by the ICU that Foundation brings along: the same on every machine, whatever locale
/// is set there. Not to be shared between threads.
package final class Collator {
  /// Owned; closed once.
  private let collator: OpaquePointer

  /// The order of a language; nil if there is none at all, as memory has run out.
  ///
  /// - Parameter language: A BCP 47 tag; one without an order of its own has that of all languages together.
  package init?(language: String) {
    var status = U_ZERO_ERROR
    // Norwegian without a form is written as bokmål is.
    let name = language.lowercased() == "no" ? "nb" : language
    guard let collator = swift_ucol_open(name.replacing("-", with: "_"), &status),
      status.rawValue <= U_ZERO_ERROR.rawValue
    else { return nil }
    swift_ucol_setAttribute(collator, UCOL_NUMERIC_COLLATION, UCOL_ON, &status)
    self.collator = collator
  }

  deinit { swift_ucol_close(collator) }

  /// What tells a text's place: of two keys the one comes first that has the lesser byte where they differ.
  ///
  /// - Returns: Bytes, of which only the last is 0.
  package func key(of text: String) -> [UInt8] {
    let units = Array(text.utf16)
    let count = Int32(clamping: units.count)
    var key = [UInt8](repeating: 0, count: 4 * units.count + 16)
    let needed = swift_ucol_getSortKey(collator, units, count, &key, Int32(clamping: key.count))
    guard needed > key.count else { return Array(key.prefix(Int(needed))) }
    key = [UInt8](repeating: 0, count: Int(needed))
    let written = swift_ucol_getSortKey(collator, units, count, &key, needed)
    return Array(key.prefix(Int(min(written, needed))))
  }
}
