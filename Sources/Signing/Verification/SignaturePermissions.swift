import PDFReading

/// What a signature says may be done to the document after it (ISO 32000-1, 12.8.2).
struct SignaturePermissions {
  /// What may be done to a certified document (table 254): 1, nothing, to 3; nil if the signature does not
  /// certify.
  private(set) var certification: Int?
  /// The same where the signature's field says it (ISO 32000-2, table 236).
  private(set) var lockedTo: Int?
  /// The fields that may not change.
  private(set) var locks: [FieldLock] = []

  /// Nothing is forbidden.
  init() {}

  /// Reads what a signature and its field forbid.
  ///
  /// - Throws: ``PDFFault`` if a part of it cannot be read or is not as it must be.
  init(
    of signature: PDFValue, field: PDFValue, in document: PDFDocument
  ) throws(PDFFault) {
    let lock = try document.resolve(field["Lock"])
    if lock != .null {
      locks.append(try FieldLock(lock, in: document))
      if lock["P"] != .null { lockedTo = try SignaturePermissions.level(lock, in: document) }
    }
    let references = try document.resolve(signature["Reference"])
    guard references != .null else { return }
    guard case .array(let items) = references else { throw SignaturePermissions.fault }
    for item in items { try read(try document.resolve(item), in: document) }
  }

  /// Whether nothing at all may come after.
  var isFinal: Bool { certification == 1 || lockedTo == 1 }

  private static let fault = PDFFault.damaged("what the signature allows")

  private mutating func read(_ item: PDFValue, in document: PDFDocument) throws(PDFFault) {
    guard item.entries != nil else { throw SignaturePermissions.fault }
    let parameters = try document.resolve(item["TransformParams"])
    switch try document.resolve(item["TransformMethod"]) {
    case .name("DocMDP"):
      let level = try SignaturePermissions.level(parameters, in: document)
      certification = min(certification ?? level, level)
    case .name("FieldMDP"): locks.append(try FieldLock(parameters, in: document))
    case .name("UR"), .name("UR3"), .name("Identity"): break  // they allow, and forbid nothing
    default: throw SignaturePermissions.fault
    }
  }

  private static func level(
    _ parameters: PDFValue, in document: PDFDocument
  ) throws(PDFFault) -> Int {
    switch try document.resolve(parameters["P"]) {
    case .null: return 2
    case .integer(let level) where (1...3).contains(level): return level
    default: throw fault
    }
  }
}

/// Fields that may not change after a signature (ISO 32000-1, tables 233 and 256).
struct FieldLock {
  private enum Extent {
    case all, these, others
  }

  private let extent: Extent
  /// Names are compared by code points: those that Unicode calls equal are two names here.
  private let names: [[Unicode.Scalar]]

  init(_ lock: PDFValue, in document: PDFDocument) throws(PDFFault) {
    let fault = PDFFault.damaged("what the signature allows")
    switch try document.resolve(lock["Action"]) {
    case .name("All"): extent = .all
    case .name("Include"): extent = .these
    case .name("Exclude"): extent = .others
    default: throw fault
    }
    var names: [[Unicode.Scalar]] = []
    for item in try document.resolve(lock["Fields"]).items {
      guard let name = try document.resolve(item).text else { throw fault }
      names.append(Array(name.unicodeScalars))
    }
    guard extent == .all || !names.isEmpty else { throw fault }
    self.names = names
  }

  /// Whether the field of a name may not change; what holds for a field holds for those below it.
  func covers(_ field: String) -> Bool {
    let field = Array(field.unicodeScalars)
    let isNamed = names.contains { field == $0 || field.starts(with: $0 + ["."]) }
    return switch extent {
    case .all: true
    case .these: isNamed
    case .others: !isNamed
    }
  }
}
