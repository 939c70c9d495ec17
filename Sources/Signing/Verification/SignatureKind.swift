import PDFReading

/// What a signature is by its `/SubFilter` (ISO 32000-2, 12.8.3.3 and 12.8.5).
enum SignatureKind: Hashable {
  /// A person's, over the file around it.
  case document
  /// A time stamp of the whole file.
  case timeStamp

  /// The kind of a signature; nil if it is none that can be judged.
  init?(subFilter: PDFValue) {
    switch subFilter {
    case .name("ETSI.CAdES.detached"), .name("adbe.pkcs7.detached"): self = .document
    case .name("ETSI.RFC3161"): self = .timeStamp
    default: return nil
    }
  }
}
