import DisplayList
import Document
import PDFWriting

/// What a file says of itself, as the information dictionary and as XMP.
struct DocumentInformation: Hashable, Sendable {
  /// Title, author and the like.
  var about: Metadata
  /// The letter's language as a BCP 47 tag.
  var language: String
  /// What tells this letter from the others of its mailing.
  var key: String

  init(about: Metadata, language: String, key: String) {
    (self.about, self.language, self.key) = (about, language, key)
  }

  /// What a letter says of itself.
  init(_ letter: PagedLetter) {
    self.init(about: letter.metadata, language: letter.language, key: letter.key)
  }

  /// The keywords in one text, as both forms have them.
  var keywords: String { about.keywords.joined(separator: ", ") }
}

extension DictionaryWriter {
  /// Adds the entries of the information dictionary (ISO 32000-1, 14.3.3); the letter's key has none.
  mutating func information(_ information: DocumentInformation, producer: String) {
    let about = information.about
    let values: [(StaticString, String)] = [
      ("/Title", about.title), ("/Author", about.author), ("/Subject", about.subject),
      ("/Keywords", information.keywords), ("/Creator", producer), ("/Producer", producer),
    ]
    for (key, value) in values where !value.isEmpty { text(key, value) }
    if let date = about.date {
      let moment = "D:\(date.filter { $0 != "-" })000000Z"
      text("/CreationDate", moment)
      text("/ModDate", moment)
    }
  }
}
