import Configuration
package import Diagnostics
import Foundation
import Geometry

extension Stationery {
  /// Reads a stationery file.
  ///
  /// - Parameters:
  ///   - path: The file's place; pictures are found from its folder.
  ///   - name: The file as the author names it, for messages.
  /// - Returns: The stationery.
  /// - Throws: ``DiagnosticsError`` with every fault of the file, or where it cannot be read.
  package static func read(path: String, named name: String) throws(DiagnosticsError) -> Warned<
    Stationery
  > {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw DiagnosticsError(
        .error("stationery.missing", "the stationery '\(name)' cannot be read", failure: .input))
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      throw DiagnosticsError(
        .error(
          "stationery.encoding", "the stationery '\(name)' is not UTF-8 text",
          failure: .configuration))
    }
    let root: ConfigurationNode
    do {
      root = try ConfigurationNode(yaml: text, file: name)
    } catch {
      throw DiagnosticsError(error.diagnostics.map { $0.failing(as: .configuration) })
    }
    var reading = StationeryReading(folder: (path as NSString).deletingLastPathComponent)
    let stationery = reading.stationery(root)
    return try reading.problems.finish(stationery)
  }
}

extension Diagnostic {
  /// The same problem, told to programs as another kind of failure.
  fileprivate func failing(as failure: Failure) -> Diagnostic {
    var copy = self
    copy.failure = failure
    return copy
  }
}

/// Takes a stationery file apart; what is not said has the value of a plain public letter on A4.
private struct StationeryReading {
  let folder: String
  var problems = DiagnosticCollector()

  init(folder: String) {
    self.folder = folder
  }

  mutating func stationery(_ root: ConfigurationNode) -> Stationery {
    var reader = self.reader(root, "the stationery")
    let paper = paper(reader.node("paper"))
    let margins = margins(reader.node("margins"))
    let text = textSize(reader.node("text"), "text", standard: (10, 14))
    let window = window(reader.node("window"), margins: margins)
    let stationery = Stationery(
      paper: paper, margins: margins, window: window, fonts: fonts(reader.node("fonts")),
      colors: colors(reader.node("colors")), text: text,
      small: textSize(reader.node("small"), "small", standard: (8.5, 12)),
      title: textSize(reader.node("title"), "title", standard: (14, 19)),
      headings: headings(&reader, text: text),
      paragraphSpace: reader.length("paragraph space", problems: &problems) ?? .points(7),
      indent: reader.length("indent", problems: &problems) ?? .millimetres(6),
      bodyTop: reader.length("body top", problems: &problems) ?? .millimetres(98),
      reference: reference(reader.node("reference"), window: window),
      signers: signers(reader.node("signers")),
      letterhead: letterhead(reader.node("letterhead")),
      header: slots(reader.node("header"), "the header"),
      footer: slots(reader.node("footer"), "the footer"), foldMarks: foldMarks(&reader))
    reader.finish(problems: &problems)
    checkMeasures(of: stationery, at: root.location)
    return stationery
  }

  private mutating func reader(_ node: ConfigurationNode, _ context: String) -> MappingReader {
    MappingReader(node, context: context, failure: .configuration, problems: &problems)
  }

  private mutating func reader(_ node: ConfigurationNode?, _ context: String) -> MappingReader {
    let nothing = ConfigurationNode(
      .null, at: SourceLocation(file: folder, line: 1, column: 1))
    return reader(node ?? nothing, context)
  }

  private mutating func report(
    _ id: String, _ message: String, _ place: SourceLocation, _ hint: String
  ) {
    problems.report(
      .error(id, message, at: place, hints: [hint], failure: .configuration))
  }

  // MARK: Paper

  private mutating func paper(_ node: ConfigurationNode?) -> Size {
    guard let node else { return .a4 }
    if case .scalar(let name) = node.content {
      switch name.uppercased() {
      case "A4": return .a4
      case "A5": return Size(width: .millimetres(148), height: .millimetres(210))
      case "LETTER": return Size(width: .points(612), height: .points(792))
      default:
        report(
          "stationery.paper", "there is no paper '\(name)'", node.location,
          "write A4, A5, Letter, or {width: 210 mm, height: 297 mm}")
        return .a4
      }
    }
    var reader = self.reader(node, "the paper")
    let size = Size(
      width: reader.length("width", problems: &problems) ?? Size.a4.width,
      height: reader.length("height", problems: &problems) ?? Size.a4.height)
    reader.finish(problems: &problems)
    return size
  }

  private mutating func margins(_ node: ConfigurationNode?) -> Stationery.Margins {
    var reader = self.reader(node, "the margins")
    let margins = Stationery.Margins(
      top: reader.length("top", problems: &problems) ?? .millimetres(25),
      right: reader.length("right", problems: &problems) ?? .millimetres(25),
      bottom: reader.length("bottom", problems: &problems) ?? .millimetres(28),
      left: reader.length("left", problems: &problems) ?? .millimetres(25))
    reader.finish(problems: &problems)
    return margins
  }

  private mutating func window(_ node: ConfigurationNode?, margins: Stationery.Margins)
    -> AddressWindow
  {
    let standard = AddressWindow.named[0]
    guard let node else { return standard }
    if case .scalar(let name) = node.content {
      if let known = AddressWindow.named.first(where: { $0.name == name.uppercased() }) {
        return known
      }
      report(
        "stationery.window", "there is no address window '\(name)'", node.location,
        "the windows are \(AddressWindow.named.map(\.name).joined(separator: ", ")); or write "
          + "{left: 15 mm, top: 44 mm, width: 105 mm, height: 35 mm}")
      return standard
    }
    var reader = self.reader(node, "the window")
    let rectangle = Rectangle(
      origin: Point(
        x: reader.length("left", problems: &problems) ?? standard.rectangle.origin.x,
        y: reader.length("top", problems: &problems) ?? standard.rectangle.origin.y),
      size: Size(
        width: reader.length("width", problems: &problems) ?? standard.rectangle.size.width,
        height: reader.length("height", problems: &problems) ?? standard.rectangle.size.height))
    reader.finish(problems: &problems)
    return AddressWindow(rectangle: rectangle)
  }

  private mutating func foldMarks(_ reader: inout MappingReader) -> [Length] {
    (reader.sequence("fold marks", problems: &problems) ?? []).compactMap { node in
      if case .scalar(let text) = node.content, let length = Length(text), length > .zero {
        return length
      }
      report(
        "configuration.value", "a fold mark must be a length from the top edge", node.location,
        "write for instance [105 mm, 210 mm]")
      return nil
    }
  }

  /// Notes measures that leave no room for text.
  private mutating func checkMeasures(of stationery: Stationery, at place: SourceLocation) {
    let window = stationery.window.rectangle
    if stationery.textWidth < .millimetres(40)
      || stationery.textBottom - stationery.margins.top < .millimetres(40)
    {
      report(
        "stationery.measures", "the margins leave less than 40 mm for text", place,
        "make the margins smaller or the paper larger")
    } else if stationery.bodyTop > stationery.textBottom - stationery.text.leading * 4 {
      report(
        "stationery.measures", "'body top' leaves no room for text on the first page", place,
        "make it smaller")
    }
    if window.right > stationery.paper.width || window.bottom > stationery.paper.height {
      report(
        "stationery.measures", "the address window reaches over the edge of the paper", place,
        "check its left, top, width and height")
    } else if window.size.height < .millimetres(4) + stationery.text.leading {
      report(
        "stationery.measures", "the address window has no room for a line of text", place,
        "make it higher, or the text smaller")
    } else if window.right - stationery.margins.left < .millimetres(30) {
      report(
        "stationery.measures", "the left margin leaves less than 30 mm of the address window",
        place, "the address begins at the left margin: make the margin smaller")
    }
    if stationery.reference.left + stationery.reference.labelWidth + .millimetres(15)
      > stationery.paper.width - stationery.margins.right
    {
      report(
        "stationery.measures", "the reference column leaves less than 15 mm for its values", place,
        "move it to the left or make its labels' part narrower")
    }
  }

  // MARK: Type

  private mutating func fonts(_ node: ConfigurationNode?) -> Stationery.Fonts {
    var reader = self.reader(node, "the fonts")
    let text = reader.string("text", problems: &problems) ?? "Open Sans"
    let fallback = (reader.sequence("fallback", problems: &problems) ?? []).compactMap {
      if case .scalar(let name) = $0.content { return name as String? }
      report(
        "configuration.value", "a fallback font must be the name of a family", $0.location,
        "write for instance [Noto Sans, Noto Sans Hebrew]")
      return nil
    }
    let fonts = Stationery.Fonts(
      text: text, headings: reader.string("headings", problems: &problems) ?? text,
      code: reader.string("code", problems: &problems) ?? "DejaVu Sans Mono", fallback: fallback)
    reader.finish(problems: &problems)
    return fonts
  }

  private mutating func colors(_ node: ConfigurationNode?) -> Stationery.Colors {
    var reader = self.reader(node, "the colors")
    let problems = { (reading: inout Self, name: String, standard: String) in
      reader.value(
        name, expected: "a color such as \"#1b3a5c\", between quotes", problems: &reading.problems
      ) { Color(hexadecimal: $0) } ?? Color(hexadecimal: standard) ?? .black
    }
    let colors = Stationery.Colors(
      text: problems(&self, "text", "#1a1a1a"), muted: problems(&self, "muted", "#595959"),
      accent: problems(&self, "accent", "#12405f"), rule: problems(&self, "rule", "#b8c0c6"))
    reader.finish(problems: &self.problems)
    return colors
  }

  private mutating func textSize(
    _ node: ConfigurationNode?, _ name: String, standard: (size: Double, leading: Double)
  ) -> Stationery.TextSize {
    var reader = self.reader(node, "'\(name)'")
    let range = Length.points(4)...Length.points(200)
    let expected = "a length from 4 pt to 200 pt"
    let size = reader.length("size", in: range, expected: expected, problems: &problems)
    let leading = reader.length("leading", in: range, expected: expected, problems: &problems)
    reader.finish(problems: &problems)
    let used = size ?? .points(standard.size)
    let scaled = used.scaled(by: standard.leading / standard.size)
    return Stationery.TextSize(size: used, leading: leading ?? scaled)
  }

  private mutating func headings(_ reader: inout MappingReader, text: Stationery.TextSize)
    -> [Stationery.TextSize]
  {
    guard let nodes = reader.sequence("headings", problems: &problems), !nodes.isEmpty else {
      return [
        .init(size: text.size.scaled(by: 1.2), leading: text.leading.scaled(by: 1.15)),
        .init(size: text.size, leading: text.leading),
      ]
    }
    return nodes.map { textSize($0, "headings", standard: (12, 16)) }
  }

  // MARK: Parts

  private mutating func reference(_ node: ConfigurationNode?, window: AddressWindow)
    -> Stationery.ReferenceColumn
  {
    var reader = self.reader(node, "the reference column")
    let column = Stationery.ReferenceColumn(
      left: reader.length("left", problems: &problems) ?? .millimetres(126),
      top: reader.length("top", problems: &problems) ?? window.rectangle.origin.y,
      labelWidth: reader.length("label width", problems: &problems) ?? .millimetres(26))
    reader.finish(problems: &problems)
    return column
  }

  private mutating func signers(_ node: ConfigurationNode?) -> Stationery.SignerColumns {
    var reader = self.reader(node, "the signers' place")
    let columns = Stationery.SignerColumns(
      count: reader.integer("columns", in: 1...4, problems: &problems) ?? 3,
      space: reader.length("space", problems: &problems) ?? .millimetres(10))
    reader.finish(problems: &problems)
    return columns
  }

  private mutating func letterhead(_ node: ConfigurationNode?) -> Stationery.Letterhead {
    var reader = self.reader(node, "the letterhead")
    let letterhead = Stationery.Letterhead(
      wordmark: reader.string("wordmark", problems: &problems) ?? "",
      size: reader.length("size", problems: &problems) ?? .points(26),
      caption: reader.string("caption", problems: &problems) ?? "",
      logo: reader.node("logo").map { logo($0) } ?? nil)
    reader.finish(problems: &problems)
    return letterhead
  }

  private mutating func logo(_ node: ConfigurationNode) -> Stationery.Logo? {
    var reader = self.reader(node, "the logo")
    let file = reader.string("file", problems: &problems)
    let width = reader.length("width", problems: &problems)
    let text = reader.string("text", problems: &problems)
    reader.finish(problems: &problems)
    guard let file, let width, let text else {
      report(
        "stationery.logo", "a logo needs a file, a width and a text", node.location,
        "write {file: logo.png, width: 30 mm, text: what the logo says}")
      return nil
    }
    let path = (folder as NSString).appendingPathComponent(file)
    return Stationery.Logo(name: file, path: path, width: width, alternative: text)
  }

  private mutating func slots(_ node: ConfigurationNode?, _ context: String) -> Stationery.Slots {
    var reader = self.reader(node, context)
    let slots = Stationery.Slots(
      left: slot(reader.node("left")), center: slot(reader.node("center")),
      right: slot(reader.node("right")))
    reader.finish(problems: &problems)
    return slots
  }

  /// A text for every language, or one for each.
  private mutating func slot(_ node: ConfigurationNode?) -> [String: String] {
    guard let node else { return [:] }
    var texts: [String: String] = [:]
    switch node.content {
    case .scalar(let text): texts["*"] = checked(text, node.location)
    case .mapping(let entries):
      for entry in entries {
        if case .scalar(let text) = entry.value.content {
          texts[entry.key] = checked(text, entry.value.location)
        } else {
          reportSlot(entry.value.location)
        }
      }
    default: reportSlot(node.location)
    }
    return texts
  }

  private mutating func reportSlot(_ place: SourceLocation) {
    report(
      "configuration.value", "this must be a text, or a text for each language", place,
      "write \"Side {{page}} av {{pages}}\" or {nb: \"Side {{page}}\", en: \"Page {{page}}\"}")
  }

  /// Notes fields that stationery cannot fill in.
  private mutating func checked(_ text: String, _ place: SourceLocation) -> String {
    var rest = text[...]
    while let open = rest.range(of: "{{") {
      let close = rest[open.upperBound...].range(of: "}}")
      let name = rest[open.upperBound..<(close?.lowerBound ?? rest.endIndex)]
      if close == nil || !["page", "pages", "title"].contains(String(name)) {
        report(
          "stationery.field", "header and footer have no field '\(name)'", place,
          "the fields are {{page}}, {{pages}} and {{title}}")
      }
      rest = rest[(close?.upperBound ?? rest.endIndex)...]
    }
    return text
  }
}
