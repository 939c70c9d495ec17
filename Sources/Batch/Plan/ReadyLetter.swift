import ArchivalPDF
import Composition
import Diagnostics
import Storage

/// A letter that was found good: all is known of it, and its file only needs finishing.
struct ReadyLetter: Sendable {
  /// What tells it from the others.
  var key: String
  /// Its file, relative to the folder.
  var place: String
  /// How many pages it has.
  var pages: Int
  /// What should be looked at.
  var warnings: [Diagnostic]
  var file: PreparedFile
}

/// Letters that follow each other in a plan, set aside.
struct ReadyPortion: Sendable {
  /// How many letters there are.
  let count: Int
  private let piece: Spool.Piece
  /// The files that have no form as bytes.
  private let files: [PreparedFile]

  /// Sets letters aside.
  ///
  /// - Returns: nil if nobody will ask for them any more.
  /// - Throws: ``DiagnosticsError`` if they cannot be written.
  init?(_ letters: [ReadyLetter], in spool: Spool) throws(DiagnosticsError) {
    let encoded = letters.indices.map { letters[$0].file.encoded }
    var encoder = ByteEncoder(reserving: encoded.reduce(0) { $0 + ($1?.count ?? 0) + 512 })
    var files: [PreparedFile] = []
    // By their places: to step through the letters themselves would copy each.
    for index in letters.indices {
      letters[index].encode(to: &encoder, encoded[index])
      if encoded[index] == nil { files.append(letters[index].file) }
    }
    guard let piece = try spool.put(encoder.bytes) else { return nil }
    (count, self.piece, self.files) = (letters.count, piece, files)
  }

  /// The letters.
  ///
  /// - Parameters:
  ///   - spool: Where they were set aside.
  ///   - parts: The parts that letters of the run share.
  /// - Returns: All of them, in their order.
  /// - Throws: ``DiagnosticsError`` if they cannot be read again.
  func letters(from spool: Spool, sharing parts: SharedParts) throws(DiagnosticsError)
    -> [ReadyLetter]
  {
    var decoder = ByteDecoder(try spool.take(piece))
    var files = files[...]
    var letters: [ReadyLetter] = []
    letters.reserveCapacity(count)
    for _ in 0..<count {
      letters.append(try ReadyLetter(from: &decoder, sharing: parts, &files))
    }
    return letters
  }
}

/// The letters of a plan, portion by portion.
struct ReadyPortions: PortionSource {
  private var portions: ArraySlice<ReadyPortion>

  /// All letters that a plan has to make.
  init(_ plan: Plan) { portions = plan.ready[...] }

  mutating func next() -> ReadyPortion? { portions.popFirst() }
}

// MARK: As bytes

extension PreparedFile {
  /// The file as bytes; nil if it cannot be written as such.
  fileprivate var encoded: [UInt8]? {
    switch self {
    case .whole(let bytes): bytes
    case .archival(let letter): letter.encoded()
    }
  }
}

extension ReadyLetter {
  private enum Form {
    static let whole = 0
    static let archival = 1
    static let kept = 2
  }

  fileprivate func encode(to out: inout ByteEncoder, _ bytes: [UInt8]?) {
    out.add(key)
    out.add(place)
    out.add(pages)
    out.add(warnings.count)
    for warning in warnings { warning.encode(to: &out) }
    guard let bytes else { return out.add(Form.kept) }
    if case .whole = file { out.add(Form.whole) } else { out.add(Form.archival) }
    out.add(bytes)
  }

  fileprivate init(
    from decoder: inout ByteDecoder, sharing parts: SharedParts,
    _ files: inout ArraySlice<PreparedFile>
  ) throws(DiagnosticsError) {
    let form: Int
    var bytes: [UInt8] = []
    do throws(ByteDecoder.Damage) {
      (key, place) = (try decoder.text(), try decoder.text())
      pages = try decoder.number()
      warnings = []
      for _ in 0..<(try decoder.number()) { warnings.append(try Diagnostic(from: &decoder)) }
      form = try decoder.number()
      if form != Form.kept { bytes = try decoder.bytes() }
    } catch {
      throw ReadyLetter.damage
    }
    switch form {
    case Form.whole: file = .whole(bytes)
    case Form.archival: file = .archival(try PreparedLetter(encoded: bytes, sharing: parts))
    default:
      guard let kept = files.popFirst() else { throw ReadyLetter.damage }
      file = kept
    }
  }

  private static var damage: DiagnosticsError {
    DiagnosticsError(
      .error("batch.set-aside", "letters that were set aside are damaged", failure: .inputOutput))
  }
}

extension Diagnostic {
  /// Writes a warning; a letter with an error is not ready.
  fileprivate func encode(to out: inout ByteEncoder) {
    out.add(id)
    out.add(message)
    out.add(hints)
    out.add(location?.file)
    out.add(location?.line ?? 0)
    out.add(location?.column ?? 0)
  }

  fileprivate init(from decoder: inout ByteDecoder) throws(ByteDecoder.Damage) {
    let (id, message) = (try decoder.text(), try decoder.text())
    let hints = try decoder.texts()
    let file = try decoder.optionalText()
    let (line, column) = (try decoder.number(), try decoder.number())
    let place = file.map { SourceLocation(file: $0, line: line, column: column) }
    self = .warning(id, message, at: place, hints: hints)
  }
}
