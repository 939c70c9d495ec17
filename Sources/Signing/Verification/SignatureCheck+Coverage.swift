import PDFReading

// How much of the file the signature covers, and what came after.
extension SignatureCheck {
  /// Compares the file with what stood in it when it was signed.
  ///
  /// - Parameters:
  ///   - document: The file.
  ///   - goodFields: The fields whose own signatures are intact and valid.
  mutating func judgeCoverage(in document: PDFDocument, goodFields: Set<PDFReference>) {
    guard let range else { return }
    guard range.end < document.bytes.count else {
      status.coverage = .wholeFile
      return
    }
    guard let signed = try? PDFDocument(document.bytes, end: range.end),
      let reference = field.signature.reference,
      SignatureField.all(in: signed).contains(where: { $0.signature.reference == reference })
    else { return }
    let comparison = RevisionComparison(signed: signed, current: document, goodFields: goodFields)
    let changes = comparison.changes()
    if !changes.isEmpty {
      status.coverage = .changedAfter(changes)
    } else if permission == 1 {
      status.coverage = .changedAfter(["the document was certified as final, then signed again"])
    } else {
      status.coverage = .laterSignatures(fields: comparison.signedFields.map(\.name))
      status.notes += comparison.notes
    }
  }
}
