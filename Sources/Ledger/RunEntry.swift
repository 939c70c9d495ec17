/// How far a run came.
package enum RunState: String, Sendable {
  /// It is at work, or was killed.
  case running
  /// Every letter of it is there.
  case complete
  /// It went through, but letters of it cannot be made.
  case faulty
  /// It made nothing, as letters of it are at fault.
  case refused
  /// It was asked to stop, and did so in good order.
  case interrupted
  /// It broke off: a file could not be written, or a key was not there.
  case failed
  /// No run: the ledger was made anew from the manifest.
  case rebuilt
}

/// What a run is about, as the ledger keeps it.
package struct RunDescription: Hashable, Sendable {
  /// The mailing as the author named it.
  package var mailing: String
  /// The list as the author named it.
  package var list: String
  /// The program that runs.
  package var program: String

  /// A run over a list.
  package init(mailing: String, list: String, program: String) {
    (self.mailing, self.list, self.program) = (mailing, list, program)
  }
}

/// A run as the ledger knows it.
package struct RunEntry: Hashable, Sendable {
  /// The run's number, 1 for the first one in the folder; runs are ordered by it, never by the clock.
  package var id: Int64
  /// What it is about.
  package var description: RunDescription
  /// Whether the folder's plan was made of the whole list by it.
  package var isWhole: Bool
  /// How far it came.
  package var state: RunState
  /// When it began, in seconds since 1970 by the machine's clock.
  package var started: Double
  /// When it ended; nil if it has not, or was killed.
  package var ended: Double?
}

/// How many letters a folder has, by what has become of them.
package struct LedgerTotals: Hashable, Sendable {
  /// How many letters are in the plan.
  package var letters = 0
  /// How many of them are made.
  package var made = 0
  /// How many of them cannot be made.
  package var failed = 0
  /// How many pages the made ones have.
  package var pages = 0
  /// How many sheets the made ones take, printed on both sides.
  package var sheets = 0
  /// How many bytes the made ones have.
  package var bytes = 0
  /// How many letters the list has no recipient for any more.
  package var gone = 0

  /// How many are still to be made.
  package var waiting: Int { letters - made - failed }
  /// Whether every letter of the plan is made.
  package var isComplete: Bool { made == letters }

  package init() {}

  /// Counts a letter that has a recipient.
  mutating func add(_ entry: LedgerEntry) {
    letters += 1
    if entry.state == .failed { failed += 1 }
    guard let file = entry.made else { return }
    made += 1
    pages += file.pages
    sheets += file.sheets
    bytes += file.size
  }
}
