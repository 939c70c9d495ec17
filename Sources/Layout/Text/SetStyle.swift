import Document
import Geometry
import Pango

/// A text style with the fonts it takes, looked up once for all letters.
final class SetStyle {
  /// Size and line distance.
  let text: Stationery.TextSize
  /// The colour of the text.
  let color: Color
  /// The colour of links.
  let linkColor: Color
  /// How far the style's font reaches above and below the baseline.
  let extent: (ascent: Length, descent: Length)
  /// The baseline of a line whose top is at 0: the font's height stands in the middle of the leading.
  let baseline: Length
  /// What is held against its lines.
  let demerits: LineDemerits
  /// Whether words are hyphenated.
  let isHyphenated: Bool
  /// The fonts of inlines, by the bits of their style.
  private let fonts: [TextFont]

  /// The height of a line.
  var leading: Length { text.leading }

  init(_ style: TextStyle, setter: TextSetter) {
    (text, color, linkColor) = (style.text, style.color, style.linkColor)
    isHyphenated = style.lines == .running
    demerits = style.lines == .balanced ? .balanced : .running(style.room)
    fonts = (UInt8(0)..<8).map { bits in
      let inline = Inline.Style(rawValue: bits)
      let isCode = inline.contains(.code)
      return setter.font(
        FontRequest(
          family: isCode ? style.codeFamily : style.family,
          size: SetStyle.size(style.text.size, inline),
          isBold: style.isBold || inline.contains(.strong),
          isItalic: inline.contains(.emphasis) && !isCode))
    }
    extent = setter.extent(of: fonts[0])
    baseline = (style.text.leading - extent.ascent - extent.descent) / 2 + extent.ascent
  }

  func font(of inline: Inline) -> TextFont { fonts[Int(inline.style.rawValue & 7)] }

  /// The size of an inline's em.
  func size(of inline: Inline) -> Length { SetStyle.size(text.size, inline.style) }

  /// Typewriter faces look larger than others of their size.
  private static func size(_ size: Length, _ style: Inline.Style) -> Length {
    style.contains(.code) ? size.scaled(by: 0.92) : size
  }
}

/// The styles of a stationery's letters, each made when it is first used.
final class SetStyles {
  private let stationery: Stationery
  private let setter: TextSetter
  private var headings: [Int: SetStyle] = [:]

  /// Running text.
  private(set) lazy var text = set(stationery.textStyle)
  /// Paragraphs of the body.
  private(set) lazy var running = set(stationery.runningStyle)
  /// Running text in bold.
  private(set) lazy var boldText = set(stationery.textStyle.bold)
  /// Running text in the muted colour.
  private(set) lazy var mutedText = set(stationery.textStyle.colored(stationery.colors.muted))
  /// Reference block and the like.
  private(set) lazy var small = set(stationery.smallStyle)
  /// The reference block's marking.
  private(set) lazy var boldSmall = set(stationery.smallStyle.bold)
  /// Labels, header and footer.
  private(set) lazy var mutedSmall = set(stationery.smallStyle.colored(stationery.colors.muted))

  init(_ stationery: Stationery, setter: TextSetter) {
    (self.stationery, self.setter) = (stationery, setter)
  }

  /// A heading, by its level; the letter's title is of level 1.
  func heading(level: Int) -> SetStyle {
    if let known = headings[level] { return known }
    let style = set(level == 1 ? stationery.titleStyle : stationery.headingStyle(level: level))
    headings[level] = style
    return style
  }

  /// Any other style.
  func set(_ style: TextStyle) -> SetStyle { SetStyle(style, setter: setter) }
}
