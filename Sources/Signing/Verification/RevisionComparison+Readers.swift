import PDFReading

// What readers of PDF take differently in a later revision: with it, a forger can show some of them
// a document that others do not see.
extension RevisionComparison {
  /// What readers take differently, a lowercase phrase each.
  ///
  /// - Throws: ``PDFFault/excessive``.
  func ambiguities() throws(PDFFault) -> [String] {
    var changes: [String] = []
    if !current.beginsAtOnce {
      changes.append("places are counted from the file's head, or from its first byte")
    }
    if !added.allSatisfy(\.isExact) {
      changes.append("a later cross-reference table is not written as it must be")
    }
    for section in added {
      try current.spend(section.hidden.count)
      for number in section.hidden.sorted() where !isAbsent(number) {
        changes.append("object \(number) was removed for readers of cross-reference tables")
      }
    }
    // What is numbered higher than a trailer says does not exist for many readers (7.5.5).
    try current.spend(places.count)
    let last = places.lazy.filter { $0.value != .free }.map(\.key).max() ?? 0
    if (signed.trailer["Size"].integer ?? 0) <= last {
      changes.append("the /Size of what was signed leaves objects out")
    }
    let highest = max(places.keys.max() ?? 0, later.max() ?? 0)
    if (current.trailer["Size"].integer ?? 0) <= highest {
      changes.append("the trailer's /Size leaves objects out")
    }
    return changes
  }

  /// The cross-reference sections that came after what was signed, newest first.
  private var added: ArraySlice<CrossReferenceSection> {
    current.sections.prefix(current.sections.count - signed.sections.count)
  }

  /// Whether an object is an object stream or cross-reference stream, as every revision may bring.
  func isStructure(_ object: PDFObject) -> Bool {
    object.data != nil && [.name("XRef"), .name("ObjStm")].contains(object.value["Type"])
  }

  /// Whether trailers lead to such a stream, and tables to all that is in it; cross-references to which none
  /// leads may repeat those beside them, as PDFBox writes them into files that have both forms.
  ///
  /// - Throws: ``PDFFault`` if it cannot be read.
  func isInUse(_ number: Int, _ stream: PDFObject) throws(PDFFault) -> Bool {
    try current.spend(added.count)
    guard stream.value["Type"] == .name("ObjStm") else {
      if added.contains(where: { $0.extents.contains { $0.upperBound == stream.end } }) {
        return true
      }
      return try isRepeated(number)
    }
    for (index, object) in try current.objectStream(number).numbers.enumerated() {
      try current.spend(added.count)
      let place = CrossReferenceSection.Entry.stream(number, index: index)
      guard added.contains(where: { $0.entries[object] == place }) else { return false }
    }
    return true
  }

  /// Whether one of the later sections says all that a cross-reference stream says.
  private func isRepeated(_ number: Int) throws(PDFFault) -> Bool {
    guard case .offset(let offset, _) = try current.entry(number) else { return false }
    let stream = try current.streamSection(at: offset)
    try current.spend(added.count * (1 + stream.entries.count))
    let keys: [PDFName] = ["Root", "Info", "Encrypt", "Prev"]
    return added.contains { section in
      keys.allSatisfy { stream.trailer[$0] == section.trailer[$0] }
        && stream.entries.allSatisfy { $1 == .free || section.entries[$0] == $1 }
    }
  }

  /// Whether an object that is named anew has the generation that it had: references have one, too.
  func keepsGeneration(_ number: Int) throws(PDFFault) -> Bool {
    places[number]?.generation == (try current.entry(number))?.generation
  }
}

extension CrossReferenceSection.Entry {
  /// The generation of the object there; nil where none is.
  fileprivate var generation: Int? {
    switch self {
    case .offset(_, let generation): generation
    case .stream: 0
    case .free, .unknown: nil
    }
  }
}
