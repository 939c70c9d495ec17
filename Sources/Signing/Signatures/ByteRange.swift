/// Which bytes of a file a signature covers: all but one hole (ISO 32000-1, 12.8.1).
package struct ByteRange: Hashable, Sendable {
  /// Where the hole begins: the offset of the `<` of `/Contents`.
  package var holeStart: Int
  /// Where the hole ends: the offset after its `>`.
  package var holeEnd: Int
  /// Where the covered bytes end: the file's length when it was signed.
  package var end: Int

  /// The range around a hole in a file of `end` bytes.
  package init(holeStart: Int, holeEnd: Int, end: Int) {
    (self.holeStart, self.holeEnd, self.end) = (holeStart, holeEnd, end)
  }

  /// How wide ``text`` is: room for four numbers of 12 digits, so that no file is too long.
  package static let width = 1 + 4 * 12 + 3 + 1

  /// The array as it stands in the file, filled with spaces to ``width``.
  package var text: [UInt8] {
    var text = Array("[0 \(holeStart) \(holeEnd) \(end - holeEnd)".utf8)
    text += Array(repeating: UInt8(ascii: " "), count: max(0, ByteRange.width - 1 - text.count))
    text.append(UInt8(ascii: "]"))
    return text
  }
}
