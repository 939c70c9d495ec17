import Document

/// What letters' information has in common.
struct CommonInformation: Sendable {
  /// What all of them say, empty where they differ; nil before the first letter.
  private(set) var common: DocumentInformation?

  /// Nothing yet.
  init() {}

  /// Keeps what another letter's has, too; the language is that of the first.
  mutating func add(_ other: DocumentInformation) {
    guard var own = common else {
      common = DocumentInformation(about: other.about, language: other.language, key: "")
      return
    }
    guard own.about != other.about else { return }
    if own.about.title != other.about.title { own.about.title = "" }
    if own.about.author != other.about.author { own.about.author = "" }
    if own.about.subject != other.about.subject { own.about.subject = "" }
    if own.about.keywords != other.about.keywords { own.about.keywords = [] }
    if own.about.date != other.about.date { own.about.date = nil }
    common = own
  }
}
