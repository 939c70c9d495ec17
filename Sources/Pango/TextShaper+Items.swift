import CPango

extension TextShaper {
  /// A paragraph in one line, with the places where it may be broken; lines of the author's stand one after
  /// another.
  package func text(of paragraph: Paragraph) -> ShapedText {
    let attributes = attributes(for: paragraph)
    defer { pango_attr_list_unref(attributes) }
    var text = paragraph.text
    return text.withUTF8 { bytes in
      let found = itemized(bytes, attributes)
      defer { found.forEach(pango_item_free) }
      let set = placed(found, in: bytes)
      return ShapedText(
        Array(bytes), set.items, breakingAt: BreakOpportunities.all(in: bytes, of: found),
        isWhole: set.isWhole, shaper: items)
    }
  }

  /// What Pango finds to belong together, in the order of the text; to be freed by the caller.
  ///
  /// Each part between ends of paragraphs is a text of its own, as the bidirectional algorithm has it (UAX #9, P1).
  private func itemized(
    _ text: UnsafeBufferPointer<UInt8>, _ attributes: OpaquePointer?
  ) -> [UnsafeMutablePointer<PangoItem>] {
    var items: [UnsafeMutablePointer<PangoItem>] = []
    for part in TextShaper.paragraphs(in: text) {
      let list = text.withMemoryRebound(to: CChar.self) {
        pango_itemize(
          context, $0.baseAddress, Int32(part.lowerBound), Int32(part.count), attributes, nil)
      }
      var next = list
      while let node = next {
        if let item = node.pointee.data?.assumingMemoryBound(to: PangoItem.self) {
          items.append(item)
        }
        next = node.pointee.next
      }
      g_list_free(list)
    }
    return items
  }

  /// The parts of a text between ends of paragraphs, without those; none is empty.
  private static func paragraphs(in text: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
    var (parts, start, index): ([Range<Int>], Int, Int) = ([], 0, 0)
    while index < text.count {
      let length = text.length(ofParagraphEndAt: index)
      if length > 0 {
        if index > start { parts.append(start..<index) }
        start = index + length
      }
      index += max(1, length)
    }
    if index > start { parts.append(start..<index) }
    return parts
  }

  /// Shapes what Pango found; line ends of the author's are not set.
  private func placed(
    _ found: [UnsafeMutablePointer<PangoItem>], in text: UnsafeBufferPointer<UInt8>
  ) -> (items: [ShapedText.Item], isWhole: Bool) {
    var (placed, isWhole): ([ShapedText.Item], Bool) = ([], true)
    for item in found {
      let range = Int(item.pointee.offset)..<Int(item.pointee.offset + item.pointee.length)
      if text.isLineSeparator(at: range.lowerBound) { continue }
      guard let font = item.pointee.analysis.font, let shapingFont = shapingFont(font),
        var textItem = TextItem(range, shapingFont, item.pointee.analysis)
      else {
        isWhole = false
        continue
      }
      textItem.isTab = text[range.lowerBound] == 0x09
      let shaped = items.shape(range, of: textItem, in: text)
      placed.append(ShapedText.Item(textItem, shaped, of: text, behind: placed.last))
    }
    return (placed, isWhole)
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// How many bytes the character has that ends a paragraph and begins at a place; 0 if there is none.
  fileprivate func length(ofParagraphEndAt index: Int) -> Int {
    switch self[index] {
    case 0x0A, 0x0D: 1
    case 0xE2 where index + 2 < count && self[index + 1] == 0x80 && self[index + 2] == 0xA9: 3
    default: 0
    }
  }

  /// Whether U+2028 begins at a place.
  fileprivate func isLineSeparator(at index: Int) -> Bool {
    index + 2 < count && self[index] == 0xE2 && self[index + 1] == 0x80 && self[index + 2] == 0xA8
  }
}
