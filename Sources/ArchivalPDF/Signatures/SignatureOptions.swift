package import Signing

/// How the letters of a run are signed, but for the time.
package final class SignatureOptions: Sendable {
  /// What may be done to a certified letter (ISO 32000-1, table 254).
  package enum AllowedChanges: Int, Hashable, Sendable {
    /// Nothing.
    case none = 1
    /// Forms may be filled in, and fields that are there may be signed.
    case formFilling = 2
  }

  /// Who signs, and how.
  package let signer: CMSSigner
  /// Why, in the signer's words; empty if not said.
  package let reason: String
  /// What may be done afterwards; nil for a signature that approves and does not certify.
  package let allowedChanges: AllowedChanges?
  /// The place for the signature itself.
  let hole: SigningHole

  /// Signatures that approve, or certify if `allowedChanges` are given.
  package init(
    _ signer: CMSSigner, reason: String = "", allowedChanges: AllowedChanges? = nil
  ) {
    (self.signer, self.reason, self.allowedChanges) = (signer, reason, allowedChanges)
    hole = SigningHole(capacity: signer.capacity)
  }
}
