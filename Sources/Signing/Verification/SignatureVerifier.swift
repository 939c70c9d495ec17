package import Diagnostics
package import Foundation
import PDFReading
package import X509

/// Checks the signatures of PDF files.
package enum SignatureVerifier {
  /// Checks every signature of a file.
  ///
  /// Nothing is fetched: whether a certificate was revoked is not judged.
  ///
  /// - Parameters:
  ///   - pdf: The file's bytes.
  ///   - name: The file, for messages.
  ///   - trust: The certificates to trust; where there are none, trust is not judged.
  ///   - time: When the certificates must be valid.
  /// - Returns: A status for each signed field, in the order of the form; none if nothing is signed.
  /// - Throws: ``DiagnosticsError`` if the file cannot be read, so that nothing can be said.
  package static func verify(
    pdf: [UInt8], named name: String, trust: [Certificate] = [], at time: Date
  ) async throws(DiagnosticsError) -> [SignatureStatus] {
    let document: PDFDocument
    do {
      document = try PDFDocument(pdf)
    } catch {
      throw DiagnosticsError(
        .error("verify.unreadable", "'\(name)' cannot be checked: \(error)"))
    }
    var checks: [SignatureCheck] = []
    for field in SignatureField.all(in: document) where document.resolve(field.signature) != .null {
      checks.append(SignatureCheck(field, in: document))
    }
    let good = checks.filter { $0.status.isIntact && $0.status.isValid && $0.status.faults.isEmpty }
      .compactMap(\.field.reference)
    var statuses: [SignatureStatus] = []
    for var check in checks {
      check.judgeCoverage(in: document, goodFields: Set(good))
      check.status.trust = await check.trust(among: trust, at: time)
      statuses.append(check.status)
    }
    return statuses
  }
}
