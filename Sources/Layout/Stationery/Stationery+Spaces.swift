import Document
import Geometry

extension Stationery {
  /// How a heading looks, by its level; the letter's title is of level 1.
  func heading(level: Int) -> Heading {
    level == 1 ? title : headings[min(max(level - 2, 0), headings.count - 1)]
  }

  /// The room between a block and the one before it.
  ///
  /// - Parameters:
  ///   - block: The block.
  ///   - previous: What stands above it; nil for nothing.
  ///   - usual: The room where neither of them is a heading.
  /// - Returns: More or less than that, by how much a heading's room differs from that of paragraphs.
  func space(above block: Block, after previous: Block?, usual: Length) -> Length {
    guard let wanted = heading(of: block)?.above ?? previous.flatMap(heading)?.below else {
      return usual
    }
    return max(.zero, usual + wanted - paragraphSpace)
  }

  private func heading(of block: Block) -> Heading? {
    if case .heading(let level, _) = block.content { heading(level: level) } else { nil }
  }
}
