import Foundation
package import Signing

/// How letters are to be signed.
package struct SigningRequest: Sendable {
  /// Which key signs.
  package enum Choice: Hashable, Sendable {
    /// The one that the mailing names, if any.
    case asMailing
    /// The one of this name.
    case key(String)
    /// None, whatever the mailing says.
    case unsigned
  }

  /// What the key is needed for.
  package enum Purpose: Hashable, Sendable {
    /// For making letters, or finding out whether they can be made.
    case letters
    /// For pictures of letters, which are not signed: the key itself stays closed.
    case pictures
  }

  /// Which key signs.
  package var choice = Choice.asMailing
  /// What the key is needed for.
  package var purpose = Purpose.letters
  /// Where the key is found.
  package var identities: any IdentitySource
  /// The time, in seconds since 1970.
  package var clock: @Sendable () -> Double = { Date().timeIntervalSince1970 }

  /// As the mailing says, with keys from the user's own store.
  package init() {
    let environment = ProcessInfo.processInfo.environment
    identities = StoredIdentities(KeyStore(environment: environment), environment: environment)
  }
}
