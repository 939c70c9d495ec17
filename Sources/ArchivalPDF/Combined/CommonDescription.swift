import Document

/// What the descriptions of letters have in common.
struct CommonDescription: Sendable {
  /// What all of them say, empty where they differ; nil before the first letter.
  private(set) var description: Description?

  /// Nothing yet.
  init() {}

  /// Keeps what another description has, too; the language is that of the first.
  mutating func add(_ other: Description) {
    guard var own = description else {
      description = Description(about: other.about, language: other.language, key: "")
      return
    }
    guard own.about != other.about else { return }
    if own.about.title != other.about.title { own.about.title = "" }
    if own.about.author != other.about.author { own.about.author = "" }
    if own.about.subject != other.about.subject { own.about.subject = "" }
    if own.about.keywords != other.about.keywords { own.about.keywords = [] }
    if own.about.date != other.about.date { own.about.date = nil }
    description = own
  }
}
