/// Why a recipient gets no letter.
package enum OmissionReason: String, Hashable, Sendable, CaseIterable, Codable {
  /// The list's sheet hides the row.
  case hidden
  /// The recipient is on a list of people who get none.
  case except
  /// A condition does not hold.
  case condition = "where"
}

/// A recipient who gets no letter, though the list has one.
package struct OmittedEntry: Hashable, Sendable {
  /// What tells the recipient from the others.
  package var key: String
  /// The number of the row in the list, as people are told it.
  package var row: Int
  /// Why.
  package var reason: OmissionReason
  /// What is behind that, as a place: the condition, the line of the list of those who get none, the hidden row.
  package var cause: String

  /// A recipient who gets no letter.
  package init(key: String, row: Int, reason: OmissionReason, cause: String) {
    (self.key, self.row, self.reason, self.cause) = (key, row, reason, cause)
  }
}
