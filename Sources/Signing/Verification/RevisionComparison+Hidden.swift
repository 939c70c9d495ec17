import PDFReading

// What changes in a revision although nothing in a later one bears its name.
extension RevisionComparison {
  /// What became of the objects of the signed revision that no later one names.
  ///
  /// A later revision can make them readable, or readable in another way, and it can bring what the signed
  /// revision refers to and lacks.
  ///
  /// - Parameter metadata: The metadata stream, if it may be written anew.
  /// - Returns: What changed, a lowercase phrase each.
  /// - Throws: ``PDFFault/excessive``.
  func hiddenChanges(metadata: Int?) throws(PDFFault) -> [String] {
    var changes: [String] = []
    var references = signed.trailer.references
    for (number, place) in places.sorted(by: { $0.key < $1.key }) {
      if later.contains(number) {
        references += try unreadableIsNothing { () throws(PDFFault) in try signed.object(number) }
      } else {
        try unreadableIsChange(number, &changes) { () throws(PDFFault) in
          let (found, change) = try examine(number, place)
          references += found
          return change
        }
      }
      try current.spend(1)
    }
    let named = Set(references)
    for number in later.sorted() where isAbsent(number) && named.contains(number) {
      changes.append("object \(number) was added, which the signed revision names but lacks")
    }
    if let metadata, !isAbsent(metadata), later.contains(metadata),
      references.count(where: { $0 == metadata }) != 1
    {
      changes.append("object \(metadata) was changed, which is more than metadata")
    }
    return changes
  }

  /// The objects that an object refers to; none if it cannot be read, which is told elsewhere.
  private func unreadableIsNothing(
    _ body: () throws(PDFFault) -> PDFObject?
  ) throws(PDFFault) -> [Int] {
    do {
      return try body()?.value.references ?? []
    } catch .excessive {
      throw .excessive
    } catch {
      return []
    }
  }

  /// What an object that no later revision names refers to, and what is wrong with it; nil if
  /// nothing is.
  private func examine(
    _ number: Int, _ place: CrossReferenceSection.Entry
  ) throws(PDFFault) -> ([Int], String?) {
    switch place {
    case .free: return ([], nil)
    case .unknown: return ([], "object \(number) cannot be compared: its place is unknown")
    case .offset(let offset, let generation):
      let reference = PDFReference(number: number, generation: generation)
      let facts = try current.facts(of: reference, at: offset)
      let isWithin = facts.end <= signed.end
      return (facts.references, isWithin ? nil : "object \(number) goes on behind what was signed")
    case .stream(let stream, let index):
      guard case .offset(let offset, let generation) = places[stream], !later.contains(stream)
      else {
        return ([], "object \(number) was changed")
      }
      let reference = PDFReference(number: stream, generation: generation)
      let facts = try current.facts(of: reference, at: offset)
      guard facts.held.indices.contains(index), facts.held[index].number == number,
        facts.end <= signed.end
      else { return ([], "object \(number) cannot be compared: its place is damaged") }
      return (facts.held[index].references, nil)
    }
  }
}
