import Document

extension Block {
  /// Whether the block above announces it: with a colon at its end, if it is anything that can be shown so.
  func isAnnounced(by previous: Block?) -> Bool {
    switch content {
    case .list, .table, .quote, .image: previous?.endsWithColon == true
    case .heading, .paragraph, .rule, .pageBreak: false
    }
  }

  /// Whether it is a paragraph whose last sign is a colon.
  private var endsWithColon: Bool {
    guard case .paragraph(let inlines) = content else { return false }
    let last = inlines.last { $0.text.utf8.contains { $0 != 0x20 } }
    return last?.text.utf8.last { $0 != 0x20 } == UInt8(ascii: ":")
  }
}
