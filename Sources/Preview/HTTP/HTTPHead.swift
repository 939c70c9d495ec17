import Foundation

/// The head of a request while its lines come in.
struct HTTPHead {
  private let method: HTTPRequest.Method
  private let path: String
  private let query: [String: String]
  private let isModern: Bool
  private var fields: [HTTPRequest.Field: String] = [:]

  /// Reads a first line such as `GET /api/letter?number=2 HTTP/1.1` (RFC 9112, 3).
  init(firstLine line: ArraySlice<UInt8>) throws(HTTPFault) {
    let parts = line.split(separator: Ascii.space, omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].isToken, parts[1].first == Ascii.slash,
      parts[1].allSatisfy(Ascii.isOfTarget)
    else { throw .malformed }
    isModern = try HTTPHead.isModern(parts[2])
    method = HTTPRequest.Method(rawValue: parts[0].text) ?? .other
    let target = parts[1].split(
      separator: Ascii.questionMark, maxSplits: 1, omittingEmptySubsequences: false)
    path = target[0].text
    query = try HTTPHead.query(target.count == 2 ? target[1] : [])
  }

  /// Whether a version is HTTP/1.1 or a later one of the same kind, and not 1.0.
  private static func isModern(_ version: ArraySlice<UInt8>) throws(HTTPFault) -> Bool {
    let digits = Array(version.suffix(3))
    guard version.count == 8, version.starts(with: "HTTP/".utf8), Ascii.isDigit(digits[0]),
      digits[1] == Ascii.dot, Ascii.isDigit(digits[2])
    else { throw .malformed }
    guard digits[0] == UInt8(ascii: "1") else { throw .version }
    return digits[2] != UInt8(ascii: "0")
  }

  /// Takes `name=value&name=value` apart; a plus sign is one, as this is no form.
  private static func query(_ text: ArraySlice<UInt8>) throws(HTTPFault) -> [String: String] {
    var query: [String: String] = [:]
    for item in text.split(separator: Ascii.ampersand) {
      let parts = item.split(
        separator: Ascii.equals, maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = parts[0].text.removingPercentEncoding,
        let value = (parts.count == 2 ? parts[1].text : "").removingPercentEncoding
      else { throw .malformed }
      if query[name] == nil { query[name] = value }
    }
    return query
  }

  /// Adds a field such as `Host: 127.0.0.1:4000` (RFC 9110, 5).
  ///
  /// A field that something here depends on may come once only.
  mutating func add(field line: ArraySlice<UInt8>) throws(HTTPFault) {
    let parts = line.split(
      separator: Ascii.colon, maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].isToken, parts[1].allSatisfy(Ascii.isOfValue) else {
      throw .malformed
    }
    guard let field = HTTPRequest.Field(rawValue: parts[0].text.lowercased()) else { return }
    guard fields[field] == nil else { throw .malformed }
    fields[field] = parts[1].text.trimmingCharacters(in: .whitespaces)
  }

  /// The request, when its head is whole.
  func request() throws(HTTPFault) -> HTTPRequest {
    guard fields[.host] != nil || !isModern else { throw .malformed }
    if fields[.transferEncoding] != nil {
      throw fields[.contentLength] == nil ? .coding : .malformed
    }
    if let length = fields[.contentLength] {
      guard !length.isEmpty, length.utf8.allSatisfy(Ascii.isDigit) else { throw .malformed }
      guard length.utf8.allSatisfy({ $0 == UInt8(ascii: "0") }) else { throw .body }
    }
    var request = HTTPRequest(method, path: path, query: query, fields: fields)
    request.isModern = isModern
    return request
  }
}

extension ArraySlice<UInt8> {
  fileprivate var text: String { String(decoding: self, as: UTF8.self) }

  /// Whether it is a word as methods and fields have for names (RFC 9110, 5.6.2).
  fileprivate var isToken: Bool { !isEmpty && allSatisfy(Ascii.isOfToken) }
}
