import Geometry
import Pango

/// How a paragraph is set where its inlines say nothing else.
struct TextStyle: Hashable {
  var family: String
  /// The family for inlines in code style.
  var codeFamily: String
  /// Size and line distance.
  var text: Stationery.TextSize
  /// The colour of the text.
  var color: Color
  /// The colour of links.
  var linkColor: Color
  /// Whether everything is bold.
  var isBold = false

  /// The style with everything bold.
  var bold: TextStyle {
    var copy = self
    copy.isBold = true
    return copy
  }

  /// The style in another colour.
  func colored(_ color: Color) -> TextStyle {
    var copy = self
    copy.color = color
    return copy
  }
}

extension Stationery {
  /// Running text.
  var textStyle: TextStyle { style(fonts.text, text, colors.text) }
  /// Reference block, header, footer and the like.
  var smallStyle: TextStyle { style(fonts.text, small, colors.text) }
  /// The letter's title.
  var titleStyle: TextStyle { style(fonts.headings, title.text, colors.accent).bold }

  /// A heading of the body; level 2 is the highest.
  func headingStyle(level: Int) -> TextStyle {
    style(fonts.headings, heading(level: level).text, colors.text).bold
  }

  private func style(_ family: String, _ size: TextSize, _ color: Color) -> TextStyle {
    TextStyle(
      family: family, codeFamily: fonts.code, text: size, color: color, linkColor: colors.accent)
  }
}
