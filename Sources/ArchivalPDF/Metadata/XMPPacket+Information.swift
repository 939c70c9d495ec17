import Document
import PDFWriting

extension XMPPacket {
  /// What a file says of itself, but for the letter's key (ISO 16684-1; ISO 19005-2, 6.6;
  /// ISO 14289-1, clause 5).
  init(_ information: DocumentInformation, producer: String) {
    let about = information.about
    var values = [(name: "pdf:Producer", value: producer), ("xmp:CreatorTool", producer)]
    if !information.keywords.isEmpty { values.append(("pdf:Keywords", information.keywords)) }
    if let date = about.date {
      values += [("xmp:CreateDate", "\(date)T00:00:00Z"), ("xmp:ModifyDate", "\(date)T00:00:00Z")]
    }
    let standards = Standard.allCases
    self.init(
      namespaces: XMPPacket.common + standards.map(\.namespace) + ExtensionSchema.namespaces,
      claims: standards.flatMap(\.claims), values: values,
      schemas: standards.compactMap(\.extensionSchema)
    ) { out in
      out.alternative("dc:title", about.title)
      out.bag("dc:language", [information.language])
      if !about.author.isEmpty { out.sequence("dc:creator", [about.author]) }
      if !about.subject.isEmpty { out.alternative("dc:description", about.subject) }
    }
  }

  /// Dublin Core, and what Adobe's programs say of a file.
  private static let common = [
    Namespace("dc", "http://purl.org/dc/elements/1.1/"),
    Namespace("pdf", "http://ns.adobe.com/pdf/1.3/"),
    Namespace("xmp", "http://ns.adobe.com/xap/1.0/"),
  ]
}
