import PDFReading

/// A signature field of a document, signed or not (ISO 32000-1, 12.7.4.5).
struct SignatureField {
  /// The full name, its parts joined with full stops.
  var name: String
  /// The object that the field is.
  var reference: PDFReference?
  /// The field's dictionary.
  var dictionary: PDFValue
  /// The signature: a reference, a dictionary, or null in a field that is not signed.
  var signature: PDFValue

  /// The signature fields of a document, in the order of its form.
  static func all(in document: PDFDocument) -> [SignatureField] {
    var search = SignatureFieldSearch(document: document)
    let form = document.resolve(document.catalog["AcroForm"])
    for field in document.resolve(form["Fields"]).items { search.visit(field, depth: 0) }
    return search.found
  }
}

/// A walk through a form's fields.
private struct SignatureFieldSearch {
  let document: PDFDocument
  var found: [SignatureField] = []
  private var seen: Set<PDFReference> = []

  init(document: PDFDocument) {
    self.document = document
  }

  mutating func visit(
    _ value: PDFValue, depth: Int, name: String = "", type: PDFValue = .null
  ) {
    guard depth < 50 else { return }
    if let reference = value.reference, !seen.insert(reference).inserted { return }
    let dictionary = document.resolve(value)
    let part = document.resolve(dictionary["T"]).text
    let name = [name, part ?? ""].filter { !$0.isEmpty }.joined(separator: ".")
    let own = document.resolve(dictionary["FT"])
    let type = own == .null ? type : own
    let children = document.resolve(dictionary["Kids"]).items
      .filter { document.resolve($0)["T"] != .null }
    if type == .name("Sig"), children.isEmpty {
      found.append(
        SignatureField(
          name: name, reference: value.reference, dictionary: dictionary,
          signature: dictionary["V"]))
    }
    for child in children { visit(child, depth: depth + 1, name: name, type: type) }
  }
}
