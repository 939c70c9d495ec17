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
  ///
  /// - Throws: ``PDFFault`` if a part of the form cannot be read, or leads in a circle.
  static func all(in document: PDFDocument) throws(PDFFault) -> [SignatureField] {
    var search = SignatureFieldSearch(document: document)
    let form = try document.resolve(try document.catalog()["AcroForm"])
    try search.visitAll(form["Fields"], depth: 0, name: "", type: .null)
    return search.found
  }
}

/// A walk through a form's fields, each of which is visited once.
private struct SignatureFieldSearch {
  private static let fault = PDFFault.damaged("the form's tree of fields")
  private static let depthLimit = 50
  let document: PDFDocument
  var found: [SignatureField] = []
  private var seen: Set<PDFReference> = []

  init(document: PDFDocument) {
    self.document = document
  }

  /// Visits the fields of a list, which no other field may share.
  mutating func visitAll(
    _ list: PDFValue, depth: Int, name: String, type: PDFValue
  ) throws(PDFFault) {
    guard depth < SignatureFieldSearch.depthLimit else { throw SignatureFieldSearch.fault }
    if let reference = list.reference, !seen.insert(reference).inserted {
      throw SignatureFieldSearch.fault
    }
    for field in try document.resolve(list).items {
      // What has no name of its own below a field is a place where that is shown.
      if depth > 0, try document.resolve(field)["T"] == .null { continue }
      try visit(field, depth: depth, name: name, type: type)
    }
  }

  private mutating func visit(
    _ value: PDFValue, depth: Int, name: String, type: PDFValue
  ) throws(PDFFault) {
    if let reference = value.reference, !seen.insert(reference).inserted { return }
    let dictionary = try document.resolve(value)
    let part = try document.resolve(dictionary["T"]).text
    let name = [name, part ?? ""].filter { !$0.isEmpty }.joined(separator: ".")
    let own = try document.resolve(dictionary["FT"])
    let type = own == .null ? type : own
    guard try hasFields(dictionary["Kids"]) else {
      if type == .name("Sig") {
        found.append(
          SignatureField(
            name: name, reference: value.reference, dictionary: dictionary,
            signature: dictionary["V"]))
      }
      return
    }
    try visitAll(dictionary["Kids"], depth: depth + 1, name: name, type: type)
  }

  /// Whether a field's children are fields, and not only places where it is shown.
  private func hasFields(_ children: PDFValue) throws(PDFFault) -> Bool {
    for child in try document.resolve(children).items
    where try document.resolve(child)["T"] != .null {
      return true
    }
    return false
  }
}
