/// The page's own files, which are built into the program.
enum PageFiles {
  /// A file and what browsers should take it for.
  struct File: Sendable {
    let type: String
    let bytes: [UInt8]
  }

  private static let script = "text/javascript; charset=utf-8"

  /// The files by their paths; no others can be asked for.
  static let all: [String: File] = [
    "/colours.css": File(type: "text/css; charset=utf-8", bytes: PackageResources.colours_css),
    "/style.css": File(type: "text/css; charset=utf-8", bytes: PackageResources.style_css),
    "/views.css": File(type: "text/css; charset=utf-8", bytes: PackageResources.views_css),
    "/icon.svg": File(type: "image/svg+xml", bytes: PackageResources.icon_svg),
    "/texts.json": File(type: "application/json", bytes: PackageResources.texts_json),
    "/app.js": File(type: script, bytes: PackageResources.app_js),
    "/server.js": File(type: script, bytes: PackageResources.server_js),
    "/elements.js": File(type: script, bytes: PackageResources.elements_js),
    "/language.js": File(type: script, bytes: PackageResources.language_js),
    "/labels.js": File(type: script, bytes: PackageResources.labels_js),
    "/rows.js": File(type: script, bytes: PackageResources.rows_js),
    "/recipients.js": File(type: script, bytes: PackageResources.recipients_js),
    "/letter.js": File(type: script, bytes: PackageResources.letter_js),
    "/paper.js": File(type: script, bytes: PackageResources.paper_js),
    "/structure.js": File(type: script, bytes: PackageResources.structure_js),
    "/problems.js": File(type: script, bytes: PackageResources.problems_js),
    "/findings.js": File(type: script, bytes: PackageResources.findings_js),
    "/thumbnails.js": File(type: script, bytes: PackageResources.thumbnails_js),
    "/comparison.js": File(type: script, bytes: PackageResources.comparison_js),
    "/making.js": File(type: script, bytes: PackageResources.making_js),
  ]

  /// The page with the token that it sends with requests that write.
  static func index(token: String) -> [UInt8] {
    let page = String(decoding: PackageResources.index_html, as: UTF8.self)
    return Array(page.replacing("{{token}}", with: token).utf8)
  }
}
