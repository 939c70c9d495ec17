/// What comparing revisions must know of an object that stands by itself in a file.
package struct ObjectFacts {
  /// Where it ends: the bytes behind do not matter to it.
  package let end: Int
  /// The numbers of the objects that it refers to, as often as it does.
  package let references: [Int]
  /// Of an object stream, the numbers of the objects in it, and those that each refers to.
  package let held: [(number: Int, references: [Int])]
}

extension PDFDocument {
  /// What there is to know of the object that begins at an offset; found out once.
  ///
  /// - Throws: ``PDFFault`` if it cannot be read in full; of an object stream, if any of its objects cannot.
  package func facts(
    of reference: PDFReference, at offset: Int
  ) throws(PDFFault) -> ObjectFacts {
    if let known = facts[offset] { return known }
    let object = try object(reference, at: offset)
    let found = ObjectFacts(
      end: object.end, references: object.value.references, held: try held(in: object))
    let count = found.held.reduce(found.references.count) { $0 + 8 + $1.references.count }
    try effort.keep(64 + 8 * count)
    facts[offset] = found
    return found
  }

  private func held(
    in object: PDFObject
  ) throws(PDFFault) -> [(number: Int, references: [Int])] {
    guard object.data != nil, object.value["Type"] == .name("ObjStm") else { return [] }
    let stream = try ObjectStream(object, in: self)
    var held: [(number: Int, references: [Int])] = []
    for (index, number) in stream.numbers.enumerated() {
      held.append((number, try stream.value(at: index, effort).references))
    }
    return held
  }
}

extension PDFValue {
  /// The numbers of the objects that the value refers to, as often as it does.
  package var references: [Int] {
    var numbers: [Int] = []
    collectReferences(into: &numbers)
    return numbers
  }

  // Values nest no deeper than their parser allows.
  private func collectReferences(into numbers: inout [Int]) {
    switch self {
    case .reference(let reference): numbers.append(reference.number)
    case .array(let items):
      for item in items { item.collectReferences(into: &numbers) }
    case .dictionary(let entries):
      for entry in entries.values { entry.collectReferences(into: &numbers) }
    default: break
    }
  }
}
