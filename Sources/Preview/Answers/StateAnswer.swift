/// What the page shows of the mailing as a whole; sent at the start and after each change.
struct StateAnswer: Encodable, Sendable {
  /// The mailing's name.
  var name: String
  /// The mailing's folder as problems name it.
  var folder: String
  /// Counts the editions; pictures of one edition never change.
  var revision: Int
  /// Counts how often the list was read anew.
  var listRevision: Int
  /// How many recipients there are.
  var count: Int
  /// How many of them get no letter.
  var leftOut: Int
  /// Whether the files as they are now are at fault, so that an older edition is shown.
  var isBroken: Bool
  /// Whether the recipients can be listed yet.
  var isListed: Bool
  /// Whether that is still being found out.
  var isListing: Bool
  /// Counts how often they were listed.
  var listings: Int
  /// Whether a recipient can be asked for by key.
  var hasKey: Bool
  /// Whether there can be a master copy.
  var hasNotice: Bool
  /// Counts the runs that were noticed in the folder of letters.
  var accountRevision: Int
  /// Where letters go, in full.
  var output: String
  /// What is wrong with the files, or should be looked at whoever the letter goes to, errors first; the first hundred.
  var problems: [ProblemAnswer]
  /// How many more of those there are.
  var furtherProblems: Int
  /// The windows of envelopes.
  var windows: [WindowAnswer]
  /// How far the look at all letters is.
  var check: CheckAnswer
  /// What is being made, or was made last.
  var job: JobAnswer?
}

/// How far the look at all letters is.
struct CheckAnswer: Encodable, Sendable {
  var done: Int
  var faulty: Int
  var findings: Int
  var isFinished: Bool
  /// How many letters have so many pages.
  var pages: [PageCountAnswer]

  /// What a look at all letters found, besides so many problems of the mailing itself.
  init(_ state: CheckResults.State, besides others: Int) {
    (done, faulty, isFinished) = (state.done, state.faulty, state.isFinished)
    findings = state.findings.count + others
    pages = state.pageCounts.sorted { $0.key < $1.key }.map {
      PageCountAnswer(pages: $0.key, letters: $0.value)
    }
  }
}

/// How many letters have so many pages.
struct PageCountAnswer: Encodable, Sendable {
  let pages, letters: Int
}

/// Letters being made, or what became of it.
struct JobAnswer: Encodable, Sendable {
  /// Counts what was asked for.
  var number: Int
  /// What is made.
  var kind: Kind
  /// What the recipient is called, of a single letter.
  var name: String
  /// The folder of letters or the file for printing, in full.
  var path: String
  /// What it does at the moment.
  var stage = JobAnswer.reading
  /// What it does first.
  static let reading = "reading"
  var done = 0
  var total = 0
  var isFinished = false
  /// How many letters are there.
  var letters = 0
  /// How many of those were there already.
  var current = 0
  /// How many letters could not be made.
  var failed = 0
  /// How many errors there were.
  var errors = 0
  /// The first of them; empty if there were none.
  var firstError = ""

  /// What somebody asked to have made.
  enum Kind: String, Encodable, Sendable {
    case all, letter, master, print
  }
}

/// A part of the list of recipients.
struct RecipientsAnswer: Encodable, Sendable {
  /// The list that they are of.
  let listRevision: Int
  /// How many recipients match.
  let matching: Int
  /// The position of the first row, from 0.
  let from: Int
  /// The position of the recipient that was asked about; nil if not among them.
  let position: Int?
  let rows: [RecipientAnswer]
}

/// A recipient in the list.
struct RecipientAnswer: Encodable, Sendable {
  let number: Int
  let key: String
  /// What the mailing calls the recipient: the key, if it says nothing else.
  let label: String
  /// What else is in its record, shortened.
  let detail: String
  /// How many pages the letter has; nil if not known yet, 0 if it cannot be made.
  let pages: Int?
  let errors, warnings: Int
  /// What became of the letter; nil if that cannot be told.
  let state: LetterAccount.State?
  /// Why there is no letter, `hidden`, `except` or `where`; nil if there is one.
  let omission: String?
}

/// A part of what was found about all letters.
struct FindingsAnswer: Encodable, Sendable {
  let total: Int
  let unlisted: Int
  let rows: [FindingAnswer]
}

/// A problem, and whose letters have it.
struct FindingAnswer: Encodable, Sendable {
  let problem: ProblemAnswer
  /// The number of the first recipient that has it; 0 if it is nobody's own.
  let first: Int
  /// What that recipient is called.
  let name: String
  /// How many letters have it.
  let letters: Int
}

/// What became of a letter that may have been made before.
struct AccountAnswer: Encodable, Sendable {
  let state: LetterAccount.State
  /// Whether there is a file to open.
  let hasFile: Bool

  init(_ account: LetterAccount) {
    (state, hasFile) = (account.state, account.file != nil)
  }
}
