/// How deep a reader that calls itself has gone, and how deep it may go.
package struct Nesting: Hashable, Sendable {
  /// How many levels there may be.
  package let limit: Int
  /// How many levels are open.
  package private(set) var depth = 0

  /// No level open yet.
  package init(limit: Int) {
    self.limit = limit
  }

  /// Opens a level.
  ///
  /// - Throws: ``ByteFault/tooDeep`` if as many as may be are open.
  package mutating func enter() throws(ByteFault) {
    guard depth < limit else { throw .tooDeep }
    depth += 1
  }

  /// Closes the innermost level.
  package mutating func leave() {
    depth = max(0, depth - 1)
  }
}
