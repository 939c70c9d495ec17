import Configuration
import Diagnostics
import Foundation
import Geometry
import Hyphenation

/// Takes a stationery file apart; what is not said has the value of a plain public letter on A4.
struct StationeryReading {
  let folder: String
  var problems = DiagnosticCollector()
  /// Where the file says what.
  var places: Stationery.Places

  /// A reading of a file in a folder; pictures are found from there.
  init(folder: String, file: String) {
    self.folder = folder
    places = Stationery.Places(file: SourceLocation(file: file, line: 1, column: 1))
  }

  mutating func stationery(_ root: ConfigurationNode) -> Stationery {
    var reader = self.reader(root, "the stationery")
    let paper = paper(reader.node("paper"))
    let margins = margins(reader.node("margins"))
    var lines = Stationery.TextLines()
    let text = textSize(reader.node("text"), "text", standard: (10, 14)) { reader, problems in
      lines = StationeryReading.lines(&reader, &problems)
    }
    let signers = signers(reader.node("signers"))
    let paragraphSpace = reader.length("paragraph space", problems: &problems) ?? .points(7)
    let window = window(reader.node("window"), margins: margins)
    let bodyTop = bodyTop(&reader)
    places.note(.reference, at: reader.node("reference")?.location)
    places.note(.window, at: reader.node("window")?.location)
    places.note(.signature, at: reader.node("signature")?.location)
    var stationery = Stationery(
      paper: paper, margins: margins, window: window, fonts: fonts(reader.node("fonts")),
      colors: colors(reader.node("colors")), text: text,
      small: textSize(reader.node("small"), "small", standard: (8.5, 12)),
      title: title(reader.node("title"), paragraphSpace: paragraphSpace),
      headings: headings(&reader, text: text, paragraphSpace: paragraphSpace),
      paragraphSpace: paragraphSpace,
      indent: reader.length("indent", problems: &problems) ?? .millimetres(6),
      bodyTop: bodyTop.preferred, leastBodyTop: bodyTop.least,
      reference: reference(
        reader.node("reference"),
        columns: Columns(signers.count, within: paper.width - margins.left - margins.right),
        margin: margins.left),
      signers: signers, lists: lists(reader.node("lists"), signers: signers),
      signature: signature(reader.node("signature"), paper: paper),
      letterhead: letterhead(reader.node("letterhead")),
      header: slots(reader.node("header"), "the header", isOnFirstPage: false) { .header($0) },
      footer: slots(reader.node("footer"), "the footer", isOnFirstPage: true) { .footer($0) },
      fit: fit(reader.node("fit")), foldMarks: foldMarks(&reader))
    stationery.hyphenation = HyphenationSettings(
      reader.node("hyphenation"), failure: .configuration, problems: &problems)
    stationery.lines = lines
    reader.finish(problems: &problems)
    stationery.places = places
    checkFurniture(of: stationery)
    checkMeasures(of: stationery, at: root.location)
    checkLines(of: stationery, at: root.location)
    return stationery
  }

  mutating func reader(_ node: ConfigurationNode, _ context: String) -> MappingReader {
    MappingReader(node, context: context, failure: .configuration, problems: &problems)
  }

  mutating func reader(_ node: ConfigurationNode?, _ context: String) -> MappingReader {
    let nothing = ConfigurationNode(.null, at: places.file)
    return reader(node ?? nothing, context)
  }

  mutating func report(
    _ id: String, _ message: String, _ place: SourceLocation, _ hint: String
  ) {
    problems.report(
      .error(id, message, at: place, hints: [hint], failure: .configuration))
  }

  // MARK: Paper

  mutating func paper(_ node: ConfigurationNode?) -> Size {
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

  mutating func margins(_ node: ConfigurationNode?) -> Stationery.Margins {
    var reader = self.reader(node, "the margins")
    let margins = Stationery.Margins(
      top: reader.length("top", problems: &problems) ?? .millimetres(25),
      right: reader.length("right", problems: &problems) ?? .millimetres(25),
      bottom: reader.length("bottom", problems: &problems) ?? .millimetres(28),
      left: reader.length("left", problems: &problems) ?? .millimetres(25))
    reader.finish(problems: &problems)
    return margins
  }

  mutating func window(_ node: ConfigurationNode?, margins: Stationery.Margins)
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

  /// Where the text of the first page begins: a length, or a preferred and a least one.
  private mutating func bodyTop(
    _ reader: inout MappingReader
  ) -> (preferred: Length, least: Length) {
    let usual = Length.millimetres(98)
    guard let node = reader.node("body top"), case .mapping = node.content else {
      let top = reader.length("body top", problems: &problems) ?? usual
      return (top, top)
    }
    var reader = self.reader(node, "'body top'")
    let preferred = reader.length("preferred", problems: &problems) ?? usual
    let least = reader.length("least", problems: &problems) ?? preferred
    reader.finish(problems: &problems)
    if least > preferred {
      report(
        "stationery.measures", "the least 'body top' is larger than the preferred one",
        node.location, "write for instance {preferred: 97 mm, least: 88 mm}")
    }
    return (preferred, min(least, preferred))
  }

  mutating func foldMarks(_ reader: inout MappingReader) -> [Length] {
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
  mutating func checkMeasures(of stationery: Stationery, at place: SourceLocation) {
    checkText(of: stationery, at: place)
    checkWindow(of: stationery, at: place)
    if stationery.reference.left + stationery.reference.labelWidth + .millimetres(15)
      > stationery.paper.width - stationery.margins.right
    {
      report(
        "stationery.measures", "the reference column leaves less than 15 mm for its values", place,
        "move it to the left or make its labels' part narrower")
    }
  }

  private mutating func checkText(of stationery: Stationery, at place: SourceLocation) {
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
  }

  private mutating func checkWindow(of stationery: Stationery, at place: SourceLocation) {
    let window = stationery.window.rectangle
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
  }
}
