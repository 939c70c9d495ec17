/// Objects whose numbers are still open, in the order in which they will stand in a file.
package struct UnnumberedObjects: Sendable {
  /// An object: what it is called, and where its text begins.
  package struct Start: Hashable, Sendable {
    let object: Reference
    let position: ObjectText.Position

    /// The beginning of an object's text.
    package init(_ object: Reference, at position: ObjectText.Position) {
      (self.object, self.position) = (object, position)
    }
  }

  /// The text of all of them.
  package private(set) var text: ObjectText
  /// Where each begins; it ends where the next one does.
  package private(set) var starts: [Start] = []

  /// Nothing yet, with room for so many bytes.
  package init(reserving count: Int = 0) {
    text = ObjectText(reserving: count)
  }

  /// Objects that were put together before; nil if their text is damaged.
  package init?(_ text: ObjectText, starts: [Start]) {
    (self.text, self.starts) = (text, starts)
    guard hasOrder else { return nil }
  }

  /// Whether each object's text begins where the one before it ends, and holds its open numbers.
  private var hasOrder: Bool {
    starts.indices.allSatisfy { index in
      starts[index].position <= end(of: index) && text.holds(piece(index))
    }
  }

  /// Writes an object.
  package mutating func write(_ object: Reference, _ body: (inout ObjectText) -> Void) {
    starts.append(Start(object, at: text.end))
    body(&text)
  }

  /// The places of the objects in order.
  package var indices: Range<Int> { starts.indices }

  /// What the object at a place is called.
  package func reference(_ index: Int) -> Reference { starts[index].object }

  /// The text of the object at a place.
  package func piece(_ index: Int) -> Range<ObjectText.Position> {
    starts[index].position..<end(of: index)
  }

  private func end(of index: Int) -> ObjectText.Position {
    index + 1 < starts.count ? starts[index + 1].position : text.end
  }

  /// The text of the object at a place if no number in it is open, so that it is the same in any file.
  package func independentText(_ index: Int) -> ArraySlice<UInt8>? {
    let piece = piece(index)
    guard piece.lowerBound.relocation == piece.upperBound.relocation else { return nil }
    return text.bytes[piece.lowerBound.byte..<piece.upperBound.byte]
  }
}

extension ObjectText {
  /// Adds the object at a place of others, with its numbers.
  @inlinable
  package mutating func append(
    _ objects: UnnumberedObjects, _ index: Int, numbering: some Numbering
  ) {
    append(objects.text, objects.piece(index), numbering: numbering)
  }
}
