/// Writes what a node of a number tree leads to (ISO 32000-1, 7.9.7): the parent tree, the labels of pages.
package struct NumberTreeWriter: Sendable {
  @usableFromInline var out: ObjectText

  @inlinable
  init(_ out: consuming ObjectText) {
    self.out = out
  }

  /// Where the text ends that was written so far.
  @inlinable
  package var position: ObjectText.Position { out.end }

  /// Adds what a number leads to.
  @inlinable
  package mutating func dictionary(
    _ key: Int, _ entries: (inout DictionaryWriter) -> Void
  ) {
    out.integer(key)
    out.dictionary(entries)
  }

  /// Adds the elements of the marked-content sequences of a page (14.7.4.4).
  @inlinable
  package mutating func parents(_ key: Int, _ elements: (inout ArrayWriter) -> Void) {
    out.counted(key)
    out.array(elements)
  }

  /// Adds the element of an annotation (14.7.4.4).
  @inlinable
  package mutating func parent(_ key: Int, _ element: Reference) {
    out.counted(key)
    out.byte(0x20)
    out.reference(element)
    out.byte(0x20)
  }

  /// Adds leaves that were written before, with their numbers.
  @inlinable
  package mutating func append(
    _ other: ObjectText, _ piece: Range<ObjectText.Position>, numbering: some Numbering
  ) {
    out.append(other, piece, numbering: numbering)
  }
}

extension DictionaryWriter {
  /// Adds the least and the greatest key under a node of a tree (7.9.7).
  package mutating func limits(_ least: Int, _ greatest: Int) {
    array("/Limits") { limits in
      limits.integer(least)
      limits.integer(greatest)
    }
  }
}
