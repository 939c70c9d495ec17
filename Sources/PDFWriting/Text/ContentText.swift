/// The content of a page or an appearance as it is written: operands and operators, a line each
/// (ISO 32000-1, 7.8.2 and annex A).
///
/// Lengths are thousandths of a point, and y grows upwards.
package struct ContentText: Sendable {
  /// The text; the numbers of marked-content sequences may be open.
  package var text: ObjectText

  /// No content yet, with room for so many bytes.
  package init(reserving count: Int = 0) {
    text = ObjectText(reserving: count)
  }

  /// How many bytes were written so far.
  @inlinable
  package var bytes: [UInt8] { text.bytes }

  /// Adds other content whose marked-content sequences count from `first`.
  @inlinable
  package mutating func append(_ other: ContentText, countingFrom first: Int) {
    text.append(other.text, countingFrom: first)
  }

  @usableFromInline
  mutating func operand(_ value: Int) {
    text.thousandths(value)
    text.byte(0x20)
  }
}

// The graphics state (8.4.4).
extension ContentText {
  /// Keeps the state, to be restored in this stream of the page or a later one.
  package mutating func save() { text += "q\n" }

  /// Restores the state that was kept last.
  package mutating func restore() { text += "Q\n" }

  /// Moves the origin; nothing is written for a place that it is at.
  package mutating func translate(x: Int, y: Int) {
    guard x != 0 || y != 0 else { return }
    text += "1 0 0 1 "
    operand(x)
    operand(y)
    text += "cm\n"
  }

  /// Sets the colour of what is painted, in thousandths.
  package mutating func fillColor(gray: Int) {
    operand(gray)
    text += "g\n"
  }

  /// Sets the colour of what is painted, in thousandths.
  package mutating func fillColor(red: Int, green: Int, blue: Int) {
    operand(red)
    operand(green)
    operand(blue)
    text += "rg\n"
  }
}

// Shapes and pictures (8.5 and 8.8).
extension ContentText {
  /// Fills a rectangle, given by its lower left corner.
  package mutating func fillRectangle(x: Int, y: Int, width: Int, height: Int) {
    for value in [x, y, width, height] { operand(value) }
    text += "re f\n"
  }

  /// Paints an image that is a resource of the page, given by its lower left corner.
  package mutating func paintImage(_ name: String, x: Int, y: Int, width: Int, height: Int) {
    text += "q "
    operand(width)
    text += "0 0 "
    operand(height)
    operand(x)
    operand(y)
    text += "cm"
    text.name(name)
    text += " Do Q\n"
  }
}

// Text (9.4).
extension ContentText {
  /// Begins a text object.
  package mutating func beginText() { text += "BT\n" }

  /// Ends the text object.
  package mutating func endText() { text += "ET\n" }

  /// Begins a line so far from the beginning of the last.
  package mutating func moveLine(x: Int, y: Int) {
    operand(x)
    operand(y)
    text += "Td\n"
  }

  /// Chooses a font that is a resource of the page, and its size.
  package mutating func font(_ name: String, size: Int) {
    text.name(name)
    text += " "
    operand(size)
    text += "Tf\n"
  }

  /// Shows text wider or narrower than its font has it, in thousandths of that.
  package mutating func horizontalScaling(_ thousandths: Int) {
    // The operator takes per cent, and operands are written as thousandths.
    operand(thousandths * 100)
    text += "Tz\n"
  }

  /// Raises what is shown.
  package mutating func rise(_ height: Int) {
    operand(height)
    text += "Ts\n"
  }
}

// Marked content (14.6).
extension ContentText {
  /// Begins a sequence with a tag, given with its slash, and properties.
  @inlinable
  package mutating func beginMarkedContent(
    _ tag: StaticString, _ properties: (inout DictionaryWriter) -> Void
  ) {
    text += tag
    text.dictionary(properties)
    text += "BDC\n"
  }

  /// Ends the sequence that was begun last.
  package mutating func endMarkedContent() { text += "EMC\n" }
}
