package import Document

/// Whom a letter names as its recipients, prepared once for a run.
package struct RecipientList: Sendable {
  /// A line for each recipient, in order.
  package let lines: [Line]

  /// Nobody.
  package static let none = RecipientList(lines: [])

  init(lines: [Line]) {
    self.lines = lines
  }
}
