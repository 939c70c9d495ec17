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
  /// How its lines are chosen.
  var lines = LineChoice.even
  /// How far their word spaces give way.
  var room = LineRoom.none

  /// Ways to choose lines.
  enum LineChoice: Hashable {
    /// Lines that leave as even a room as can be; the last one may be as short as it likes.
    case even
    /// The same with hyphens.
    case running
    /// The last line is as long as the others, as in a title.
    case balanced
  }

  /// The style with everything bold.
  var bold: TextStyle {
    var copy = self
    copy.isBold = true
    return copy
  }

  /// The style with lines of like length.
  fileprivate var balanced: TextStyle {
    var copy = self
    copy.lines = .balanced
    return copy
  }

  /// The style in another colour.
  func colored(_ color: Color) -> TextStyle {
    var copy = self
    copy.color = color
    return copy
  }
}

extension Stationery.TextLines {
  /// How far lines give way.
  fileprivate var room: LineRoom {
    var room = isJustified ? LineRoom.justified : LineRoom()
    if !hasFlexibleSpaces { (room.stretch, room.shrink) = (0, 0) }
    if !hasFlexibleLetters { (room.letters, room.tracking) = (0, 0) }
    room.hangs = hasHangingPunctuation
    return room
  }
}

extension Stationery {
  /// Running text.
  var textStyle: TextStyle { style(fonts.text, text, colors.text) }
  /// Paragraphs of the body.
  var runningStyle: TextStyle {
    var style = textStyle
    style.lines = .running
    style.room = lines.room
    return style
  }
  /// Reference block, header, footer and the like.
  var smallStyle: TextStyle { style(fonts.text, small, colors.text) }
  /// The letter's title.
  var titleStyle: TextStyle { style(fonts.headings, title.text, colors.accent).bold.balanced }

  /// A heading of the body; level 2 is the highest.
  func headingStyle(level: Int) -> TextStyle {
    style(fonts.headings, heading(level: level).text, colors.text).bold.balanced
  }

  private func style(_ family: String, _ size: TextSize, _ color: Color) -> TextStyle {
    TextStyle(
      family: family, codeFamily: fonts.code, text: size, color: color, linkColor: colors.accent)
  }
}
