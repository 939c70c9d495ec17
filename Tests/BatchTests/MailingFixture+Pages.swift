import DisplayList

@testable import Batch

extension MailingFixture {
  /// All that stands on the pages of each letter, in the order of the letters.
  func pageTexts(_ change: (inout RunRequest) -> Void = { _ in }) throws -> [String] {
    try Run(request(change)).pagedLetters().map { letter in
      let items = letter.pages.flatMap(\.blocks).flatMap(\.fragment.items)
      return items.compactMap { item -> String? in
        if case .text(let run) = item.content { run.text } else { nil }
      }.joined()
    }
  }
}
