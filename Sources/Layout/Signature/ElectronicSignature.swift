package import Diagnostics
import Document

/// What letters say of the electronic signature that they are to have; its time comes later.
package struct ElectronicSignature: Hashable, Sendable {
  /// Who signs, by name.
  package var signer: String
  /// Why, in the signer's words; empty if not said.
  package var reason: String
  /// Whether it proves nothing outside the machine that the letter is signed on.
  package var isDemonstration: Bool
  /// Whether there is a box to be seen.
  package var isVisible: Bool
  /// Where it is asked for.
  package var origin: SourceLocation

  /// A signature by somebody.
  package init(
    by signer: String, reason: String = "", isDemonstration: Bool = false, isVisible: Bool = true,
    origin: SourceLocation
  ) {
    (self.signer, self.reason) = (harmless(signer), harmless(reason))
    self.isDemonstration = isDemonstration
    (self.isVisible, self.origin) = (isVisible, origin)
  }
}

/// A text on one line, without controls of direction: a certificate's name must not turn our words around.
private func harmless(_ text: String) -> String {
  DirectionControls.removed(from: text).withSingleSpaces
}
