import Configuration
import Diagnostics
import Geometry
import Hyphenation

/// Fonts, colours and sizes.
extension StationeryReading {
  mutating func fonts(_ node: ConfigurationNode?) -> Stationery.Fonts {
    var reader = self.reader(node, "the fonts")
    places.note(.fonts, at: node?.location)
    for name in ["text", "headings", "code"] {
      guard let node = reader.node(name), case .scalar(let family) = node.content else { continue }
      places.note(.font(family), at: node.location)
    }
    let text = reader.string("text", problems: &problems) ?? "Open Sans"
    let fallback = (reader.sequence("fallback", problems: &problems) ?? []).compactMap {
      if case .scalar(let name) = $0.content {
        places.note(.font(name), at: $0.location)
        return name as String?
      }
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

  mutating func colors(_ node: ConfigurationNode?) -> Stationery.Colors {
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

  mutating func textSize(
    _ node: ConfigurationNode?, _ name: String, standard: Standard,
    also more: (inout MappingReader, inout DiagnosticCollector) -> Void = { _, _ in }
  ) -> Stationery.TextSize {
    var reader = self.reader(node, "'\(name)'")
    let size = textSize(&reader, name, standard: standard)
    more(&reader, &problems)
    reader.finish(problems: &problems)
    return size
  }

  /// A size and the leading that goes with it, in points.
  typealias Standard = (size: Double, leading: Double)

  private mutating func textSize(
    _ reader: inout MappingReader, _ name: String, standard: Standard
  ) -> Stationery.TextSize {
    let range = Length.points(4)...Length.points(200)
    let expected = "a length from 4 pt to 200 pt"
    let size = reader.length("size", in: range, expected: expected, problems: &problems)
    let leading = reader.length("leading", in: range, expected: expected, problems: &problems)
    let used = size ?? .points(standard.size)
    let scaled = used.scaled(by: standard.leading / standard.size)
    if let leading, leading < used {
      report(
        "stationery.leading",
        "the lines of '\(name)' stand over each other: the leading is smaller than the size",
        reader.location,
        "the leading is the distance from line to line, usually 1.2 to 1.4 times the size")
    }
    return Stationery.TextSize(size: used, leading: leading ?? scaled)
  }

  /// How the lines of running text are set.
  static func lines(
    _ reader: inout MappingReader, _ problems: inout DiagnosticCollector
  ) -> Stationery.TextLines {
    var lines = Stationery.TextLines()
    lines.isJustified =
      reader.value("align", expected: "ragged or justified", problems: &problems) { text in
        ["ragged": false, "justified": true][text]
      } ?? false
    lines.hasFlexibleSpaces = reader.boolean("flexible spaces", problems: &problems) ?? true
    lines.hasFlexibleLetters = reader.boolean("flexible letters", problems: &problems) ?? true
    lines.hasHangingPunctuation =
      reader.boolean("hanging punctuation", problems: &problems) ?? true
    return lines
  }

  /// Notes lines that would have wide gaps.
  mutating func checkLines(of stationery: Stationery, at place: SourceLocation) {
    guard stationery.lines.isJustified else { return }
    if stationery.hyphenation.isOff == true || !stationery.lines.hasFlexibleSpaces {
      report(
        "stationery.justified", "justified lines need hyphenation and flexible spaces", place,
        "leave out 'align: justified', or what turns these off")
    }
  }

  /// The title: nothing stands above it.
  mutating func title(_ node: ConfigurationNode?, paragraphSpace: Length) -> Stationery.Heading {
    var reader = self.reader(node, "'title'")
    let title = Stationery.Heading(
      text: textSize(&reader, "title", standard: (14, 19)), above: paragraphSpace,
      below: reader.length("space below", problems: &problems) ?? paragraphSpace)
    reader.finish(problems: &problems)
    return title
  }

  mutating func headings(
    _ reader: inout MappingReader, text: Stationery.TextSize, paragraphSpace: Length
  ) -> [Stationery.Heading] {
    let above = paragraphSpace + paragraphSpace / 2
    guard let nodes = reader.sequence("headings", problems: &problems), !nodes.isEmpty else {
      return [
        Stationery.TextSize(
          size: text.size.scaled(by: 1.2), leading: text.leading.scaled(by: 1.15)),
        text,
      ].map { Stationery.Heading(text: $0, above: above, below: paragraphSpace) }
    }
    return nodes.map { node in
      var reader = self.reader(node, "'headings'")
      let heading = Stationery.Heading(
        text: textSize(&reader, "headings", standard: (12, 16)),
        above: reader.length("space above", problems: &problems) ?? above,
        below: reader.length("space below", problems: &problems) ?? paragraphSpace)
      reader.finish(problems: &problems)
      return heading
    }
  }
}
