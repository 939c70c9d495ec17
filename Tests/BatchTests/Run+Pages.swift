import Composition
import Diagnostics
import DisplayList

@testable import Batch

extension Run {
  /// The letters of the run, laid out, in the list's order.
  func pagedLetters() throws -> [PagedLetter] {
    var feed = try self.feed()
    var letters: [PagedLetter] = []
    while let record = try feed.next() {
      letters.append(
        try withMaker { maker throws(DiagnosticsError) in try maker.pages(for: record).output })
    }
    return letters
  }
}

extension PagedLetter {
  /// The text of each line of a part, such as the recipient list.
  func lines(of part: BlockID.Part) -> [String] {
    pages.flatMap(\.blocks).filter { $0.fragment.id.block.part == part }.flatMap { block in
      block.fragment.items.compactMap { item in
        if case .text(let run) = item.content { run.text } else { nil }
      }
    }
  }
}
