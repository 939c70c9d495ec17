import ArchivalPDF
package import Diagnostics
import Foundation
import Layout
package import Merge
import Signing

/// How letters are signed, found good before the first is made.
package struct LetterSigning: Sendable {
  /// What the letters show.
  let appearance: ElectronicSignature
  /// Who signs, and how; nil where only pictures are drawn.
  let options: SignatureOptions?
  /// Who signs, as ledger and manifest say.
  let signer: String
  /// Everything of it that goes into a letter, but for the time.
  let input: String
  private let identity: IdentitySummary
  private let clock: @Sendable () -> Double

  /// Opens the key that is asked for, and looks whether letters may be signed with it now.
  ///
  /// - Parameters:
  ///   - request: How letters are to be signed.
  ///   - settings: What the mailing says.
  ///   - renderer: What writes the letters.
  ///   - isCombined: Whether all letters go into one file.
  ///   - previous: How letters were signed when pictures were drawn before, so that a key which
  ///     must be opened to be described is not opened again.
  /// - Returns: How letters are signed, with what should be looked at; nil if they are not.
  /// - Throws: ``DiagnosticsError`` if there is no such key, if it cannot be used, or if its certificate
  ///   forbids it at this time.
  package static func open(
    _ request: SigningRequest, _ settings: Settings, renderer: Renderer, isCombined: Bool,
    reusing previous: LetterSigning? = nil
  ) throws(DiagnosticsError) -> Warned<LetterSigning?> {
    guard let (name, wish) = try choice(request, settings, isCombined: isCombined) else {
      return Warned(nil, warnings: warnings(request, settings, isCombined: isCombined))
    }
    guard request.purpose == .letters else {
      let known = previous?.identity.name == name ? previous?.identity : nil
      if let summary = try request.identities.summary(named: name) ?? known {
        return Warned(LetterSigning(summary, nil, wish, request.clock))
      }
      let summary = IdentitySummary(try request.identities.identity(named: name))
      return Warned(LetterSigning(summary, nil, wish, request.clock))
    }
    guard renderer == .archive else {
      throw DiagnosticsError(
        .error(
          "sign.renderer", "a plain PDF made by Cairo cannot be signed yet",
          hints: ["leave out --renderer cairo, or make it without a signature: --unsigned"],
          failure: .usage))
    }
    let identity = try request.identities.identity(named: name)
    var warnings = try identity.check(at: Date(timeIntervalSince1970: request.clock()))
    if identity.isDemonstration { warnings.append(.demonstration) }
    let options = SignatureOptions(
      try CMSSigner(identity), reason: wish.reason, allowedChanges: wish.certification.changes)
    return Warned(
      LetterSigning(IdentitySummary(identity), options, wish, request.clock), warnings: warnings)
  }

  /// What should be looked at where letters are not signed.
  ///
  /// Those in one file never are: a signature is of a file, and on paper it says nothing.
  private static func warnings(
    _ request: SigningRequest, _ settings: Settings, isCombined: Bool
  ) -> [Diagnostic] {
    guard isCombined, request.choice == .asMailing, let wish = settings.signing else { return [] }
    return [
      .warning(
        "sign.combined", "the letters in the one file are not signed", at: wish.location,
        hints: ["--unsigned says that they need not be"])
    ]
  }

  /// The key's name, and what the mailing wishes of the signature; nil if letters are not signed.
  ///
  /// - Throws: ``DiagnosticsError`` if they cannot be signed as they are asked to be.
  package static func choice(
    _ request: SigningRequest, _ settings: Settings, isCombined: Bool
  ) throws(DiagnosticsError) -> (name: String, wish: Settings.Signing)? {
    let wish = settings.signing
    switch request.choice {
    case .unsigned: return nil
    case .key(let name):
      guard !isCombined else { throw inOneFile }
      let place = SourceLocation(file: "--sign", line: 1, column: 1)
      return (name, wish ?? Settings.Signing(location: place))
    case .asMailing:
      guard !isCombined, let wish else { return nil }
      guard let name = wish.name else { throw noName(wish) }
      return (name, wish)
    }
  }

  private static var inOneFile: DiagnosticsError {
    DiagnosticsError(
      .error(
        "sign.combined", "letters in one file cannot be signed one by one",
        hints: ["leave out --sign, or make a file each"], failure: .usage))
  }

  private static func noName(_ wish: Settings.Signing) -> DiagnosticsError {
    DiagnosticsError(
      .error(
        "batch.no-signer",
        "the mailing says how its letters are signed, but not with which key", at: wish.location,
        hints: ["name the key here, or with --sign NAME; --unsigned makes letters without"]))
  }

  private init(
    _ identity: IdentitySummary, _ options: SignatureOptions?, _ wish: Settings.Signing,
    _ clock: @escaping @Sendable () -> Double
  ) {
    appearance = ElectronicSignature(
      by: identity.commonName, reason: wish.reason, isDemonstration: identity.isDemonstration,
      isVisible: wish.isVisible, origin: wish.location)
    (self.identity, self.options, self.clock) = (identity, options, clock)
    signer = identity.distinctName
    input = [
      identity.fingerprint, wish.isVisible ? "visible" : "invisible", wish.certification.rawValue,
      wish.reason,
    ].joined(separator: "\n")
  }

  /// A worker's clock; nil where only pictures are drawn.
  func makeClock() -> SigningClock? {
    options.map { SigningClock($0.signer.identity, clock) }
  }
}

extension Settings.Signing.Certification {
  /// What may be done to a letter afterwards; nil for one that is not certified.
  fileprivate var changes: SignatureOptions.AllowedChanges? {
    switch self {
    case .no: nil
    case .yes: .formFilling
    case .final: SignatureOptions.AllowedChanges.none
    }
  }
}

extension Diagnostic {
  /// What is said of every run that signs with a demonstration key.
  fileprivate static var demonstration: Diagnostic {
    .warning(
      "sign.demonstration",
      "the letters are signed with a demonstration key: it proves nothing outside this machine",
      hints: ["set up a key of your own: flett keys --help"])
  }
}
