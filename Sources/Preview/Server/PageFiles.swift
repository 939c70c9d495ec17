import Resources

/// The page's own files, which are built into the program.
enum PageFiles {
  /// A file and what browsers should take it for.
  struct File: Sendable {
    let type: String
    let bytes: [UInt8]
  }

  /// The files by their paths; no others can be asked for.
  static let all: [String: File] = {
    let scripts = [
      "app", "server", "elements", "language", "labels", "rows", "recipients", "letter", "paper",
      "structure", "problems", "findings", "thumbnails", "comparison", "making",
    ].map { ("\($0).js", "text/javascript; charset=utf-8") }
    let styles = ["colours", "style", "views"].map { ("\($0).css", "text/css; charset=utf-8") }
    let others = [("icon.svg", "image/svg+xml"), ("texts.json", "application/json")]
    let files = (scripts + styles + others).map { name, type in
      ("/" + name, File(type: type, bytes: bytes(of: name)))
    }
    return Dictionary(uniqueKeysWithValues: files)
  }()

  /// The page with the token that it sends with requests that write.
  static func index(token: String) -> [UInt8] {
    let page = String(decoding: bytes(of: "index.html"), as: UTF8.self)
    return Array(page.replacing("{{token}}", with: token).utf8)
  }

  /// A file's bytes; none if it was not built in, which a test looks at.
  private static func bytes(of name: String) -> [UInt8] {
    Resources.bytes(of: "Preview/Page/\(name)") ?? []
  }
}
