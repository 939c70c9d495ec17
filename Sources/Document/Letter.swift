/// One recipient's letter before it is laid out: every field resolved, nothing yet placed.
///
/// Its parts stand in the order in which a reader meets them; how they look and where they go is the
/// stationery's business.
package struct Letter: Hashable, Sendable {
  /// What tells this letter from the others of its mailing; empty for the master copy.
  package var key: String
  /// The letter's language as a BCP 47 tag, such as `nb`.
  package var language: String
  /// Title, author and the like, for the file's properties.
  package var metadata: Metadata
  /// Who sends it; empty where the letterhead says so.
  package var sender: [Line]
  /// The recipient's address, or the notice that stands in its place.
  package var address: Address
  /// A line on how the letter may be handled, such as `Unntatt offentlighet, jf. offl. § 13`.
  package var marking: Line?
  /// Labels and values in a fixed order, such as references and date.
  package var reference: [ReferenceRow]
  /// The heading of the letter.
  package var title: Block?
  /// What the letter says.
  package var body: [Block]
  /// The words before the signatures, such as `Med vennlig hilsen`.
  package var closing: Line?
  /// Who signs, in order.
  package var signers: [Signer]
  /// What is enclosed (`Vedlegg`).
  package var enclosures: LabelledList?
  /// Who gets a copy (`Kopi til`).
  package var copies: LabelledList?
  /// The recipients that the letter names (`Mottakere`).
  package var recipients: LabelledList?

  /// A letter with an address and nothing else yet.
  package init(key: String, language: String, metadata: Metadata, address: Address) {
    self.key = key
    self.language = language
    self.metadata = metadata
    self.address = address
    (sender, reference, body, signers) = ([], [], [], [])
  }
}

/// What a file's properties say of a letter.
package struct Metadata: Hashable, Sendable {
  /// The letter's title.
  package var title: String
  /// Who wrote it; empty if not said.
  package var author: String
  /// What it is about; empty if not said.
  package var subject: String
  /// Words to find it by.
  package var keywords: [String]
  /// The letter's date as `yyyy-MM-dd`, from which files take theirs; nil if the mailing gives none.
  package var date: String?

  /// Properties with a title alone, or more.
  package init(
    title: String, author: String = "", subject: String = "", keywords: [String] = [],
    date: String? = nil
  ) {
    self.title = title
    self.author = author
    self.subject = subject
    self.keywords = keywords
    self.date = date
  }
}
