/// A line of the body whose tags have been replaced by private-use characters.
struct BodyLine {
  /// Its number in the file.
  var number: Int
  /// The line as Markdown will see it, if it is shown to Markdown at all.
  var text: String
  /// Its tags, as positions in the list of all tags.
  var tags: Range<Int>
  /// Quote marks and spaces before the first tag.
  var prefix: String
  /// Whether nothing but tags that make blocks, and comments, stands on it.
  var isStructural: Bool
  /// Whether nothing but comments stands on it.
  var isComment: Bool
  /// For each tag: the byte of ``text`` behind its character, and how many characters its source is
  /// longer than that one.
  var shifts: [(byte: Int, characters: Int)]
  /// Whether it is inside a fenced code block, where block tags have no special place.
  var isCode = false

  /// Whether there is nothing on it.
  var isBlank: Bool { text.utf8.allSatisfy { $0 == 0x20 || $0 == 0x09 } }

  /// The column in the file of a byte of ``text``, both counted from 1.
  func column(ofByte byte: Int) -> Int {
    let before = String(decoding: text.utf8.prefix(max(0, byte - 1)), as: UTF8.self).count
    return before + 1 + shifts.reduce(0) { $1.byte <= byte - 1 ? $0 + $1.characters : $0 }
  }

  /// The line without the quote marks before it.
  var unquoted: Substring.UTF8View { Substring(text).utf8.drop { $0 == 0x20 || $0 == 0x3E } }

  /// Whether a list item begins here (CommonMark 0.29 section 5.2).
  var beginsItem: Bool {
    let start = unquoted
    let marker: Int
    if let first = start.first, "-+*".utf8.contains(first) {
      // `---` and `* * *` are rules.
      let marks = start.filter { $0 != 0x20 && $0 != 0x09 }
      if marks.count >= 3, marks.allSatisfy({ $0 == first && first != UInt8(ascii: "+") }) {
        return false
      }
      marker = 1
    } else {
      let digits = start.prefix { (0x30...0x39).contains($0) }.count
      guard (1...9).contains(digits), let mark = start.dropFirst(digits).first,
        ".)".utf8.contains(mark)
      else { return false }
      marker = digits + 1
    }
    let next = start.dropFirst(marker).first
    return next == nil || next == 0x20 || next == 0x09
  }

  /// Whether it is the line of hyphens and bars below a table's header.
  var isDelimiterRow: Bool {
    let row = unquoted
    return row.contains(UInt8(ascii: "|")) && row.contains(UInt8(ascii: "-"))
      && row.allSatisfy { "|-: \t".utf8.contains($0) }
  }

  /// Whether it could be a row of a table.
  var holdsBar: Bool { text.utf8.contains(UInt8(ascii: "|")) }

  /// A line that begins or ends a code block.
  struct Fence {
    /// A grave accent or a tilde.
    var mark: UInt8
    /// How many of them.
    var length: Int
    /// Whether nothing else stands on the line; only then can it end a block.
    var isBare: Bool
  }

  /// The code fence that begins or ends here.
  var fence: Fence? {
    var start = Substring(unquoted)
    if beginsItem { start = start.drop { $0 != " " }.drop { $0 == " " } }
    guard let mark = start.utf8.first, mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~") else {
      return nil
    }
    let length = start.utf8.prefix { $0 == mark }.count
    let info = start.utf8.dropFirst(length)
    guard length >= 3, mark != UInt8(ascii: "`") || !info.contains(mark) else { return nil }
    return Fence(
      mark: mark, length: length, isBare: info.allSatisfy { $0 == 0x20 || $0 == 0x09 })
  }
}
