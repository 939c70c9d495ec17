import Foundation

extension HTTPResponse {
  /// What holds for every answer: nothing is kept by the browser, nothing is taken from elsewhere, and
  /// no other page may show this one.
  private static let common = [
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Content-Security-Policy":
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
      + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  ]

  /// A file or the like.
  static func file(
    _ bytes: [UInt8], type: String, name: String? = nil, status: Status = .ok
  ) -> HTTPResponse {
    var headers = common
    headers["Content-Type"] = type
    if let name {
      headers["Content-Disposition"] = disposition(name)
      // Browsers show a PDF with scripts and styles of their own.
      headers["Content-Security-Policy"] = "frame-ancestors 'none'"
    }
    return HTTPResponse(status: status, headers: headers, body: .bytes(bytes))
  }

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
  static func text(_ text: String, status: Status) -> HTTPResponse {
    file(Array(text.utf8), type: "text/plain; charset=utf-8", status: status)
  }

  static var missing: HTTPResponse { text("There is no such thing.", status: .notFound) }

  /// Nothing here is asked for like that.
  static var methodNotAllowed: HTTPResponse {
    var response = text("not allowed", status: .methodNotAllowed)
    response.headers["Allow"] = "GET, POST"
    return response
  }

  /// Why a request is not answered; whoever sent it has to knock again.
  static func refused(_ reason: String) -> HTTPResponse { closing(reason, status: .forbidden) }

  /// A few words after which the connection is closed.
  static func closing(_ text: String, status: Status) -> HTTPResponse {
    var response = self.text(text, status: status)
    response.closesConnection = true
    return response
  }

  /// An answer that goes on until the page is closed.
  static func events(_ messages: AsyncStream<[UInt8]>) -> HTTPResponse {
    var headers = common
    headers["Content-Type"] = "text/event-stream"
    return HTTPResponse(status: .ok, headers: headers, body: .events(messages))
  }

  /// A file's name for the browser's own "save as" (RFC 6266, RFC 8187).
  private static func disposition(_ name: String) -> String {
    let allowed = CharacterSet(charactersIn: "-._~").union(.alphanumerics)
    let ascii = allowed.intersection(CharacterSet(charactersIn: "\u{21}"..."\u{7E}"))
    let encoded = name.addingPercentEncoding(withAllowedCharacters: ascii) ?? "letter.pdf"
    return "inline; filename*=UTF-8''\(encoded)"
  }
}
