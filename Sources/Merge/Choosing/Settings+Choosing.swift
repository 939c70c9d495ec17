import Diagnostics
package import Records

extension Settings {
  /// Which recipients of a list get letters, and in which order.
  package struct Choosing: Sendable {
    /// What must hold of a recipient; nil if nothing is said.
    var condition: Condition?
    /// What recipients are put in order by; empty for the order of the list.
    var sorting: [SortField] = []
    /// The lists of those who get no letter.
    package var exceptions: [Exceptions] = []
    /// What becomes of rows that a sheet hides; nil if nothing is said.
    package var hidden: HiddenRows?
  }

  /// What must hold of a recipient.
  struct Condition: Sendable {
    var expression: Expression
    /// Where it is written.
    var location: SourceLocation
  }

  /// A field that recipients are put in order by.
  struct SortField: Hashable, Sendable {
    /// The field's name.
    var name: String
    /// Whether the greatest comes first.
    var isDescending = false
    /// Where it is named.
    var location: SourceLocation
  }

  /// A list of people who get no letter.
  package struct Exceptions: Hashable, Sendable {
    /// A column of the mailing's list, and the one in which the same stands here.
    package struct Column: Hashable, Sendable {
      /// The name in the mailing's list.
      package var own: String
      /// The name in this list.
      package var other: String
    }

    /// Its file.
    package var file: FileReference
    /// The sheet of a workbook that is read; nil for the first one.
    package var sheet: String?
    /// What tells people apart; empty for the key of the mailing's list.
    package var columns: [Column] = []
    /// Where the columns are named; nil if they are not.
    var columnsLocation: SourceLocation?
  }
}

/// What a run adds to what its mailing says of who gets letters.
package struct ChoosingOptions: Hashable, Sendable {
  /// What must hold of a recipient, besides what the mailing says; nil for nothing.
  package var condition: String?
  /// What recipients are put in order by, in place of what the mailing says; nil for that.
  package var sorting: String?
  /// Lists of people who get no letter, besides those of the mailing.
  package var exceptions: [String] = []
  /// The columns that tell people of those apart, set apart by commas; nil for the key.
  package var exceptionColumns: String?

  /// What the mailing says, and nothing else.
  package init() {}

  /// Whether nothing is added.
  package var isEmpty: Bool { self == ChoosingOptions() }
}
