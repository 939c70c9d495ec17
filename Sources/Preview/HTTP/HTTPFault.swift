/// Why the bytes of a connection are not a request that is answered.
package enum HTTPFault: Error, Hashable, Sendable {
  /// They do not have a request's form.
  case malformed
  /// A request has a body; no request of our page has one.
  case body
  /// The first line is too long.
  case longLine
  /// The fields are too long, or too many.
  case largeHead
  /// The body has a transfer coding, such as chunks.
  case coding
  /// The version is another one than HTTP/1.
  case version

  /// The answer to it, after which the connection is closed: where such bytes end is not known.
  package var response: HTTPResponse {
    switch self {
    case .malformed: .closing("This is no request of HTTP/1.1.", status: .badRequest)
    case .body: .closing("No request here has a body.", status: .contentTooLarge)
    case .longLine: .closing("The address is too long.", status: .addressTooLong)
    case .largeHead: .closing("The fields of the request are too long.", status: .fieldsTooLarge)
    case .coding: .closing("No request here has a body.", status: .notImplemented)
    case .version: .closing("HTTP/1.1 is spoken here.", status: .versionNotSupported)
    }
  }
}
