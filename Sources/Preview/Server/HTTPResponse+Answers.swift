import FlyingFox
import FlyingSocks
import Foundation

extension HTTPResponse {
  /// What holds for every answer: nothing is kept by the browser, nothing is taken from elsewhere, and
  /// no other page may show this one.
  private static let common: HTTPHeaders = [
    HTTPHeader("Cache-Control"): "no-store",
    HTTPHeader("X-Content-Type-Options"): "nosniff",
    HTTPHeader("Referrer-Policy"): "no-referrer",
    HTTPHeader("Cross-Origin-Resource-Policy"): "same-origin",
    HTTPHeader("Cross-Origin-Opener-Policy"): "same-origin",
    HTTPHeader("Content-Security-Policy"):
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
      + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  ]

  /// A file or the like.
  static func file(
    _ bytes: [UInt8], type: String, name: String? = nil, status: HTTPStatusCode = .ok
  ) -> HTTPResponse {
    var headers = common
    headers[.contentType] = type
    if let name {
      headers[HTTPHeader("Content-Disposition")] = disposition(name)
      // Browsers show a PDF with scripts and styles of their own.
      headers[HTTPHeader("Content-Security-Policy")] = "frame-ancestors 'none'"
    }
    return HTTPResponse(
      statusCode: status, headers: headers,
      body: HTTPBodySequence(data: Data(bytes), suggestedBufferSize: 1 << 18))
  }

  /// A value as JSON.
  static func json(_ value: some Encodable) -> HTTPResponse {
    file(JSON.bytes(value), type: "application/json")
  }

  /// A value as JSON, or the answer that there is none.
  static func json(orMissing value: (some Encodable)?) -> HTTPResponse {
    value.map { json($0) } ?? missing
  }

  /// A picture, or the answer that there is none.
  static func picture(_ bytes: [UInt8]?, type: String) -> HTTPResponse {
    guard let bytes else { return missing }
    return file(bytes, type: type)
  }

  /// A few words.
  static func text(_ text: String, status: HTTPStatusCode) -> HTTPResponse {
    file(Array(text.utf8), type: "text/plain; charset=utf-8", status: status)
  }

  /// There is no such thing.
  static var missing: HTTPResponse { text("There is no such thing.", status: .notFound) }

  /// Why a request is not answered.
  static func refused(_ reason: String) -> HTTPResponse { text(reason, status: .forbidden) }

  /// An answer that goes on until the page is closed.
  static func events(_ stream: EventStream) -> HTTPResponse {
    var headers = common
    headers[.contentType] = "text/event-stream"
    return HTTPResponse(
      statusCode: .ok, headers: headers, body: HTTPBodySequence(from: stream))
  }

  /// A file's name for the browser's own "save as" (RFC 6266, RFC 8187).
  private static func disposition(_ name: String) -> String {
    let allowed = CharacterSet(charactersIn: "-._~").union(.alphanumerics)
    let ascii = allowed.intersection(CharacterSet(charactersIn: "\u{21}"..."\u{7E}"))
    let encoded = name.addingPercentEncoding(withAllowedCharacters: ascii) ?? "letter.pdf"
    return "inline; filename*=UTF-8''\(encoded)"
  }
}
