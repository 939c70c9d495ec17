import DisplayList
import PDFWriting

/// What is known, before a letter is signed, of the parts that depend on it.
struct PreparedSignature: Sendable {
  let objects: SignatureObjects
  /// What it says of itself.
  let description: SignatureDescription
  /// What is in its box; nil for an invisible one.
  let look: NumberedLook?
  /// The resources of the letter's pages.
  let resources: Reference
}
