package import Ledger

/// How many recipients of a list get letters, and how many do not, by what is behind that.
package struct RecipientTally: Hashable, Sendable {
  /// Something for which recipients are left out.
  package struct Cause: Hashable, Sendable {
    /// What kind of thing it is.
    package let reason: OmissionReason
    /// What people call it: the list's file, `where`, or the option that says so.
    package let name: String
    /// How many are left out for it.
    package internal(set) var count = 0
  }

  /// Lines of a list of people who get no letter on which nobody stands who would have got one.
  package struct Unmatched: Hashable, Sendable {
    /// The list's file.
    package let file: String
    /// How many lines there are.
    package let lines: Int
    /// The first of them.
    package let first: Int
  }

  /// How many recipients the list has.
  package internal(set) var listed = 0
  /// What they are left out for, in the order in which it is asked.
  package internal(set) var causes: [Cause]
  /// Lines that match nobody, list by list.
  package internal(set) var unmatched: [Unmatched] = []

  /// How many get letters.
  package var chosen: Int { causes.reduce(listed) { $0 - $1.count } }

  /// How many are left out for a reason.
  package func count(for reason: OmissionReason) -> Int {
    causes.reduce(0) { $0 + ($1.reason == reason ? $1.count : 0) }
  }
}
