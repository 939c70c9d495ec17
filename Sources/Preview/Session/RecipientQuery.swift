/// What part of the recipients is asked for, and in which order.
struct RecipientQuery: Hashable, Sendable {
  /// What recipients are put in order by.
  enum Sorting: String, Sendable {
    case list, name, pages, problems, state
  }

  /// Words that a recipient must have.
  var search = ""
  var sorting = Sorting.list
  /// Only letters with so many pages; nil for all, 0 for those that cannot be made.
  var pages: Int?

  /// Whether the answer depends on what was found of letters, or became of them.
  var followsProgress: Bool { pages != nil || [.pages, .problems, .state].contains(sorting) }
}

/// The recipients that matched a query last, so that scrolling does not search again.
struct RecipientMatches {
  private var query: RecipientQuery?
  private var numbers: [Int] = []

  /// Forgets an order that depends on what was found of letters, or became of them.
  mutating func forgetProgress() {
    if query?.followsProgress == true { query = nil }
  }

  /// The numbers of the recipients that match, in order; `language` is that of their names.
  mutating func numbers(
    for query: RecipientQuery, in table: RecipientTable, _ board: CheckResults,
    language: String, states: [LetterAccount.State]
  ) -> [Int] {
    if query == self.query { return numbers }
    let letters = board.now.letters
    let words = RecipientTable.words(of: query.search)
    numbers = (1..<table.count + 1).filter { number in
      let pages = letters.indices.contains(number - 1) ? Int(letters[number - 1].pages) : 0
      return (query.pages == nil || pages == query.pages) && table.has(words, number)
    }
    if query.sorting == .name {
      let names = NameOrder(language)
      let forms = table.labels.map(names.form)
      numbers.sort { (forms[$0 - 1], $0) < (forms[$1 - 1], $1) }
    } else {
      sort(by: query.sorting, letters, states)
    }
    self.query = query
    return numbers
  }

  private mutating func sort(
    by sorting: RecipientQuery.Sorting, _ letters: [CheckResults.Letter],
    _ states: [LetterAccount.State]
  ) {
    func letter(_ number: Int) -> CheckResults.Letter {
      letters.indices.contains(number - 1) ? letters[number - 1] : CheckResults.Letter()
    }
    switch sorting {
    case .list, .name: break
    case .pages: numbers.sort { (letter($1).pages, $0) < (letter($0).pages, $1) }
    case .problems:
      numbers.sort {
        let (left, right) = (letter($0), letter($1))
        return (right.errors, right.warnings, $0) < (left.errors, left.warnings, $1)
      }
    case .state:
      func rank(_ number: Int) -> Int {
        states.indices.contains(number - 1) ? states[number - 1].rank : 0
      }
      numbers.sort { (rank($0), $0) < (rank($1), $1) }
    }
  }
}

extension LetterAccount.State {
  /// What needs doing comes first.
  fileprivate var rank: Int {
    switch self {
    case .missing: 1
    case .changed: 2
    case .made: 3
    }
  }
}
