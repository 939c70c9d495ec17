/// Writes properties of a document as XMP (ISO 16684-1, 7), in XML whose elements close themselves.
///
/// Names are given with their prefix, as `dc:title`.
package struct XMPWriter {
  var out = ObjectText()

  /// Adds a property that has a text in one language, which is not said.
  package mutating func alternative(_ property: StaticString, _ text: String) {
    element(property) { out in
      out.element("rdf:Alt") { out in
        out.element("rdf:li", attribute: " xml:lang=\"x-default\"") { $0.text(text) }
      }
    }
    out += "\n"
  }

  /// Adds a property that has texts whose order says nothing.
  package mutating func bag(_ property: StaticString, _ texts: [String]) {
    list(property, "rdf:Bag", texts)
  }

  /// Adds a property that has texts in an order.
  package mutating func sequence(_ property: StaticString, _ texts: [String]) {
    list(property, "rdf:Seq", texts)
  }

  /// Adds a property that has one text.
  package mutating func property(_ property: StaticString, _ text: String) {
    element(property) { $0.text(text) }
    out += "\n"
  }

  private mutating func list(
    _ property: StaticString, _ kind: StaticString, _ texts: [String]
  ) {
    element(property) { out in
      out.element(kind) { out in
        for text in texts { out.element("rdf:li") { $0.text(text) } }
      }
    }
    out += "\n"
  }

  mutating func element(
    _ name: StaticString, attribute: StaticString = "", _ content: (inout XMPWriter) -> Void
  ) {
    out += "<"
    out += name
    out += attribute
    out += ">"
    content(&self)
    out += "</"
    out += name
    out += ">"
  }

  mutating func attribute(_ name: String, _ value: String) {
    out.plain(name)
    out += "=\""
    text(value)
    out += "\""
  }

  /// Adds text in UTF-8; characters that XML 1.0 does not know are left out.
  mutating func text(_ text: String) {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\"": out += "&quot;"
      case "\u{0}"..<"\u{20}": out += " "
      case "\u{FFFE}", "\u{FFFF}": break
      default: for byte in UTF8.encode(scalar) ?? .init() { out.byte(byte) }
      }
    }
  }
}
