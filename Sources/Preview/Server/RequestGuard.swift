import FlyingFox

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
  /// The secret that our page sends with requests that write.
  let token: String
  /// What requests may name as their host.
  let hosts: Set<String>
  /// The name of the cookie; browsers do not tell ports apart, so the port is in it.
  let cookie: String

  /// A guard of a server that listens on this address and port.
  package init(host: String, port: UInt16) {
    self.init(host: host, port: port, secret: randomWord(), token: randomWord())
  }

  /// A guard with secrets that are known, for tests.
  package init(host: String, port: UInt16, secret: String, token: String) {
    self.secret = secret
    self.token = token
    hosts = Set([host, "127.0.0.1", "localhost"].map { "\($0):\(port)" })
    cookie = "flett-\(port)"
  }

  /// Why a request is refused; nil if it may pass.
  func refusal(of request: HTTPRequest) -> String? {
    let headers = request.headers
    guard let host = headers[.host]?.lowercased(), hosts.contains(host) else {
      return "This server goes by another name."
    }
    if let origin = headers[HTTPHeader("Origin")], origin.lowercased() != "http://\(host)" {
      return "Requests from other pages are refused."
    }
    let isPage = request.path == "/" && request.method == .GET
    if let site = headers[HTTPHeader("Sec-Fetch-Site")], !isPage,
      !["same-origin", "none"].contains(site)
    {
      return "Requests from other pages are refused."
    }
    guard isKnown(request) else {
      return "Open the address that 'flett preview' printed."
    }
    guard request.method == .GET || request.method == .HEAD else {
      let given = headers[HTTPHeader("Flett-Token")] ?? ""
      return RequestGuard.isEqual(given, token) ? nil : "The page is of another run; load it again."
    }
    return nil
  }

  /// Whether the address itself has the secret, so that the browser should be given the cookie.
  func isInvited(_ request: HTTPRequest) -> Bool {
    RequestGuard.isEqual(request.query["key"] ?? "", secret)
  }

  /// What gives a browser the secret: not for scripts, and not for requests from other pages.
  package var cookieHeader: String {
    "\(cookie)=\(secret); Path=/; HttpOnly; SameSite=Strict"
  }

  private func isKnown(_ request: HTTPRequest) -> Bool {
    if isInvited(request) { return true }
    let cookies = (request.headers[.cookie] ?? "").split(separator: ";")
    return cookies.contains { pair in
      let parts = pair.split(separator: "=", maxSplits: 1)
      guard parts.count == 2, parts[0].drop(while: { $0 == " " }) == cookie[...] else {
        return false
      }
      return RequestGuard.isEqual(String(parts[1]), secret)
    }
  }

  /// Compares without telling by its time how much of the secret was right.
  private static func isEqual(_ left: String, _ right: String) -> Bool {
    let (left, right) = (Array(left.utf8), Array(right.utf8))
    guard left.count == right.count else { return false }
    return zip(left, right).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
  }
}

/// A word that nobody can guess: 128 bits from the system's random numbers.
func randomWord() -> String {
  var generator = SystemRandomNumberGenerator()
  let digits = (0..<2).map { _ in String(generator.next() as UInt64, radix: 36) }
  return digits.joined()
}
