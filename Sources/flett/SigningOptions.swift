import ArgumentParser
import Batch
import Composition

/// Whether and with which key letters are signed.
struct SigningOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Sign the letters with this key; see flett keys (default: the one the mailing names, if any).",
      valueName: "name"))
  var sign: [String] = []

  @Flag(help: "Sign no letter, whatever the mailing says.")
  var unsigned = false

  func validate() throws {
    if sign.count > 1 {
      throw ValidationError("--sign is given once: a letter has one signature.")
    }
    if !sign.isEmpty, unsigned {
      throw ValidationError("--sign and --unsigned do not go together.")
    }
  }

  /// Adds them to what a run is asked to do.
  func apply(to request: inout RunRequest) {
    if let sign = sign.first { request.signing.choice = .key(sign) }
    if unsigned { request.signing.choice = .unsigned }
  }
}
