import Document
import PDFWriting

/// The words of a file's description.
struct DescriptionText {
  private let about: Metadata
  private let language: String
  private let producer: String

  /// The words of a description, but for the letter's key.
  init(_ description: Description, producer: String) {
    (about, language) = (description.about, description.language)
    self.producer = producer
  }

  private var keywords: String { about.keywords.joined(separator: ", ") }

  /// Adds the entries of the information dictionary.
  func writeInformation(to out: inout DictionaryWriter) {
    let values: [(StaticString, String)] = [
      ("/Title", about.title), ("/Author", about.author), ("/Subject", about.subject),
      ("/Keywords", keywords), ("/Creator", producer), ("/Producer", producer),
    ]
    for (key, value) in values where !value.isEmpty { out.text(key, value) }
    if let date = about.date {
      let moment = "D:\(date.filter { $0 != "-" })000000Z"
      out.text("/CreationDate", moment)
      out.text("/ModDate", moment)
    }
  }

  /// The XMP packet up to the letter's key.
  var packetStart: ObjectText {
    var out = ObjectText()
    out += """
      <?xpacket begin="\u{FEFF}" id="W5M0MpCehiHzreSzNTczkc9d"?>
      <x:xmpmeta xmlns:x="adobe:ns:meta/">
      <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
      <rdf:Description rdf:about=""
       xmlns:dc="http://purl.org/dc/elements/1.1/"
       xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
       xmlns:xmp="http://ns.adobe.com/xap/1.0/"
       xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
       xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
       xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
       xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
       xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"
       pdfaid:part="2" pdfaid:conformance="A" pdfuaid:part="1"
      """
    writeAttributes(to: &out)
    out += ">\n"
    writeProperties(to: &out)
    return out
  }

  /// The XMP packet after the letter's key.
  var packetEnd: ObjectText {
    var out = ObjectText()
    out += DescriptionText.extensionSchema
    out += "\n</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>"
    return out
  }

  /// The properties that are plain values.
  private func writeAttributes(to out: inout ObjectText) {
    var values = [("pdf:Producer", producer), ("xmp:CreatorTool", producer)]
    if !keywords.isEmpty { values.append(("pdf:Keywords", keywords)) }
    if let date = about.date {
      values += [("xmp:CreateDate", "\(date)T00:00:00Z"), ("xmp:ModifyDate", "\(date)T00:00:00Z")]
    }
    for (name, value) in values {
      out.plain("\n \(name)=\"")
      out.escaped(value)
      out += "\""
    }
  }

  /// The properties that are lists or have languages.
  private func writeProperties(to out: inout ObjectText) {
    writeAlternative("dc:title", about.title, to: &out)
    out += "<dc:language><rdf:Bag><rdf:li>"
    out.escaped(language)
    out += "</rdf:li></rdf:Bag></dc:language>\n"
    if !about.author.isEmpty {
      out += "<dc:creator><rdf:Seq><rdf:li>"
      out.escaped(about.author)
      out += "</rdf:li></rdf:Seq></dc:creator>\n"
    }
    if !about.subject.isEmpty { writeAlternative("dc:description", about.subject, to: &out) }
  }

  private func writeAlternative(_ name: String, _ text: String, to out: inout ObjectText) {
    out.plain("<\(name)><rdf:Alt><rdf:li xml:lang=\"x-default\">")
    out.escaped(text)
    out.plain("</rdf:li></rdf:Alt></\(name)>\n")
  }

  /// Declares `pdfuaid:part`, which PDF/A-2 does not know by itself (ISO 19005-2, 6.6.2.3).
  private static let extensionSchema: StaticString = """
    <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
    <pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
    <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
    <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
    <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
    <pdfaProperty:name>part</pdfaProperty:name>
    <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
    <pdfaProperty:category>internal</pdfaProperty:category>
    <pdfaProperty:description>The part of ISO 14289 that the file follows</pdfaProperty:description>
    </rdf:li></rdf:Seq></pdfaSchema:property>
    </rdf:li></rdf:Bag></pdfaExtension:schemas>
    """
}

extension ObjectText {
  /// Adds XMP as a stream (ISO 32000-1, 14.3.2), never compressed, so that any program finds it.
  mutating func metadata(_ pieces: [ObjectText]) {
    let packet = pieces.flatMap(\.bytes)
    stream(packet) { out in
      out.name("/Type", "/Metadata")
      out.name("/Subtype", "/XML")
      out.integer("/Length", packet.count)
    }
  }

  /// Adds text for XML, in UTF-8; characters that XML 1.0 does not know are left out.
  mutating func escaped(_ text: String) {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": self += "&amp;"
      case "<": self += "&lt;"
      case ">": self += "&gt;"
      case "\"": self += "&quot;"
      case "\u{0}"..<"\u{20}": self += " "
      case "\u{FFFE}", "\u{FFFF}": break
      default: for byte in UTF8.encode(scalar) ?? .init() { self.byte(byte) }
      }
    }
  }
}
