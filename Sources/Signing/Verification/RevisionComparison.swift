import PDFReading

/// What later revisions of a file changed in one that was signed.
///
/// Allowed is one thing: further signatures in fields that were there before. For such a signature
/// its field gets `/V` and an appearance, the form's `/SigFlags` may change, and new objects hold the
/// signature and the appearance. Together with it the properties may get a new date and producer, and
/// the metadata stream may be written anew, and the catalog may name a newer version of PDF and its
/// extensions: many programs do that without being asked. It is noted. Anything else that differs is a
/// change.
struct RevisionComparison {
  private let signed: PDFDocument
  private let current: PDFDocument
  /// The fields that were signed later and rightly.
  let signedFields: [SignatureField]

  init(signed: PDFDocument, current: PDFDocument, goodFields: Set<PDFReference>) {
    (self.signed, self.current) = (signed, current)
    let empty = SignatureField.all(in: signed).filter { signed.resolve($0.signature) == .null }
      .compactMap(\.reference)
    signedFields = SignatureField.all(in: current).filter { field in
      guard let reference = field.reference else { return false }
      return empty.contains(reference) && goodFields.contains(reference)
    }
  }

  /// Everything that changed and may not, a lowercase phrase each.
  func changes() -> [String] {
    let later = current.sections.count - signed.sections.count
    guard later > 0, current.sections.suffix(signed.sections.count) == signed.sections[...],
      current.sections.prefix(later).allSatisfy({ $0.offset >= signed.end })
    else { return ["bytes were added that do not continue the signed revision"] }
    var changes = trailerChanges()
    let fresh = freshObjects()
    let numbers = Set(current.sections.prefix(later).flatMap(\.entries.keys))
    for number in numbers.sorted() {
      let (before, after) = (signed.object(number), current.object(number))
      if let change = change(of: number, from: before, to: after, fresh) { changes.append(change) }
    }
    if changes.isEmpty, signedFields.isEmpty { return ["a revision was added that signs nothing"] }
    return changes
  }

  /// What differs, is allowed, and is yet worth knowing: a lowercase phrase each.
  var notes: [String] {
    var notes: [String] = []
    if metadata(of: signed) != metadata(of: current) {
      notes.append("the metadata was written anew when the file was signed again")
    }
    if let version = current.catalog["Version"].name, signed.catalog["Version"].name != version {
      notes.append("the file calls itself PDF \(version) since it was signed again")
    }
    return notes
  }

  private func metadata(of document: PDFDocument) -> ArraySlice<UInt8>? {
    document.catalog["Metadata"].reference.flatMap { document.object($0.number)?.data }
  }

  private func trailerChanges() -> [String] {
    ["Root", "Info", "Encrypt"].filter { key in
      signed.trailer[key] != current.trailer[key]
        && !(key == "Info" && isBookkeeping(.null, current.resolve(current.trailer[key])))
    }.map { "the trailer's /\($0) is another" }
  }

  private func change(
    of number: Int, from before: PDFObject?, to after: PDFObject?, _ fresh: Set<Int>
  ) -> String? {
    guard let after, after.value != .null || after.data != nil else {
      return before.map { "\(words($0, number)) was removed" }
    }
    guard let before else {
      let isStructure = [.name("XRef"), .name("ObjStm")].contains(after.value["Type"])
      let isOurs = fresh.contains(number) || isStructure && after.data != nil
      return isOurs || number == informationNumber || number == metadataNumber
        ? nil : "\(words(after, number)) was added"
    }
    guard number != metadataNumber || signed.catalog["Metadata"].reference?.number != number else {
      return nil
    }
    let isSame =
      before.data == after.data
      && (before.value == after.value || isAllowed(number, before.value, after.value))
    return isSame ? nil : "\(words(before, number)) was changed"
  }

  /// Whether an object differs only as a further signature makes it differ.
  private func isAllowed(_ number: Int, _ before: PDFValue, _ after: PDFValue) -> Bool {
    if signedFields.contains(where: { $0.reference?.number == number }) {
      return before.without("V", "AP") == after.without("V", "AP")
    }
    if widgets.contains(where: { $0.number == number }) {
      return before.without("AP") == after.without("AP")
    }
    if number == current.trailer["Root"].reference?.number {
      return catalogWithoutUpkeep(before) == catalogWithoutUpkeep(after)
    }
    if number == current.catalog["AcroForm"].reference?.number {
      return before.without("SigFlags") == after.without("SigFlags")
    }
    return number == informationNumber && isBookkeeping(before, after)
  }

  /// The widgets that are objects apart from the signed fields.
  private var widgets: [PDFReference] {
    signedFields.flatMap { signed.resolve($0.dictionary["Kids"]).items }.compactMap(\.reference)
  }

  private var informationNumber: Int? { current.trailer["Info"].reference?.number }

  /// The metadata stream, which says of itself that it is one.
  private var metadataNumber: Int? {
    guard let number = current.catalog["Metadata"].reference?.number,
      let object = current.object(number), object.data != nil,
      object.value["Type"] == .name("Metadata")
    else { return nil }
    return number
  }

  private func isBookkeeping(_ before: PDFValue, _ after: PDFValue) -> Bool {
    let (old, new) = (before.without("ModDate", "Producer"), after.without("ModDate", "Producer"))
    return old == new || before == .null && new == .dictionary([:])
  }

  private func catalogWithoutUpkeep(_ catalog: PDFValue) -> PDFValue {
    guard case .dictionary(var entries) = catalog else { return catalog }
    entries["AcroForm"] = entries["AcroForm"]?.without("SigFlags")
    if metadataNumber != nil { entries["Metadata"] = nil }
    (entries["Version"], entries["Extensions"]) = (nil, nil)
    return .dictionary(entries)
  }

  /// The new objects of further signatures: theirs, and those that only their appearances reach.
  private func freshObjects() -> Set<Int> {
    var fresh: Set<Int> = []
    for field in signedFields {
      collect(field.dictionary["V"], into: &fresh, depth: 0)
      collect(field.dictionary["AP"], into: &fresh, depth: 0)
    }
    for widget in widgets {
      collect(current.resolve(.reference(widget))["AP"], into: &fresh, depth: 0)
    }
    return fresh
  }

  private func collect(_ value: PDFValue, into fresh: inout Set<Int>, depth: Int) {
    guard depth < 60 else { return }
    switch value {
    case .reference(let reference):
      guard signed.object(reference.number) == nil, fresh.insert(reference.number).inserted else {
        return
      }
      collect(current.object(reference.number)?.value ?? .null, into: &fresh, depth: depth + 1)
    case .array(let items):
      for item in items { collect(item, into: &fresh, depth: depth + 1) }
    case .dictionary(let entries):
      for entry in entries.values { collect(entry, into: &fresh, depth: depth + 1) }
    default: break
    }
  }

  private func words(_ object: PDFObject, _ number: Int) -> String {
    object.value["Type"].name.map { "object \(number) (\($0))" } ?? "object \(number)"
  }
}

extension PDFValue {
  /// A dictionary without some of its entries; any other value as it is.
  fileprivate func without(_ keys: String...) -> PDFValue {
    guard case .dictionary(var entries) = self else { return self }
    for key in keys { entries[key] = nil }
    return .dictionary(entries)
  }
}
