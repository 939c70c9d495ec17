package import Diagnostics

/// What a mailing asks of a database, whose answer is a list.
package struct ListQuery: Hashable, Sendable {
  /// The statement, in the database's own SQL.
  package let text: String
  /// Where the mailing says it.
  package let location: SourceLocation

  /// A statement as the author wrote it.
  package init(_ text: String, at location: SourceLocation) {
    (self.text, self.location) = (text, location)
  }
}

/// Where a list is.
enum ListPlace {
  /// In a file; `-` is standard input.
  case file(String)
  /// In bytes at hand.
  case bytes(ByteSource)
  /// Behind a connection that this machine's own settings have.
  case connection(String)
}

/// What a list is read from.
enum ListOrigin {
  /// The bytes of a file.
  case bytes(ByteSource)
  /// A database, by what it answers.
  case answer(any AnsweringDatabase, ListQuery)
}

/// Where a database is.
enum DatabasePlace: Hashable, Sendable {
  /// In a file of SQLite's.
  case file(String)
  /// Behind a connection that this machine's own settings have.
  case connection(String)
}
