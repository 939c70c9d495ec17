import Bytes
import CCairo

extension Context {
  /// Opens an element of the document's structure, such as `Document`, `H1` or `P` (ISO 32000-1,
  /// 14.8.4); only PDF surfaces keep it.
  package func beginTag(_ name: String) throws(CairoError) {
    cairo_tag_begin(pointer, name, nil)
    try check()
  }

  /// Closes the element that was opened last, which has this name.
  package func endTag(_ name: String) throws(CairoError) {
    cairo_tag_end(pointer, name)
    try check()
  }

  /// Makes a rectangle of the page a link; only PDF surfaces keep it.
  ///
  /// Cairo 1.16 puts the address into the file as it is, so what would end a string of PDF early is
  /// coded here: all but the characters that RFC 3986 (2) allows, and parentheses besides.
  ///
  /// - Precondition: A structure element is open. Without one Cairo 1.16 refers to an object that it
  ///   does not write, and the file is damaged.
  package func addLink(
    to address: String, x: Double, y: Double, width: Double, height: Double
  ) throws(CairoError) {
    let attributes =
      "uri='\(address.percentEncoded(keeping: Context.isPlain))' rect=[\(x) \(y) \(width) \(height)]"
    cairo_tag_begin(pointer, CAIRO_TAG_LINK, attributes)
    cairo_tag_end(pointer, CAIRO_TAG_LINK)
    try check()
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: plainMarks.contains(byte)
    }
  }

  private static let plainMarks = Set("-._~:/?#[]@!$&*+,;=%".utf8)
}
