import DisplayList
import Document

/// What a file says of itself: the information dictionary (ISO 32000-1, 14.3.3) and the same as XMP
/// (ISO 16684-1; ISO 19005-2, 6.6; ISO 14289-1, clause 5).
struct Description {
  private let about: Metadata
  private let language: String
  private let key: String
  private let producer: String

  /// The description of a letter.
  init(_ letter: PagedLetter, producer: String) {
    (about, language, key) = (letter.metadata, letter.language, letter.key)
    self.producer = producer
  }

  private var keywords: String { about.keywords.joined(separator: ", ") }

  /// Writes the information dictionary.
  func writeInformation(to out: inout ObjectBytes) {
    out += "<<"
    for (name, value) in [
      ("/Title", about.title), ("/Author", about.author), ("/Subject", about.subject),
      ("/Keywords", keywords), ("/Creator", producer), ("/Producer", producer),
    ] where !value.isEmpty {
      out += name
      out.text(value)
    }
    if let date = about.date {
      let digits = String(date.filter { $0 != "-" })
      out += "/CreationDate(D:\(digits)000000Z)/ModDate(D:\(digits)000000Z)"
    }
    out += ">>"
  }

  /// The XMP packet.
  var metadata: String {
    """
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
     pdfaid:part="2" pdfaid:conformance="A" pdfuaid:part="1"\(attributes)>
    \(properties)\(Description.extensionSchema)
    </rdf:Description>
    </rdf:RDF>
    </x:xmpmeta>
    <?xpacket end="r"?>
    """
  }

  /// The properties that are plain values.
  private var attributes: String {
    var values = [("pdf:Producer", producer), ("xmp:CreatorTool", producer)]
    if !keywords.isEmpty { values.append(("pdf:Keywords", keywords)) }
    if let date = about.date {
      values += [("xmp:CreateDate", "\(date)T00:00:00Z"), ("xmp:ModifyDate", "\(date)T00:00:00Z")]
    }
    return values.map { "\n \($0.0)=\"\(escaped($0.1))\"" }.joined()
  }

  /// The properties that are lists or have languages.
  private var properties: String {
    var lines = [alternative("dc:title", about.title)]
    lines.append(
      "<dc:language><rdf:Bag><rdf:li>\(escaped(language))</rdf:li></rdf:Bag></dc:language>")
    if !about.author.isEmpty {
      lines.append(
        "<dc:creator><rdf:Seq><rdf:li>\(escaped(about.author))</rdf:li></rdf:Seq></dc:creator>")
    }
    if !about.subject.isEmpty { lines.append(alternative("dc:description", about.subject)) }
    // The recipient's key tells this letter from the others of its mailing.
    if !key.isEmpty { lines.append("<dc:identifier>\(escaped(key))</dc:identifier>") }
    return lines.map { $0 + "\n" }.joined()
  }

  private func alternative(_ name: String, _ text: String) -> String {
    "<\(name)><rdf:Alt><rdf:li xml:lang=\"x-default\">\(escaped(text))</rdf:li></rdf:Alt></\(name)>"
  }

  /// Text for XML; characters that XML 1.0 does not know are left out.
  private func escaped(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result.append(contentsOf: "&amp;".unicodeScalars)
      case "<": result.append(contentsOf: "&lt;".unicodeScalars)
      case ">": result.append(contentsOf: "&gt;".unicodeScalars)
      case "\"": result.append(contentsOf: "&quot;".unicodeScalars)
      case "\u{0}"..<"\u{20}": result.append(" ")
      case "\u{FFFE}", "\u{FFFF}": break
      default: result.append(scalar)
      }
    }
    return String(result)
  }

  /// Declares `pdfuaid:part`, which PDF/A-2 does not know by itself (ISO 19005-2, 6.6.2.3).
  private static let extensionSchema = """
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
