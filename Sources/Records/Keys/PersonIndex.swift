/// People on a list, by what tells them apart, at some fifty bytes each.
///
/// - SeeAlso: ``ComparedForm/ofPerson(_:)``
package struct PersonIndex: Sendable {
  private struct Lines {
    let first: UInt32
    var count: UInt32 = 1
    var isFound = false
  }

  private var lines: [TextDigest: Lines] = [:]

  /// An index of nobody.
  package init() {}

  /// Notes somebody; who stands on several lines is found on the first of them.
  ///
  /// - Parameters:
  ///   - form: What tells the person from others.
  ///   - line: The line that the person stands on.
  package mutating func note(_ form: String, on line: Int) {
    let digest = TextDigest(of: form)
    guard lines[digest] == nil else {
      lines[digest]?.count += 1
      return
    }
    lines[digest] = Lines(first: UInt32(clamping: line))
  }

  /// Looks somebody up, and notes that there is such a person.
  ///
  /// - Returns: The line that the person stands on; nil for nobody.
  package mutating func line(of form: String) -> Int? {
    let digest = TextDigest(of: form)
    guard let found = lines[digest] else { return nil }
    if !found.isFound { lines[digest]?.isFound = true }
    return Int(found.first)
  }

  /// How many lines have somebody who was not looked up yet, and the first such line.
  package var unfound: (count: Int, first: Int)? {
    var (count, first) = (0, UInt32.max)
    for lines in lines.values where !lines.isFound {
      count += Int(lines.count)
      first = min(first, lines.first)
    }
    return count == 0 ? nil : (count, Int(first))
  }
}
