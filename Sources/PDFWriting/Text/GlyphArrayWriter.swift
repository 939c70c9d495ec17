/// Shows glyphs with steps between them (ISO 32000-1, 9.4.3, operator TJ): strings and the array that holds
/// them are opened when they are needed, and closed together.
package struct GlyphArrayWriter: Sendable {
  /// How strings of glyphs are written (7.3.4).
  package enum Coding: Sendable {
    /// Four digits a glyph, for people who read the file.
    case hexadecimal
    /// Two bytes a glyph.
    case binary
  }

  @usableFromInline let coding: Coding
  @usableFromInline var isArrayOpen = false
  @usableFromInline var isStringOpen = false

  /// An array that is not open yet.
  @inlinable
  package init(_ coding: Coding) {
    self.coding = coding
  }

  /// Shows a glyph of a font whose codes have two bytes.
  @inlinable
  package mutating func show(_ code: UInt16, in content: inout ContentText) {
    open(in: &content)
    if !isStringOpen { content.text.byte(coding == .binary ? 0x28 : 0x3C) }
    isStringOpen = true
    switch coding {
    case .hexadecimal: content.text.hexadecimal(code)
    case .binary:
      content.text.literalByte(UInt8(code >> 8))
      content.text.literalByte(UInt8(code & 0xFF))
    }
  }

  /// Moves on by thousandths of the em.
  @inlinable
  package mutating func step(_ thousandths: Int, in content: inout ContentText) {
    open(in: &content)
    closeString(in: &content)
    content.text.integer(-thousandths)
  }

  /// Closes whatever is open.
  @inlinable
  package mutating func close(in content: inout ContentText) {
    guard isArrayOpen else { return }
    closeString(in: &content)
    content.text += "]TJ\n"
    isArrayOpen = false
  }

  @inlinable
  mutating func open(in content: inout ContentText) {
    if !isArrayOpen { content.text.byte(0x5B) }
    isArrayOpen = true
  }

  @inlinable
  mutating func closeString(in content: inout ContentText) {
    if isStringOpen { content.text.byte(coding == .binary ? 0x29 : 0x3E) }
    isStringOpen = false
  }
}
