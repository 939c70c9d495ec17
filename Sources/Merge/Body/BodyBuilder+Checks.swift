import CommonMark
import Diagnostics

extension BodyBuilder {
  /// Where a node begins in the author's file.
  mutating func location(of node: MarkdownNode) -> SourceLocation {
    guard plan.sources.indices.contains(node.line - 1) else { return context.location(1, 1) }
    let index = plan.sources[node.line - 1]
    let line = body.lines[index]
    var byte = max(1, node.column)
    if node.kind == .tableCell {
      // A cell begins at its bar by cmark's count; its words begin behind the spaces.
      byte += line.text.utf8.dropFirst(byte - 1).prefix { $0 == 0x20 }.count
    }
    if latestColumns?.line != index { latestColumns = (index, LineColumns(line)) }
    return context.location(line.number, latestColumns?.columns.column(ofByte: byte) ?? 1)
  }

  /// The sign that the items of a list have: a bullet, or what stands behind a number.
  func sign(of list: MarkdownNode, start: Int?) -> UInt8 {
    let usual = UInt8(ascii: start == nil ? "-" : ".")
    guard plan.sources.indices.contains(list.line - 1) else { return usual }
    let text = Substring(body.lines[plan.sources[list.line - 1]].text).utf8
    return BodyLine.itemMark(text.dropFirst(max(0, list.column - 1)))?.sign ?? usual
  }

  /// Notes that HTML is not understood.
  mutating func refuseHTML(at place: SourceLocation) {
    context.error(
      "merge.html", "HTML is not understood in letters", at: place,
      hints: [
        "write \\< for a sign that should be printed",
        "write {{! … }} for a comment that should not be printed",
      ])
  }

  /// Notes cells for which the table has no column; Markdown would drop them.
  mutating func refuseOverflow(of row: MarkdownNode, columns: Int) {
    guard plan.sources.indices.contains(row.line - 1) else { return }
    let text = body.lines[plan.sources[row.line - 1]].text.utf8
    let isSpace = { (byte: UInt8) in byte == 0x20 || byte == 0x09 }
    let bytes = text.drop { isSpace($0) || $0 == UInt8(ascii: ">") }
    let bar = UInt8(ascii: "|")
    var bars = 0
    var isEscaped = false
    for byte in bytes {
      if byte == bar, !isEscaped { bars += 1 }
      isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
    }
    let ends = bytes.reversed().first { !isSpace($0) } == bar && bars > 1 ? 1 : 0
    let cells = bars + 1 - (bytes.first == bar ? 1 : 0) - ends
    guard cells > columns else { return }
    context.error(
      "merge.table-overflow",
      "the row has \(cells) cells, but the table has " + counted(columns, "column"),
      at: location(of: row),
      hints: ["write \\| for a bar that should be printed"])
  }

  /// Remembers words that speak of something enclosed, in the letter's language.
  mutating func noteMentions(in text: String, at place: SourceLocation) {
    let stems =
      switch context.language.prefix(while: { $0 != "-" }).lowercased() {
      case "nb", "nn", "no": ["vedlagt", "vedlagd", "vedlegg"]
      case "en": ["enclosed", "enclosure", "attached", "attachment"]
      case "sv": ["bifoga", "bilaga", "bilagor"]
      case "da": ["vedlagt", "vedlægge", "vedhæft", "bilag"]
      case "de": ["beigefügt", "beiliegend", "anbei"]
      case "fi": ["liitteenä", "oheinen", "oheise"]
      case "fr": ["jointe", "jointes"]
      default: [String]()
      }
    guard !stems.isEmpty else { return }
    var rest = text[...]
    var found = place
    while !rest.isEmpty, mentions.count < BodyBuilder.maximumMentions {
      let word = rest.prefix(while: \.isLetter)
      if stems.contains(where: { word.lowercased().hasPrefix($0) }) {
        mentions.append((String(word), found))
      }
      let step = max(1, word.count)
      found.column += step
      rest = rest.dropFirst(step)
    }
  }

  /// How many mentions are told; more would not help anybody.
  private static let maximumMentions = 20
}
