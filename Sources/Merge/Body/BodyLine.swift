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

  /// Whether Markdown sees nothing of it: it holds only comments.
  var isGone: Bool { isComment && !isCode }

  /// Whether there is nothing on it but perhaps quote marks.
  var isEmpty: Bool { text.utf8.allSatisfy { " \t>".utf8.contains($0) } }

  /// How many quote marks stand before its first tag.
  var quoteMarks: Int { prefix.utf8.prefix { " \t>".utf8.contains($0) }.count { $0 == 0x3E } }

  /// The line without the quote marks before it.
  var unquoted: Substring.UTF8View { Substring(text).utf8.drop { $0 == 0x20 || $0 == 0x3E } }

  /// Whether a list item begins here.
  var beginsItem: Bool { BodyLine.itemMark(unquoted) != nil }

  /// A list item's bullet or number.
  struct ItemMark {
    /// The bullet, or the sign behind the number.
    var sign: UInt8
    /// How many bytes it has.
    var length: Int
    /// Whether it begins a list even where text stands on the line before.
    var canInterrupt: Bool
  }

  /// The mark of the list item that begins at the start of a text (CommonMark 0.29 section 5.2).
  static func itemMark(_ start: Substring.UTF8View) -> ItemMark? {
    let mark: ItemMark
    if let first = start.first, "-+*".utf8.contains(first) {
      guard !isRule(start) else { return nil }
      mark = ItemMark(sign: first, length: 1, canInterrupt: true)
    } else {
      let digits = start.prefix { (0x30...0x39).contains($0) }
      guard (1...9).contains(digits.count), let sign = start.dropFirst(digits.count).first,
        ".)".utf8.contains(sign)
      else { return nil }
      let isFirst = digits.elementsEqual("1".utf8)
      mark = ItemMark(sign: sign, length: digits.count + 1, canInterrupt: isFirst)
    }
    let next = start.dropFirst(mark.length).first
    return next == nil || next == 0x20 || next == 0x09 ? mark : nil
  }

  /// Whether a text is a rule, as `---` and `* * *` are.
  static func isRule(_ text: Substring.UTF8View) -> Bool {
    guard let first = text.first, "-*_".utf8.contains(first) else { return false }
    var count = 0
    for byte in text where byte != 0x20 && byte != 0x09 {
      guard byte == first else { return false }
      count += 1
    }
    return count >= 3
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
