import Diagnostics
import PDFReading

// How much of the file the signature covers, and what came after.
extension SignatureCheck {
  /// Compares the file with what stood in it when it was signed.
  ///
  /// - Parameters:
  ///   - document: The file.
  ///   - fields: Its signature fields.
  ///   - goodEnds: The fields whose own signatures are intact and valid, and where what each covers ends.
  /// - Throws: ``PDFFault/excessive``.
  mutating func judgeCoverage(
    in document: PDFDocument, fields: [SignatureField], goodEnds: [PDFReference: Int]
  ) throws(PDFFault) {
    guard let range else { return }
    guard range.end < document.bytes.count else {
      status.coverage = .wholeFile
      return
    }
    do {
      try compare(document, fields, endingAt: range.end, goodEnds)
    } catch .excessive {
      throw .excessive
    } catch {
      status.coverage = .changedAfter(["the revisions cannot be compared: \(error)"])
    }
  }

  private mutating func compare(
    _ document: PDFDocument, _ fields: [SignatureField], endingAt end: Int,
    _ goodEnds: [PDFReference: Int]
  ) throws(PDFFault) {
    let signed: PDFDocument
    do {
      guard let revision = try document.revision(endingAt: end) else {
        status.coverage = .changedAfter([
          "bytes were added that do not continue the signed revision"
        ])
        return
      }
      signed = revision
    } catch .noEnd {
      return  // what is signed is no whole revision
    }
    let signedFields = try SignatureField.all(in: signed)
    guard let reference = field.signature.reference,
      signedFields.contains(where: { $0.signature.reference == reference })
    else { return }
    let comparison = try RevisionComparison(
      signed: signed, current: document, fields: (signedFields, fields), goodEnds: goodEnds)
    let later = comparison.signedFields.map(\.name)
    let changes = try comparison.changes() + forbidden(later)
    status.coverage = changes.isEmpty ? .laterSignatures(fields: later) : .changedAfter(changes)
    if changes.isEmpty { status.notes += try comparison.notes() }
  }

  /// Which of the later signatures the signature itself forbids, a lowercase phrase each.
  private func forbidden(_ fields: [String]) -> [String] {
    if permissions.certification == 1 {
      return ["the document was certified as final, then signed again"]
    }
    if permissions.isFinal {
      return ["the signature's field was locked as final, then signed again"]
    }
    return fields.filter { name in permissions.locks.contains { $0.covers(name) } }
      .map { "the signature locks the field '\($0.onOneLine)', which was signed later" }
  }
}
