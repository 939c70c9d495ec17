import Diagnostics
import DisplayList
import Geometry

extension LetterLayout {
  /// Notes what would stand over something else on the first page, or reach off it.
  func reportOverlaps(in head: [Fixed]) {
    // A word too wide for its place, which is told already, may well reach over the next one.
    guard !setter.problems.hasErrors else { return }
    var boxes: [(fixed: Fixed, box: Rectangle)] = []
    boxes.reserveCapacity(head.count)
    for fixed in head {
      guard let box = fixed.inkBox else { continue }
      for other in boxes where other.box.overlaps(box) { reportOverlap(of: fixed, other.fixed) }
      boxes.append((fixed, box))
    }
    if let low = boxes.first(where: { $0.fixed.bottom > stationery.textBottom }) {
      setter.problems.report(
        .error(
          "layout.head-too-high", "\(low.fixed.name) reaches below the text of the first page",
          at: low.fixed.galley.galley.rows.first?.origin, hints: ["make it shorter"]))
    }
  }

  private func reportOverlap(of block: Fixed, _ other: Fixed) {
    setter.problems.report(
      .error(
        "layout.overlap", "\(other.name) and \(block.name) overlap on the first page",
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
  /// What the part is called in messages.
  fileprivate var name: String {
    switch self {
    case .letterhead: "the letterhead"
    case .sender: "the sender"
    case .address: "the address"
    case .marking: "the marking"
    case .reference: "the reference block"
    default: rawValue
    }
  }
}
