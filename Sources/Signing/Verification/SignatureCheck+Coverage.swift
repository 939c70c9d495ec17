import Diagnostics
import PDFReading

// How much of the file the signature covers, and what came after.
extension SignatureCheck {
  /// Compares the file with what stood in it when it was signed.
  ///
  /// - Parameters:
  ///   - document: The file.
  ///   - fields: Its signature fields.
  ///   - revisions: Its signed revisions.
  ///   - goodEnds: The fields whose own signatures are intact and valid, and where what each covers ends.
  /// - Throws: ``PDFFault/excessive``.
  mutating func judgeCoverage(
    in document: PDFDocument, fields: [SignatureField], _ revisions: inout SignedRevisions,
    goodEnds: [PDFReference: Int]
  ) throws(PDFFault) {
    guard let range else { return }
    switch try revisions.revision(endingAt: range.end) {
    case .wholeFile: status.coverage = .wholeFile
    case .unfinished: break
    case .discontinued:
      status.coverage = .changedAfter(["bytes were added that do not continue the signed revision"])
    case .unreadable(let fault): noteIncomparable(fault)
    case .earlier(let signed, let signedFields):
      do {
        try compare(signed, with: document, fields: (signedFields, fields), goodEnds)
      } catch .excessive {
        throw .excessive
      } catch {
        noteIncomparable(error)
      }
    }
  }

  private mutating func noteIncomparable(_ fault: PDFFault) {
    status.coverage = .changedAfter(["the revisions cannot be compared: \(fault)"])
  }

  private mutating func compare(
    _ signed: PDFDocument, with document: PDFDocument,
    fields: (signed: [SignatureField], current: [SignatureField]), _ goodEnds: [PDFReference: Int]
  ) throws(PDFFault) {
    guard let reference = field.signature.reference,
      fields.signed.contains(where: { $0.signature.reference == reference })
    else { return }
    guard fields.signed.contains(where: isSame) else {
      status.coverage = .changedAfter(["the field was given the signature of another"])
      return
    }
    let comparison = try RevisionComparison(
      signed: signed, current: document, fields: fields, goodEnds: goodEnds)
    let later = comparison.signedFields.map(\.name)
    let changes = try comparison.changes() + forbidden(later)
    status.coverage = changes.isEmpty ? .laterSignatures(fields: later) : .changedAfter(changes)
    if changes.isEmpty { status.notes += try comparison.notes() }
  }

  /// Whether the signature was made in this very field; whoever signs later could give it to another, too.
  ///
  /// - Throws: ``PDFFault/excessive``.
  func isOfItsField(_ revisions: inout SignedRevisions) throws(PDFFault) -> Bool {
    guard let range else { return false }
    return switch try revisions.revision(endingAt: range.end) {
    case .wholeFile: true
    case .earlier(_, let fields): fields.contains(where: isSame)
    case .unfinished, .discontinued, .unreadable: false
    }
  }

  /// Whether a field of what was signed is this one, with the signature that it has now.
  private func isSame(_ other: SignatureField) -> Bool {
    other.reference == field.reference && other.signature.reference == field.signature.reference
      && (field.reference != nil || other.name.utf8.elementsEqual(field.name.utf8))
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
