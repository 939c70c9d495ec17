/// A request as our page sends it: a method, an address and a few fields, and never a body.
package struct HTTPRequest: Hashable, Sendable {
  /// What is to be done (RFC 9110, 9.1).
  package enum Method: String, Sendable {
    case get = "GET"
    case head = "HEAD"
    case post = "POST"
    /// Any other one; it is refused.
    case other
  }

  /// The fields that something here depends on, by their names in lower case.
  ///
  /// Of all others only the form is looked at.
  package enum Field: String, Sendable {
    case connection, cookie, host, origin
    case contentLength = "content-length"
    case fetchSite = "sec-fetch-site"
    case flettToken = "flett-token"
    case transferEncoding = "transfer-encoding"
  }

  /// What is to be done.
  package var method: Method
  /// The address up to the question mark, as it was sent: nothing in it is decoded.
  package var path: String
  /// What stands behind the question mark, decoded; of a name that comes twice, the first.
  package var query: [String: String]
  /// The fields, without blanks around their values.
  package var fields: [Field: String]
  /// Whether it is of HTTP/1.1, which keeps connections and knows chunks.
  package var isModern = true

  /// A request.
  package init(
    _ method: Method = .get, path: String, query: [String: String] = [:],
    fields: [Field: String] = [:]
  ) {
    (self.method, self.path, self.query, self.fields) = (method, path, query, fields)
  }

  /// Whether another request may follow on the same connection (RFC 9112, 9.3).
  var keepsConnection: Bool {
    let options = (fields[.connection] ?? "").lowercased().split { $0 == "," || $0 == " " }
    return isModern && !options.contains("close")
  }
}
