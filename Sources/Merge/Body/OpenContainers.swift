/// The quotations and list items that are open while the body's lines are gone through.
///
/// The first of the two steps of CommonMark 0.29's "A parsing strategy", for containers only. It chooses
/// how far a tag's marker is indented; what the marker then stands in, Markdown itself decides.
struct OpenContainers {
  /// Something that blocks stand in.
  enum Container: Hashable {
    case quote
    /// A list item whose text begins so many columns in.
    case item(width: Int)

    /// What a line begins with that goes on with it.
    var prefix: String {
      switch self {
      case .quote: "> "
      case .item(let width): String(repeating: " ", count: width)
      }
    }
  }

  /// The open containers, the innermost last.
  private(set) var open: [Container] = []
  /// Whether the last line was one of a paragraph, which the next can go on with without marks.
  private(set) var isInText = false
  /// Whether the last line went on with a paragraph without the marks of what the paragraph stands in.
  private(set) var isLazy = false

  /// Goes on to a line that Markdown will see.
  mutating func take(_ line: BodyLine) {
    guard !line.isCode else { return }
    var cursor = ColumnCursor(line.text)
    let matched = matched(&cursor)
    let opened = opened(at: &cursor, continuesText: isInText && matched == open.count)
    let holdsText = !cursor.isBlank && !cursor.beginsLeaf && (isInText || cursor.indent <= 3)
    isLazy = opened.isEmpty && isInText && holdsText && matched < open.count
    if opened.isEmpty, isInText, holdsText { return }
    open = open.prefix(matched) + opened
    isInText = holdsText
  }

  /// What a line by itself stands in, without text before it that it could go on with.
  func containers(of line: BodyLine) -> [Container] {
    var cursor = ColumnCursor(line.text)
    let matched = matched(&cursor)
    return open.prefix(matched) + opened(at: &cursor, continuesText: false)
  }

  /// The open containers without those that need more than so many quote marks; nil if fewer are open.
  func open(withQuotes count: Int) -> [Container]? {
    let quotes = open.indices.filter { open[$0] == .quote }
    guard quotes.count >= count else { return nil }
    return quotes.count == count ? open : Array(open.prefix(quotes[count]))
  }

  /// Goes on to a marker that stands in some containers.
  mutating func take(markerIn containers: [Container]) {
    (open, isInText, isLazy) = (containers, false, false)
  }

  /// How many of some containers a line goes on with.
  static func matched(_ containers: [Container], by line: BodyLine) -> Int {
    var cursor = ColumnCursor(line.text)
    return OpenContainers(open: containers).matched(&cursor)
  }

  private init(open: [Container]) { self.open = open }

  init() {}

  private func matched(_ cursor: inout ColumnCursor) -> Int {
    for (index, container) in open.enumerated() {
      switch container {
      case .quote:
        guard cursor.skipQuoteMark() else { return index }
      case .item(let width):
        guard cursor.isBlank || cursor.indent >= width else { return index }
        cursor.skip(columns: min(width, cursor.indent))
      }
    }
    return open.count
  }

  private func opened(at cursor: inout ColumnCursor, continuesText: Bool) -> [Container] {
    var opened: [Container] = []
    while opened.count <= MarkerWriter.maximumDepth {
      if cursor.skipQuoteMark() {
        opened.append(.quote)
      } else if let width = cursor.skipItemMark(interruptsText: continuesText && opened.isEmpty) {
        opened.append(.item(width: width))
      } else {
        break
      }
    }
    return opened
  }
}

/// Goes through the marks before a line's text, counting columns as CommonMark does: tabs stop at every fourth.
private struct ColumnCursor {
  private var rest: Substring.UTF8View
  private var column = 0
  /// Columns of a tab that were left over.
  private var left = 0

  /// No marks are sought behind so many bytes.
  private static let maximumBytes = 4096

  init(_ text: String) {
    guard text.utf8.count > ColumnCursor.maximumBytes else {
      rest = Substring(text).utf8
      return
    }
    // What is cut off is text: the line is neither blank nor a rule.
    let start = String(decoding: text.utf8.prefix(ColumnCursor.maximumBytes), as: UTF8.self)
    rest = Substring(start + "…").utf8
  }

  var isBlank: Bool { rest.allSatisfy { $0 == 0x20 || $0 == 0x09 } }

  /// How many columns of white space come next.
  var indent: Int {
    var end = column + left
    for byte in rest {
      guard byte == 0x20 || byte == 0x09 else { break }
      end += byte == 0x20 ? 1 : 4 - end % 4
    }
    return end - column
  }

  mutating func skip(columns count: Int) {
    var count = count
    while count > 0 {
      if left == 0 {
        guard let byte = rest.first, byte == 0x20 || byte == 0x09 else { return }
        rest.removeFirst()
        left = byte == 0x20 ? 1 : 4 - column % 4
      }
      let step = min(left, count)
      (left, count, column) = (left - step, count - step, column + step)
    }
  }

  private mutating func skip(bytes count: Int) {
    rest.removeFirst(count)
    column += count
  }

  /// Goes past `>` and the space behind it, if they come next.
  mutating func skipQuoteMark() -> Bool {
    let indent = indent
    guard indent <= 3, mark == UInt8(ascii: ">") else { return false }
    skip(columns: indent)
    skip(bytes: 1)
    skip(columns: 1)
    return true
  }

  /// What comes behind the white space.
  private var text: Substring.UTF8View { rest.drop { $0 == 0x20 || $0 == 0x09 } }
  private var mark: UInt8? { text.first }

  /// Goes past a list item's mark, if it comes next, and tells how far in the item's text begins.
  mutating func skipItemMark(interruptsText: Bool) -> Int? {
    let indent = indent
    guard indent <= 3, let mark = BodyLine.itemMark(text) else { return nil }
    var after = self
    after.skip(columns: indent)
    after.skip(bytes: mark.length)
    if interruptsText, after.isBlank || !mark.canInterrupt { return nil }
    let spaces = after.isBlank || after.indent > 4 ? 1 : after.indent
    after.skip(columns: spaces)
    self = after
    return indent + mark.length + spaces
  }

  /// Whether a heading, a rule or a code fence begins here, which no paragraph goes on with.
  var beginsLeaf: Bool {
    guard indent <= 3, let mark else { return false }
    return switch mark {
    case UInt8(ascii: "#"): text.drop { $0 == mark }.first.map { $0 == 0x20 || $0 == 0x09 } ?? true
    case UInt8(ascii: "`"), UInt8(ascii: "~"): text.prefix { $0 == mark }.count >= 3
    default: BodyLine.isRule(text)
    }
  }
}
