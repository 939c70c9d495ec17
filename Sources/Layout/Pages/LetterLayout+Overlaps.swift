import Diagnostics
import DisplayList
import Geometry

extension LetterLayout {
  /// Notes what would stand over something else on the first page, or reach off it.
  func reportOverlaps(in head: [Fixed]) {
    // A word too wide for its place, which is told already, may well reach over the next one.
    guard !setter.problems.hasErrors else { return }
    let boxes = head.compactMap { fixed in
      fixed.inkBox.map { (name: fixed.galley.galley.id.part.name, fixed: fixed, box: $0) }
    }
    for (index, block) in boxes.enumerated() {
      for other in boxes[..<index] where other.box.overlaps(block.box) {
        setter.problems.report(
          .error(
            "layout.overlap", "\(other.name) and \(block.name) overlap on the first page",
            hints: ["change the letterhead, the window or the reference column of the stationery"],
            failure: .configuration))
      }
    }
    if let low = boxes.first(where: { $0.fixed.bottom > stationery.textBottom }) {
      setter.problems.report(
        .error(
          "layout.head-too-high", "\(low.name) reaches below the text of the first page",
          at: low.fixed.galley.galley.rows.first?.origin, hints: ["make it shorter"]))
    }
  }
}

extension LetterLayout.Fixed {
  /// What the block covers on the page; nil if it is empty.
  fileprivate var inkBox: Rectangle? {
    let edges = galley.galley.rows.flatMap(\.items).map(\.edges)
    guard let left = edges.map(\.left).min(), let right = edges.map(\.right).max() else {
      return nil
    }
    return Rectangle(
      origin: Point(x: origin.x + left, y: origin.y),
      size: Size(width: right - left, height: bottom - origin.y))
  }
}

extension Item {
  /// Where it begins and ends, from its block's left edge.
  fileprivate var edges: (left: Length, right: Length) {
    switch content {
    case .text(let run): (run.origin.x, run.origin.x + run.width)
    case .image(_, let box), .fill(let box, _): (box.origin.x, box.right)
    }
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
