import Diagnostics
import DisplayList
import Geometry

extension LetterLayout {
  /// Notes what would stand over something else on the first page, or reach off it.
  func reportOverlaps(in head: [Fixed]) {
    // A word too wide for its place, which is told already, may well reach over the next one.
    guard !setter.problems.hasErrors else { return }
    var boxes: [Rectangle?] = []
    boxes.reserveCapacity(head.count)
    for (index, fixed) in head.enumerated() {
      let box = fixed.inkBox
      if let box {
        for other in 0..<index {
          if let before = boxes[other], before.overlaps(box) {
            reportOverlap(of: fixed, head[other])
          }
        }
      }
      boxes.append(box)
    }
    let low = head.indices.first { boxes[$0] != nil && head[$0].bottom > stationery.textBottom }
    if let low {
      setter.problems.report(
        .error(
          "layout.head-too-high", "\(head[low].name) reaches below the text of the first page",
          at: head[low].galley.galley.rows.first?.origin, hints: ["make it shorter"]))
    }
  }

  private func reportOverlap(of block: Fixed, _ other: Fixed) {
    let parts = [block.galley.galley.id.part, other.galley.galley.id.part]
    let part = parts.contains(.letterhead) ? .letterhead : parts[0]
    setter.problems.report(
      .error(
        "layout.overlap", "\(other.name) and \(block.name) overlap on the first page",
        at: stationery.places[part.setting],
        hints: ["change the letterhead, the window or the reference column of the stationery"],
        failure: .configuration))
  }
}

extension LetterLayout.Fixed {
  /// What the block is called in messages.
  fileprivate var name: String { galley.galley.id.part.name }

  /// What the block covers on the page; nil if it is empty.
  fileprivate var inkBox: Rectangle? {
    guard let ink = galley.ink else { return nil }
    return Rectangle(
      origin: Point(x: origin.x + ink.left, y: origin.y),
      size: Size(width: ink.right - ink.left, height: galley.height))
  }
}

extension BlockID.Part {
  /// The setting of the stationery that says where the part stands.
  fileprivate var setting: Stationery.Places.Setting {
    switch self {
    case .letterhead: .letterhead
    case .address: .window
    case .signature: .signature
    default: .reference
    }
  }

  /// What the part is called in messages.
  fileprivate var name: String {
    switch self {
    case .letterhead: "the letterhead"
    case .sender: "the sender"
    case .address: "the address"
    case .marking: "the marking"
    case .reference: "the reference block"
    case .signature: "the signature's box"
    default: rawValue
    }
  }
}
