import DisplayList
import PDFWriting

/// What of a letter depends on the act of signing, before that.
struct PreparedSignature: Sendable {
  /// The signature's objects.
  let objects: SignatureObjects
  /// What it says of itself.
  let description: SignatureDescription
  /// What is in its box; nil for an invisible one.
  let look: NumberedLook?
  /// The resources of the letter's pages.
  let resources: Reference
}
