package import Diagnostics
import PDFReading

/// Checks the signatures of PDF files.
package enum SignatureVerifier {
  /// Checks every signature of a file.
  ///
  /// Nothing is fetched: whether a certificate was revoked is not judged.
  ///
  /// - Parameters:
  ///   - pdf: The file's bytes.
  ///   - name: The file, for messages.
  ///   - trust: By what the signatures are judged.
  /// - Returns: A status for each signed field, in the order of the form; none if nothing is signed.
  /// - Throws: ``DiagnosticsError`` if the file cannot be read, so that nothing can be said.
  package static func verify(
    pdf: [UInt8], named name: String, by trust: TrustedCertificates
  ) async throws(DiagnosticsError) -> [SignatureStatus] {
    let checks: [SignatureCheck]
    do {
      checks = try examine(pdf, trust.reader)
    } catch {
      throw DiagnosticsError(
        .error("verify.unreadable", "'\(name)' cannot be checked: \(error)"))
    }
    var statuses: [SignatureStatus] = []
    for check in checks {
      var status = check.status
      status.trust = check.trust(among: trust.certificates, at: trust.time)
      statuses.append(status)
    }
    return statuses
  }

  /// Examines every signature in all but trust.
  ///
  /// - Throws: ``PDFFault`` if the way to the signatures cannot be read.
  private static func examine(
    _ pdf: [UInt8], _ reader: CertificateReader
  ) throws(PDFFault) -> [SignatureCheck] {
    let document = try PDFDocument(pdf)
    let fields = try SignatureField.all(in: document)
    var checks: [SignatureCheck] = []
    for field in fields where try document.resolve(field.signature) != .null {
      checks.append(try SignatureCheck(field, in: document, reader))
    }
    var revisions = SignedRevisions(of: document)
    var ends: [PDFReference: Int] = [:]
    for check in checks where check.status.isRight {
      guard try check.isOfItsField(&revisions) else { continue }
      if let reference = check.field.reference { ends[reference] = check.range?.end }
    }
    for index in checks.indices {
      try checks[index].judgeCoverage(
        in: document, fields: fields, &revisions, goodEnds: ends)
    }
    return checks
  }
}
