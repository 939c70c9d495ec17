import PDFReading

/// What later revisions of a file changed in one that was signed.
///
/// Allowed is one thing: further signatures in fields that were there before. For such a signature
/// its field gets `/V` and an appearance, the form's `/SigFlags` may change, and new objects hold the
/// signature and the appearance. Together with it the properties may get a new date and producer, and
/// the metadata stream may be written anew in its place, and the catalog may name a newer version of PDF and
/// its extensions: many programs do that without being asked. It is noted. Anything else that differs is
/// a change, and so is everything that cannot be read in full, in whichever revision it stands.
struct RevisionComparison {
  let signed: PDFDocument
  let current: PDFDocument
  /// The fields that were signed later, and correctly.
  let signedFields: [SignatureField]
  /// Where the last of what their signatures cover ends.
  private let signedEnd: Int
  /// Where the objects of the signed revision are.
  let places: [Int: CrossReferenceSection.Entry]
  /// The numbers of the objects that later revisions brought.
  let later: Set<Int>
  private let catalogs: (signed: PDFValue, current: PDFValue)
  /// The widgets that are objects apart from the signed fields.
  private let widgets: [PDFReference]
  /// The new objects of further signatures: theirs, and those that only their appearances reach.
  private var fresh: Set<Int> = []
  /// The metadata stream, if it may be written anew.
  private var metadataNumber: Int?

  /// Prepares the comparison.
  ///
  /// - Parameters:
  ///   - signed: The revision that was signed.
  ///   - current: The whole file.
  ///   - fields: The signature fields of both.
  ///   - goodEnds: The fields whose own signatures are intact and valid, and where what each covers ends.
  /// - Throws: ``PDFFault`` if a part of a form or a catalog cannot be read.
  init(
    signed: PDFDocument, current: PDFDocument,
    fields: (signed: [SignatureField], current: [SignatureField]), goodEnds: [PDFReference: Int]
  ) throws(PDFFault) {
    (self.signed, self.current) = (signed, current)
    catalogs = (try signed.catalog(), try current.catalog())
    var places: [Int: CrossReferenceSection.Entry] = [:]
    for section in signed.sections.reversed() {
      try current.spend(section.entries.count)
      places.merge(section.entries) { $1 }
    }
    self.places = places
    let count = current.sections.count - signed.sections.count
    later = Set(current.sections.prefix(count).flatMap(\.entries.keys))
    try current.spend(later.count)
    var empty: Set<PDFReference> = []
    for field in fields.signed {
      guard let reference = field.reference, try signed.resolve(field.signature) == .null else {
        continue
      }
      empty.insert(reference)
    }
    signedFields = fields.current.filter { field in
      guard let reference = field.reference else { return false }
      return empty.contains(reference) && goodEnds[reference] != nil
    }
    signedEnd =
      signedFields.compactMap(\.reference).compactMap { goodEnds[$0] }.max() ?? signed.end
    var widgets: [PDFReference] = []
    for field in signedFields {
      widgets += try signed.resolve(field.dictionary["Kids"]).items.compactMap(\.reference)
    }
    self.widgets = widgets
    metadataNumber = try replaceableMetadata()
    fresh = try freshObjects()
  }

  /// Everything that changed and may not, a lowercase phrase each.
  ///
  /// - Throws: ``PDFFault/excessive``.
  func changes() throws(PDFFault) -> [String] {
    var changes = try trailerChanges() + ambiguities()
    for number in later.sorted() {
      try unreadableIsChange(number, &changes) { () throws(PDFFault) in
        try change(of: number, from: try signed.object(number), to: try current.object(number))
      }
    }
    changes += try hiddenChanges(metadata: metadataNumber)
    if changes.isEmpty { changes += try strayBytes() }
    if changes.isEmpty, try current.hasMore(behind: signedEnd) {
      return ["a revision was added that signs nothing"]
    }
    return changes
  }

  /// Tells of bytes of later revisions that belong to nothing in them: programs that look for objects without
  /// the tables could find there whatever somebody put.
  private func strayBytes() throws(PDFFault) -> [String] {
    do {
      return try current.strayByte(behind: signed).map {
        ["bytes were added that no table leads to, at offset \($0)"]
      } ?? []
    } catch .excessive {
      throw .excessive
    } catch {
      return ["a later revision cannot be read: \(error)"]
    }
  }

  /// Adds what is said of an object, or that it cannot be read.
  func unreadableIsChange(
    _ number: Int, _ changes: inout [String], _ body: () throws(PDFFault) -> String?
  ) throws(PDFFault) {
    do {
      if let change = try body() { changes.append(change) }
    } catch .excessive {
      throw .excessive
    } catch {
      changes.append("object \(number) cannot be compared: \(error)")
    }
  }

  /// What differs and is allowed, but worth knowing: a lowercase phrase each.
  func notes() throws(PDFFault) -> [String] {
    var notes: [String] = []
    if try metadata(of: signed, catalogs.signed) != metadata(of: current, catalogs.current) {
      notes.append("the metadata was written anew when the file was signed again")
    }
    if let version = catalogs.current["Version"].name, catalogs.signed["Version"].name != version {
      notes.append("the file calls itself PDF \(version) since it was signed again")
    }
    return notes
  }

  private func metadata(
    of document: PDFDocument, _ catalog: PDFValue
  ) throws(PDFFault) -> ArraySlice<UInt8>? {
    guard let number = catalog["Metadata"].reference?.number else { return nil }
    return try document.object(number)?.data
  }

  private func trailerChanges() throws(PDFFault) -> [String] {
    var changes: [String] = []
    for key: PDFName in ["Root", "Info", "Encrypt"]
    where signed.trailer[key] != current.trailer[key] {
      if key == "Info",
        isBookkeeping(.null, try current.resolve(current.trailer[key]))
      {
        continue
      }
      changes.append("the trailer's /\(key) is another")
    }
    return changes
  }

  private func change(
    of number: Int, from before: PDFObject?, to after: PDFObject?
  ) throws(PDFFault) -> String? {
    guard let after, after.value != .null || after.data != nil else {
      return before.map { "\(words($0, number)) was removed" }
    }
    guard let before else {
      return try isAllowed(number, added: after) ? nil : "\(words(after, number)) was added"
    }
    if number == metadataNumber { return nil }
    let isKept = try keepsGeneration(number)
    let isSame =
      isKept && before.data == after.data
      && (before.value == after.value || isAllowed(number, before.value, after.value))
    return isSame ? nil : "\(words(before, number)) was changed"
  }

  private func isAllowed(_ number: Int, added object: PDFObject) throws(PDFFault) -> Bool {
    if isStructure(object) { return try isInUse(number, object) }
    return fresh.contains(number) || number == metadataNumber
      || number == informationNumber && isBookkeeping(.null, object.value)
  }

  /// Whether an object differs only as a further signature makes it differ.
  private func isAllowed(_ number: Int, _ before: PDFValue, _ after: PDFValue) -> Bool {
    if signedFields.contains(where: { $0.reference?.number == number }) {
      return before.without("V", "AP", "F") == after.without("V", "AP", "F")
        && isSame(flags: before["F"], after["F"])
    }
    if widgets.contains(where: { $0.number == number }) {
      return before.without("AP") == after.without("AP")
    }
    if number == current.trailer["Root"].reference?.number {
      return catalogWithoutUpkeep(before) == catalogWithoutUpkeep(after)
    }
    if number == catalogs.current["AcroForm"].reference?.number {
      return before.without("SigFlags") == after.without("SigFlags")
    }
    return number == informationNumber && isBookkeeping(before, after)
  }

  /// Whether a field's flags are the same but for the one that keeps it in its place (table 165, bit 8), which
  /// some programs set when they sign.
  private func isSame(flags before: PDFValue, _ after: PDFValue) -> Bool {
    guard before != after else { return true }
    guard before == .null || before.integer != nil else { return false }
    return after.integer == (before.integer ?? 0) | 128
  }

  private var informationNumber: Int? { current.trailer["Info"].reference?.number }

  /// The metadata stream, which says of itself that it is one: as it was named before, or where there was none.
  private func replaceableMetadata() throws(PDFFault) -> Int? {
    let before = catalogs.signed["Metadata"]
    guard let reference = catalogs.current["Metadata"].reference,
      before == .null || before.reference == reference,
      let object = try current.object(reference.number), object.data != nil,
      object.value["Type"] == .name("Metadata")
    else { return nil }
    return reference.number
  }

  private func isBookkeeping(_ before: PDFValue, _ after: PDFValue) -> Bool {
    let (old, new) = (before.without("ModDate", "Producer"), after.without("ModDate", "Producer"))
    return old == new || before == .null && new == .dictionary([:])
  }

  private func catalogWithoutUpkeep(_ catalog: PDFValue) -> PDFValue {
    guard case .dictionary(var entries) = catalog else { return catalog }
    entries["AcroForm"] = entries["AcroForm"]?.without("SigFlags")
    if metadataNumber != nil { entries["Metadata"] = nil }
    if case .name = entries["Version"] { entries["Version"] = nil }
    if entries["Extensions"]?.references.isEmpty == true { entries["Extensions"] = nil }
    return .dictionary(entries)
  }

  private func freshObjects() throws(PDFFault) -> Set<Int> {
    var waiting: [Int] = []
    for field in signedFields {
      waiting += field.dictionary["V"].references + field.dictionary["AP"].references
    }
    for widget in widgets {
      waiting += try current.resolve(.reference(widget))["AP"].references
    }
    var fresh: Set<Int> = []
    while let number = waiting.popLast() {
      guard isAbsent(number), fresh.insert(number).inserted else { continue }
      waiting += try current.object(number)?.value.references ?? []
    }
    return fresh
  }

  /// Whether the signed revision has no object of a number.
  func isAbsent(_ number: Int) -> Bool {
    places[number] == nil || places[number] == .free
  }

  private func words(_ object: PDFObject, _ number: Int) -> String {
    object.value["Type"].name.map { "object \(number) (\($0))" } ?? "object \(number)"
  }
}

extension PDFValue {
  /// A dictionary without some of its entries; any other value as it is.
  fileprivate func without(_ keys: PDFName...) -> PDFValue {
    guard case .dictionary(var entries) = self else { return self }
    for key in keys { entries[key] = nil }
    return .dictionary(entries)
  }
}
