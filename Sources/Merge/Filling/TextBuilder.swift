import Document

/// Puts running text together, and tidies the spaces that vanished values leave behind.
struct TextBuilder {
  /// The text so far.
  private(set) var inlines: [Inline] = []
  /// Whether there is nothing but white space so far.
  private(set) var isBlank = true
  private var endsInSpace = true
  private var hasGap = false

  /// A text of so many pieces, or a few more.
  init(capacity: Int) { inlines.reserveCapacity(capacity) }

  /// Adds words of the author or a value.
  mutating func add(_ inline: Inline) {
    guard let first = inline.text.utf8.first else { return }
    var inline = inline
    if hasGap, endsInSpace || inlines.isEmpty {
      if first == 0x20 {
        inline.text.removeFirst(inline.text.utf8.prefix { $0 == 0x20 }.count)
      } else if ".,;:!?)".utf8.contains(first) {
        trimEnd()
      }
      guard !inline.text.isEmpty else { return }
    }
    hasGap = false
    if isBlank { isBlank = inline.text.utf8.allSatisfy { $0 == 0x20 } }
    endsInSpace = inline.text.utf8.last.map { $0 == 0x20 } ?? endsInSpace
    inlines.append(inline)
  }

  /// Adds the space of a line end in the source, unless a space is there already.
  mutating func addSoftBreak(_ inline: Inline) {
    guard !endsInSpace, !inlines.isEmpty else { return }
    add(inline)
    hasGap = true
  }

  /// Notes that a value printed nothing here.
  mutating func vanish() { hasGap = true }

  /// The text without spaces at its ends; empty if it is blank.
  mutating func finish() -> [Inline] {
    guard !isBlank else { return [] }
    trimEnd()
    let blank = inlines.prefix { inline in inline.text.utf8.allSatisfy { $0 == 0x20 } }.count
    if blank > 0 { inlines.removeFirst(blank) }
    if let spaces = inlines.first?.text.utf8.prefix(while: { $0 == 0x20 }).count, spaces > 0 {
      inlines[0].text.removeFirst(spaces)
    }
    return inlines
  }

  private mutating func trimEnd() {
    while let last = inlines.indices.last, inlines[last].text.utf8.last == 0x20 {
      let spaces = inlines[last].text.utf8.reversed().prefix { $0 == 0x20 }.count
      if spaces == inlines[last].text.utf8.count {
        inlines.removeLast()
      } else {
        inlines[last].text.removeLast(spaces)
      }
    }
    endsInSpace = inlines.isEmpty
  }
}
