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
    guard signedFields.contains(where: isSame) else {
      status.coverage = .changedAfter(["the field was given the signature of another"])
      return
    }
    let comparison = try RevisionComparison(
      signed: signed, current: document, fields: (signedFields, fields), goodEnds: goodEnds)
    let later = comparison.signedFields.map(\.name)
    let changes = try comparison.changes() + forbidden(later)
    status.coverage = changes.isEmpty ? .laterSignatures(fields: later) : .changedAfter(changes)
    if changes.isEmpty { status.notes += try comparison.notes() }
  }

  /// Whether the signature was made in this very field; whoever signs later could give it to another, too.
  ///
  /// - Throws: ``PDFFault/excessive``.
  func isOfItsField(in document: PDFDocument) throws(PDFFault) -> Bool {
    guard let range else { return false }
    guard range.end < document.bytes.count else { return true }
    do {
      guard let signed = try document.revision(endingAt: range.end) else { return false }
      return try SignatureField.all(in: signed).contains(where: isSame)
    } catch .excessive {
      throw .excessive
    } catch {
      return false
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
