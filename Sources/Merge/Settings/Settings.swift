package import Diagnostics
import Document
package import Hyphenation
package import Records

/// What a mailing's front matter says about files, language and recipients.
///
/// The texts with fields that it also holds come out through ``Merger``.
package struct Settings: Sendable {
  /// A file that the author names.
  package struct FileReference: Hashable, Sendable {
    /// The name as written.
    package var name: String
    /// The file's path, with the mailing's folder before it.
    package var path: String
    /// Where it is named.
    package var location: SourceLocation
  }

  /// What a column of the list holds.
  package enum ColumnType: String, Hashable, Sendable, CaseIterable {
    /// Characters as they stand.
    case text
    /// A number, in the form that the letter's language or any unambiguous one has.
    case number
    /// A date, `yyyy-MM-dd` or `dd.MM.yyyy`.
    case date
    /// `yes`, `true`, `ja`, `x` or `1`; `no`, `false`, `nei`, `0` or nothing.
    case boolean
    /// Several texts, one a line or with semicolons between.
    case list
  }

  /// The mailing's own list of recipients.
  package struct Data: Hashable, Sendable {
    /// The list's file; nil if the mailing has none of its own.
    package var file: FileReference?
    /// The sheet of a workbook that is read; nil for the first one.
    package var sheet: String?
    /// The connection to its database, if that is no file, and where it is named.
    package var connection: (name: String, location: SourceLocation)?
    /// What is asked of its database; nil for a list that is in none.
    package var query: ListQuery?
    /// Whether a run reads another list than the mailing's own, of which its query may not be asked.
    package var isReplaced = false
    /// The form of the list's text, where a run says it; nil where the file tells it.
    package var format: ListFormat?
    /// What letters are made of: the field that tells records apart, their rows, other tables.
    package var parts = RecordParts()
    /// The field that tells records apart; nil if records go by their number.
    package var key: String? { parts.key }
    /// Who gets letters, and in which order.
    package var choosing = Choosing()
    /// The paths of all its files, and of those of people who get no letter; a database of SQLite's has what was
    /// written last beside it.
    package var paths: [String] {
      let files = [(file?.path, query)] + parts.joined.map { ($0.path, $0.query) }
      let lists = files.flatMap { path, query in
        path.map { query == nil ? [$0] : [$0, $0 + "-wal"] } ?? []
      }
      return lists + choosing.exceptions.map(\.file.path)
    }
    /// What the list is called: its file or its connection; nil if the mailing has none of its own.
    package var name: String? { file?.path ?? connection?.name }
    /// Where the key is named.
    package var keyLocation: SourceLocation?
    /// Whether the mailing says what recipients are called where somebody looks through the list.
    package var hasLabel: Bool { label != nil }
    /// What they are called; nil for their key.
    var label: Pattern?
    /// The same as it is written.
    var labelText = ""
    /// Columns, and values of the letter's own, that are not plain text.
    package var columns: [String: ColumnType] = [:]
    /// Where each of those is named.
    var columnLocations: [(name: String, location: SourceLocation)] = []
    /// What they must hold, in order.
    var rules: [ColumnRule] = []

    package static func == (left: Data, right: Data) -> Bool {
      left.file == right.file && left.connection?.name == right.connection?.name
        && left.query == right.query && left.sheet == right.sheet && left.parts == right.parts
        && left.columns == right.columns && left.labelText == right.labelText
    }

    package func hash(into hasher: inout Hasher) {
      hasher.combine(file)
      hasher.combine(key)
    }
  }

  /// How the letters are signed electronically.
  package struct Signing: Hashable, Sendable {
    /// What a signature permits to be done to the letter afterwards.
    package enum Certification: String, Hashable, Sendable, CaseIterable {
      /// It does not certify: the signer approves what is there.
      case no
      /// It certifies, and others may sign after it.
      case yes
      /// It certifies that the letter is final: nobody may sign after it.
      case final
    }

    /// The name of the key on this machine; nil if the caller is to name it.
    package var name: String?
    /// Why, in the signer's words; empty if not said.
    package var reason = ""
    /// Whether a box shows who signed, when and why.
    package var isVisible = true
    /// Whether the signature certifies the letter.
    package var certification = Certification.no
    /// Where the mailing says so.
    package var location: SourceLocation

    /// A signature by a key, visible, without a reason.
    package init(name: String? = nil, location: SourceLocation) {
      (self.name, self.location) = (name, location)
    }
  }

  /// Whom the letter names as its recipients.
  package enum RecipientScope: String, Hashable, Sendable, CaseIterable {
    /// Everybody on the mailing's own list, whatever part of it is merged.
    case mailing
    /// Everybody in this run.
    case run
    /// Only the letter's own recipient.
    case own
    /// Nobody.
    case none

    /// Whether a letter names anybody but its own recipient.
    package var namesOthers: Bool { self == .mailing || self == .run }
  }

  /// The letter's language as a BCP 47 tag.
  package var language: String
  /// The letter's versions in several languages; nil for a letter in one, and in a version itself.
  package var versions: LanguageChoice?
  /// How the letters look; nil if the mailing leaves it to the caller.
  package var stationery: FileReference?
  /// What the mailing says of hyphenation.
  package var hyphenation = HyphenationSettings()
  /// The list of recipients.
  package var data = Data()
  /// Whom the letter names as its recipients.
  package var recipientScope = RecipientScope.none
  /// How many recipients a letter may name at most.
  package var maximumRecipients = 100
  /// Where the mailing says whom the letter names.
  package var recipientLocation: SourceLocation
  /// How the letters are signed electronically; nil if the mailing says nothing of it.
  package var signing: Signing?
  /// Whether the mailing has a notice for the master copy.
  package var hasNotice: Bool { !notice.isEmpty }
  /// Whether the mailing says what is enclosed.
  package var hasEnclosures: Bool { enclosures != nil }

  /// The mailing's own fields, in order.
  var values: [(name: String, location: SourceLocation, value: Value)] = []
  /// The fields that the mailing computes for every record, in order.
  var computed: [ComputedField] = []
  /// The title as the letter has it, with the names of fields in it.
  package var titleText = ""
  var title: Pattern
  var author: Pattern?
  var subject: Pattern?
  var keywords: [Pattern] = []
  var date: Pattern?
  var file: Pattern?
  var sender: [Pattern] = []
  var to: [Pattern] = []
  var notice: [Pattern] = []
  var marking: Pattern?
  var reference: [Reference] = []
  var closing: Pattern?
  var signers: [SignerTemplate] = []
  var enclosures: LabelledPatterns?
  var copies: LabelledPatterns?
  var recipientLabel: Pattern?
  var recipientItem: Pattern?

  /// A row of the reference block.
  struct Reference: Sendable {
    /// What becomes of a row with no value.
    enum Blank: String, CaseIterable {
      /// It vanishes.
      case hide
      /// Its label stands alone.
      case keep
      /// It is an error.
      case refuse
    }

    var label: Pattern
    var value: Pattern
    var blank: Blank
  }

  /// Somebody who signs.
  struct SignerTemplate: Sendable {
    var lines: [Pattern]
    var picture: ImageReference?
  }

  /// A label and its items.
  struct LabelledPatterns: Sendable {
    var label: Pattern
    var items: [Pattern]
  }
}
