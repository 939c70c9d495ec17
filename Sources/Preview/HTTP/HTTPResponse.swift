import Composition
package import Foundation

/// An answer.
package struct HTTPResponse: Sendable {
  /// What became of the request (RFC 9110, 15).
  package enum Status: Int, Sendable {
    case ok = 200
    case accepted = 202
    case seeOther = 303
    case badRequest = 400
    case forbidden = 403
    case notFound = 404
    case methodNotAllowed = 405
    case conflict = 409
    case contentTooLarge = 413
    case addressTooLong = 414
    case fieldsTooLarge = 431
    case notImplemented = 501
    case versionNotSupported = 505

    fileprivate var phrase: String {
      switch self {
      case .ok: "OK"
      case .accepted: "Accepted"
      case .seeOther: "See Other"
      case .badRequest: "Bad Request"
      case .forbidden: "Forbidden"
      case .notFound: "Not Found"
      case .methodNotAllowed: "Method Not Allowed"
      case .conflict: "Conflict"
      case .contentTooLarge: "Content Too Large"
      case .addressTooLong: "URI Too Long"
      case .fieldsTooLarge: "Request Header Fields Too Large"
      case .notImplemented: "Not Implemented"
      case .versionNotSupported: "HTTP Version Not Supported"
      }
    }
  }

  /// What is sent after the head.
  package enum Body: Sendable {
    /// Bytes that are there.
    case bytes([UInt8])
    /// Messages that come one by one.
    case events(AsyncStream<[UInt8]>)
  }

  package var status: Status
  /// The fields by their names; those about the connection are added when it is sent.
  package var headers: [String: String]
  package var body: Body
  /// Whether the connection is closed after it.
  package var closesConnection = false

  /// An answer; what holds for all of the preview's answers is added by those who make them.
  package init(status: Status, headers: [String: String], body: Body) {
    (self.status, self.headers, self.body) = (status, headers, body)
  }

  /// Whether its messages come until one side has enough.
  var isEndless: Bool { if case .events = body { true } else { false } }

  /// The bytes of an answer that ends; none of one that does not.
  package var bytes: [UInt8] {
    guard case .bytes(let bytes) = body else { return [] }
    return bytes
  }
}

extension HTTPResponse {
  /// The bytes that an answer begins with: its head, and its body if that is there.
  ///
  /// They are written at once. A head that is sent by itself is acknowledged only after a while (RFC 1122,
  /// 4.2.3.2: up to half a second), and until then the system would hold the body back (RFC 896).
  ///
  /// - Parameters:
  ///   - request: What is answered; nil if it could not be read.
  ///   - isLast: Whether the connection is closed after it.
  ///   - now: The time to tell.
  /// - Returns: The bytes; of an answer that goes on, its head alone.
  package func beginning(answering request: HTTPRequest?, isLast: Bool, at now: Date) -> Data {
    var fields = headers
    fields["Date"] = HTTPDate.text(now)
    if isLast { fields["Connection"] = "close" }
    switch body {
    case .bytes(let bytes): fields["Content-Length"] = String(bytes.count)
    case .events: fields["Transfer-Encoding"] = isChunked(for: request) ? "chunked" : nil
    }
    let lines = fields.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)\r\n" }
    var data = Data("HTTP/1.1 \(status.rawValue) \(status.phrase)\r\n\(lines.joined())\r\n".utf8)
    if case .bytes(let bytes) = body, request?.method != .head { data += bytes }
    return data
  }

  /// Whether messages are sent as chunks; the oldest version ends them with the connection.
  func isChunked(for request: HTTPRequest?) -> Bool { request?.isModern == true }
}
