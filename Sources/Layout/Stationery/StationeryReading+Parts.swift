import Configuration
import Diagnostics
import Foundation
import Geometry

/// Letterhead, signers, header and footer.
extension StationeryReading {
  mutating func reference(
    _ node: ConfigurationNode?, columns: Columns, margin: Length
  ) -> Stationery.ReferenceColumn {
    var reader = self.reader(node, "the reference column")
    let left = reader.length("left", problems: &problems)
    let number = reader.integer("column", in: 1...columns.count, problems: &problems)
    if left != nil, number != nil {
      report(
        "stationery.reference", "the reference column has either a left edge or a column",
        reader.keyLocation("column"), "leave one of the two out")
    }
    let top: Stationery.ReferenceColumn.Top? = reader.value(
      "top", expected: "a length such as 25 mm, or address", problems: &problems
    ) { $0 == "address" ? .address : Length($0).flatMap { $0 >= .zero ? .at($0) : nil } }
    let column = Stationery.ReferenceColumn(
      left: left ?? number.map { margin + columns.left(of: $0 - 1) } ?? .millimetres(126),
      top: top ?? .address,
      labelWidth: reader.length("label width", problems: &problems) ?? .millimetres(26))
    reader.finish(problems: &problems)
    return column
  }

  mutating func signers(_ node: ConfigurationNode?) -> Stationery.SignerColumns {
    var reader = self.reader(node, "the signers' place")
    let space = reader.length("space", problems: &problems) ?? .millimetres(10)
    let columns = Stationery.SignerColumns(
      count: reader.integer("columns", in: 1...4, problems: &problems) ?? 3, space: space,
      electronicSpace: reader.length("electronic space", problems: &problems) ?? space,
      isBalanced: reader.boolean("balanced", problems: &problems) ?? false)
    reader.finish(problems: &problems)
    return columns
  }

  mutating func lists(_ node: ConfigurationNode?, signers: Stationery.SignerColumns)
    -> Stationery.Lists
  {
    var reader = self.reader(node, "the lists")
    let isSmall = reader.value(
      "size", expected: "one of text, small", problems: &problems
    ) { ["text": false, "small": true][$0] }
    let columns = reader.value(
      "columns", expected: "auto or a whole number from 1 to 4", problems: &problems
    ) { $0 == "auto" ? signers.count : Int($0).flatMap { 1...4 ~= $0 ? $0 : nil } }
    let lists = Stationery.Lists(
      isSmall: isSmall ?? false, columns: columns ?? 1,
      isRunIn: reader.boolean("run-in", problems: &problems) ?? false,
      hasColon: reader.boolean("colon", problems: &problems) ?? true,
      hasRule: reader.boolean("rule", problems: &problems) ?? false)
    if lists.isRunIn, columns != nil {
      report(
        "stationery.lists", "lists are either run in or in columns", reader.keyLocation("run-in"),
        "leave one of the two out")
    }
    reader.finish(problems: &problems)
    return lists
  }

  /// `closing`, `signers`, `foot`, or a place of its own on the first page; how wide it may be.
  mutating func signature(_ node: ConfigurationNode?, paper: Size) -> Stationery.SignaturePlace {
    var reader = self.reader(node, "the signature's place")
    let width = reader.length(
      "width", in: .millimetres(30)...(.millimetres(2000)), expected: "a length from 30 mm",
      problems: &problems)
    let place: Stationery.SignaturePlace.Place? = reader.value(
      "place", expected: "one of closing, signers, foot", problems: &problems
    ) { ["closing": .closing, "signers": .signers, "foot": .foot][$0] }
    var signature = Stationery.SignaturePlace(
      place: place ?? .signers, width: width ?? .millimetres(90))
    let left = reader.length("left", problems: &problems)
    let top = reader.length("top", problems: &problems)
    reader.finish(problems: &problems)
    guard let node, left != nil || top != nil else { return signature }
    guard let left, let top, place == nil else {
      report(
        "stationery.signature", "the signature has either a place or both left and top",
        node.location, "write {place: foot}, or {left: 126 mm, top: 80 mm, width: 60 mm}")
      return signature
    }
    signature.place = .firstPage(Point(x: left, y: top))
    if left + signature.width > paper.width {
      report(
        "stationery.measures", "the signature's box reaches over the edge of the paper",
        node.location, "check its left and its width; without a width it may have 90 mm")
    }
    return signature
  }

  /// How many pages a letter may have.
  mutating func fit(_ node: ConfigurationNode?) -> Int? {
    var reader = self.reader(node, "'fit'")
    places.note(.fit, at: node?.location)
    let pages = reader.integer("pages", in: 1...100, problems: &problems)
    reader.finish(problems: &problems)
    return pages
  }

  mutating func letterhead(_ node: ConfigurationNode?) -> Stationery.Letterhead {
    var reader = self.reader(node, "the letterhead")
    places.note(.letterhead, at: node?.location)
    places.note(.wordmark, at: reader.node("wordmark")?.location)
    places.note(.caption, at: reader.node("caption")?.location)
    places.note(.logo, at: reader.node("logo")?.location)
    let letterhead = Stationery.Letterhead(
      wordmark: reader.string("wordmark", problems: &problems) ?? "",
      size: reader.length("size", problems: &problems) ?? .points(26),
      gap: reader.length("gap", problems: &problems) ?? .zero,
      caption: reader.string("caption", problems: &problems) ?? "",
      logo: reader.node("logo").map { logo($0) } ?? nil)
    reader.finish(problems: &problems)
    return letterhead
  }

  mutating func logo(_ node: ConfigurationNode) -> Stationery.Logo? {
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

  mutating func slots(
    _ node: ConfigurationNode?, _ context: String, isOnFirstPage: Bool,
    setting: (Int) -> Stationery.Places.Setting
  ) -> Stationery.Slots {
    var reader = self.reader(node, context)
    let numbersOnePage = isOnFirstPage ? reader.boolean("one page", problems: &problems) : nil
    for (index, name) in ["left", "center", "right"].enumerated() {
      places.note(setting(index), at: reader.node(name)?.location)
    }
    let slots = Stationery.Slots(
      left: slot(reader.node("left")), center: slot(reader.node("center")),
      right: slot(reader.node("right")), numbersOnePage: numbersOnePage ?? true)
    reader.finish(problems: &problems)
    return slots
  }

  /// A text for every language, or one for each.
  mutating func slot(_ node: ConfigurationNode?) -> [String: String] {
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

  /// Notes a header or footer that is higher than the margin in which it stands.
  mutating func checkFurniture(of stationery: Stationery) {
    let all = [
      (stationery.header, "header", stationery.margins.top, Stationery.Places.Setting.header),
      (stationery.footer, "footer", stationery.margins.bottom, Stationery.Places.Setting.footer),
    ]
    for (slots, name, margin, setting) in all {
      for (index, texts) in [slots.left, slots.center, slots.right].enumerated() {
        let lines = texts.values.map { Stationery.Slots.lines(of: $0).count }.max() ?? 0
        let height = stationery.small.leading * lines
        guard height > margin else { continue }
        report(
          "stationery.measures",
          "the \(name) is \(height.inMillimetres) high, but the margin has only "
            + margin.inMillimetres, places[setting(index)],
          "make the margin larger, or the \(name) shorter or smaller ('small')")
      }
    }
  }

  mutating func reportSlot(_ place: SourceLocation) {
    report(
      "configuration.value", "this must be a text, or a text for each language", place,
      "write \"Side {{page}} av {{pages}}\" or {nb: \"Side {{page}}\", en: \"Page {{page}}\"}")
  }

  /// Notes fields that stationery cannot fill in.
  mutating func checked(_ text: String, _ place: SourceLocation) -> String {
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
