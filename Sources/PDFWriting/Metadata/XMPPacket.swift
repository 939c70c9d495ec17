/// Metadata as XMP (ISO 32000-1, 14.3.2; ISO 16684-1, 7), all but a few properties that go in between.
package struct XMPPacket: Sendable {
  /// A vocabulary of properties.
  package struct Namespace: Hashable, Sendable {
    /// What names of its properties begin with.
    package var prefix: String
    /// What tells it from all others.
    package var address: String

    package init(_ prefix: String, _ address: String) {
      (self.prefix, self.address) = (prefix, address)
    }
  }

  private var start = XMPWriter()
  private var end = XMPWriter()

  /// A packet.
  ///
  /// - Parameters:
  ///   - namespaces: The vocabularies that it uses.
  ///   - claims: Properties of one value that stand in one line: which standards the document keeps.
  ///   - values: Other properties of one value, a line each.
  ///   - schemas: Vocabularies that are described in the packet itself.
  ///   - properties: Adds those that are lists or have languages.
  package init(
    namespaces: [Namespace], claims: [(name: String, value: String)],
    values: [(name: String, value: String)], schemas: [ExtensionSchema],
    properties: (inout XMPWriter) -> Void
  ) {
    start.out += """
      <?xpacket begin="\u{FEFF}" id="W5M0MpCehiHzreSzNTczkc9d"?>
      <x:xmpmeta xmlns:x="adobe:ns:meta/">
      <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
      <rdf:Description rdf:about=""
      """
    for namespace in namespaces {
      start.out += "\n "
      start.attribute("xmlns:\(namespace.prefix)", namespace.address)
    }
    start.out += "\n"
    for claim in claims {
      start.out += " "
      start.attribute(claim.name, claim.value)
    }
    for value in values {
      start.out += "\n "
      start.attribute(value.name, value.value)
    }
    start.out += ">\n"
    properties(&start)
    end.add(schemas)
    end.out += "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>"
  }

  /// Writes the packet as a stream, with some properties in between; never compressed, so that any program
  /// finds it.
  package func write(
    to out: inout ObjectText, properties: (inout XMPWriter) -> Void = { _ in }
  ) {
    var own = XMPWriter()
    properties(&own)
    let pieces = [start.out, own.out, end.out]
    out.stream(pieces) { entries in
      entries.name("/Type", "/Metadata")
      entries.name("/Subtype", "/XML")
      entries.integer("/Length", pieces.reduce(0) { $0 + $1.bytes.count })
    }
  }
}

/// A vocabulary that PDF/A does not know by itself, described in the packet that uses it (ISO 19005-2,
/// 6.6.2.3).
package struct ExtensionSchema: Sendable {
  /// A property, whose values are of a type that XMP has.
  package struct Property: Sendable {
    let name, type, description: String

    package init(_ name: String, type: String, description: String) {
      (self.name, self.type, self.description) = (name, type, description)
    }
  }

  let name: String
  let namespace: XMPPacket.Namespace
  let properties: [Property]

  /// A vocabulary with a name for people.
  package init(_ name: String, _ namespace: XMPPacket.Namespace, _ properties: [Property]) {
    (self.name, self.namespace, self.properties) = (name, namespace, properties)
  }

  /// The vocabularies that describing one takes.
  package static let namespaces = [
    XMPPacket.Namespace("pdfaExtension", "http://www.aiim.org/pdfa/ns/extension/"),
    XMPPacket.Namespace("pdfaSchema", "http://www.aiim.org/pdfa/ns/schema#"),
    XMPPacket.Namespace("pdfaProperty", "http://www.aiim.org/pdfa/ns/property#"),
  ]
}

extension XMPWriter {
  fileprivate mutating func add(_ schemas: [ExtensionSchema]) {
    guard !schemas.isEmpty else { return }
    element("pdfaExtension:schemas") { out in
      out.element("rdf:Bag") { out in for schema in schemas { out.add(schema) } }
    }
    out += "\n"
  }

  private mutating func add(_ schema: ExtensionSchema) {
    resource { out in
      out.property("pdfaSchema:schema", schema.name)
      out.property("pdfaSchema:namespaceURI", schema.namespace.address)
      out.property("pdfaSchema:prefix", schema.namespace.prefix)
      out.element("pdfaSchema:property") { out in
        out.element("rdf:Seq") { out in
          for property in schema.properties {
            out.resource { out in
              out.property("pdfaProperty:name", property.name)
              out.property("pdfaProperty:valueType", property.type)
              out.property("pdfaProperty:category", "internal")
              out.property("pdfaProperty:description", property.description)
            }
          }
        }
      }
      out.out += "\n"
    }
  }

  private mutating func resource(_ content: (inout XMPWriter) -> Void) {
    element("rdf:li", attribute: " rdf:parseType=\"Resource\"") { out in
      out.out += "\n"
      content(&out)
    }
  }
}
