package import Diagnostics
package import Foundation
package import OpenSSL

/// What signatures are judged by: whom to trust, and when certificates must be valid.
package struct TrustedCertificates: Sendable {
  /// The certificates to trust; where there are none, trust is not judged.
  package let certificates: [Certificate]
  /// When certificates must be valid.
  package let time: Date
  /// Reads the certificates that come with signatures, for all the files that are judged.
  let reader = CertificateReader()

  /// Trusts these certificates; nobody in particular if there are none.
  package init(_ certificates: [Certificate] = [], at time: Date) {
    (self.certificates, self.time) = (certificates, time)
  }

  /// Reads the certificates to trust.
  ///
  /// - Parameters:
  ///   - files: Files with certificates, PEM or one in DER.
  ///   - time: When certificates must be valid.
  /// - Throws: ``DiagnosticsError`` for every file that cannot be read or holds no certificate.
  package init(files: [String], at time: Date) throws(DiagnosticsError) {
    var problems = DiagnosticCollector()
    var certificates: [Certificate] = []
    for file in files {
      guard let data = FileManager.default.contents(atPath: file) else {
        problems.report(
          .error("verify.trust-file", "the file '\(file)' cannot be read", failure: .input))
        continue
      }
      let found = Certificate.all(in: [UInt8](data)) ?? []
      if found.isEmpty {
        problems.report(
          .error(
            "verify.trust-file", "the file '\(file)' holds no certificates that can be read",
            hints: ["certificates are PEM, or one in DER"], failure: .configuration))
      }
      certificates += found
    }
    self.certificates = try problems.finish(certificates).output
    self.time = time
  }
}

extension SignatureVerifier {
  /// Checks every signature of a file by itself.
  ///
  /// - Throws: ``DiagnosticsError`` if the file cannot be read, so that nothing can be said.
  package static func verify(
    pdf: [UInt8], named name: String, trust: [Certificate] = [], at time: Date
  ) async throws(DiagnosticsError) -> [SignatureStatus] {
    try await verify(pdf: pdf, named: name, by: TrustedCertificates(trust, at: time))
  }
}
