extension ShapedText {
  /// Lets the signs beside a place stand out; those of text from right to left do not.
  func hang(_ place: inout LinePlace, at edges: HangingEdges) {
    place.hang = edges.contains(.end) ? endHang(at: place) : 0
    place.startHang = edges.contains(.start) ? startHang(at: place.offset) : 0
    place.reach -= place.hang
    place.start += place.startHang
  }

  private func endHang(at place: LinePlace) -> Int {
    let ink = end(ofInkBefore: place.offset)
    guard let index = item(endingAt: ink), !items[index].item.isRightToLeft else { return 0 }
    let item = items[index].item
    if insertion(at: place) != nil {
      return (item.font.hyphen.map { $0.width * HangingSigns.atEnd($0.codepoint) } ?? 0) / 100
    }
    let start = bytes.withUnsafeBufferPointer { $0.start(ofCharacterBefore: ink) }
    let share = HangingSigns.atEnd(scalar(at: start))
    guard share > 0, start >= item.range.lowerBound else { return 0 }
    return (x(at: ink, in: index) - x(at: start, in: index)) * share / 100
  }

  private func startHang(at offset: Int) -> Int {
    guard offset < bytes.count, let index = item(endingAt: offset + 1),
      !items[index].item.isRightToLeft
    else { return 0 }
    let share = HangingSigns.atStart(scalar(at: offset))
    guard share > 0, offset >= items[index].item.range.lowerBound else { return 0 }
    return (x(at: offset + 1, in: index) - x(at: offset, in: index)) * share / 100
  }

  private func x(at offset: Int, in index: Int) -> Int {
    items[index].edges[items[index].edge(at: offset)].x
  }

  /// The character at a place, of those up to U+FFFF; 0 for any other.
  private func scalar(at index: Int) -> UInt32 {
    let byte = UInt32(bytes[index])
    switch bytes[index] {
    case ..<0x80: return byte
    case 0xC2...0xDF where index + 1 < bytes.count:
      return (byte & 0x1F) << 6 | UInt32(bytes[index + 1] & 0x3F)
    case 0xE0...0xEF where index + 2 < bytes.count:
      return (byte & 0x0F) << 12 | UInt32(bytes[index + 1] & 0x3F) << 6
        | UInt32(bytes[index + 2] & 0x3F)
    default: return 0
    }
  }
}
