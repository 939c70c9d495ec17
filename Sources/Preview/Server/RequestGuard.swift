import Synchronization

/// Decides which requests are answered at all.
///
/// The page shows personal data, and everybody on this machine can reach a port on loopback, as can any
/// web page in the author's browser. So a request must name this server as its host (against names that
/// are pointed at 127.0.0.1), must not come from a page of another origin, and must carry the run's
/// secret, which the browser got with the address that the command printed. What writes must carry a
/// second secret that only our own page knows.
package struct RequestGuard: Sendable {
  /// The secret in the address that the command prints.
  let secret: String
  /// The word in the address that the command opens, which lets in once: other users can see what
  /// programs are started with.
  let invitation: Invitation
  /// The secret that our page sends with requests that write.
  let token: String
  /// What requests may name as their host.
  let hosts: Set<String>
  /// The name of the cookie; browsers do not tell ports apart, so the port is in it.
  let cookie: String

  /// A guard of a server that listens on this address and port.
  package init(host: String, port: UInt16) {
    self.init(
      host: host, port: port, secret: randomWord(), invitation: randomWord(), token: randomWord())
  }

  /// A guard with secrets that are known, for tests.
  package init(
    host: String, port: UInt16, secret: String, invitation: String, token: String
  ) {
    self.secret = secret
    self.invitation = Invitation(invitation)
    self.token = token
    hosts = Set([host, "127.0.0.1", "localhost"].map { "\($0):\(port)" })
    cookie = "flett-\(port)"
  }

  /// What becomes of a request.
  enum Verdict: Hashable {
    /// It is not answered, for this reason.
    case refused(String)
    /// Its address has a secret, so the browser should be given the cookie.
    case invited
    /// It may pass.
    case known
  }

  /// What becomes of a request.
  func verdict(on request: HTTPRequest) -> Verdict {
    if let reason = strangeness(of: request) { return .refused(reason) }
    let isPage = request.path == "/" && request.method == .get
    if isPage, let word = request.query["key"], isInvitation(word) { return .invited }
    guard hasCookie(request) else {
      return .refused("Open the address that 'flett preview' printed.")
    }
    let given = request.fields[.flettToken] ?? ""
    guard request.method == .get || isEqual(given, token) else {
      return .refused("The page is of another run; load it again.")
    }
    return .known
  }

  /// Why a request cannot be one of our page's; nil if it can.
  private func strangeness(of request: HTTPRequest) -> String? {
    let fields = request.fields
    guard let host = fields[.host]?.lowercased(), hosts.contains(host) else {
      return "This server goes by another name."
    }
    if let origin = fields[.origin], origin.lowercased() != "http://\(host)" {
      return "Requests from other pages are refused."
    }
    let isPage = request.path == "/" && request.method == .get
    if let site = fields[.fetchSite], !isPage,
      !["same-origin", "none"].contains(site)
    {
      return "Requests from other pages are refused."
    }
    return nil
  }

  private func isInvitation(_ word: String) -> Bool {
    isEqual(word, secret) || invitation.accept(word)
  }

  /// What gives a browser the secret: not for scripts, and not for requests from other pages.
  package var cookieHeader: String {
    "\(cookie)=\(secret); Path=/; HttpOnly; SameSite=Strict"
  }

  private func hasCookie(_ request: HTTPRequest) -> Bool {
    let cookies = (request.fields[.cookie] ?? "").split(separator: ";")
    return cookies.contains { pair in
      let parts = pair.split(separator: "=", maxSplits: 1)
      guard parts.count == 2, parts[0].drop(while: { $0 == " " }) == cookie[...] else {
        return false
      }
      return isEqual(String(parts[1]), secret)
    }
  }
}

/// A word that lets somebody in once.
final class Invitation: Sendable {
  let word: String
  private let isOpen = Mutex(true)

  init(_ word: String) {
    self.word = word
  }

  /// Whether this is the word, and the first time that it comes.
  func accept(_ given: String) -> Bool {
    isOpen.withLock { isOpen in
      guard isOpen, isEqual(given, word) else { return false }
      isOpen = false
      return true
    }
  }
}

/// Compares without telling by its time how much of a secret was right.
private func isEqual(_ left: String, _ right: String) -> Bool {
  let (left, right) = (Array(left.utf8), Array(right.utf8))
  guard left.count == right.count else { return false }
  return zip(left, right).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
}

/// A word that nobody can guess: 128 bits from the system's random numbers.
func randomWord() -> String {
  var generator = SystemRandomNumberGenerator()
  let digits = (0..<2).map { _ in String(generator.next() as UInt64, radix: 36) }
  return digits.joined()
}
