import Foundation
import Signing

/// A PDF file put together object by object and revision by revision, wrong in whatever way a test asks for.
struct RevisedFile {
  /// Where an object is said to be.
  enum Place {
    case offset(Int, generation: Int = 0)
    case free
    case stream(Int, index: Int)
    /// A kind that no standard has named.
    case other
  }

  /// The file so far.
  private(set) var bytes: [UInt8]
  /// The objects of the revision that is being written.
  var places: [Int: Place] = [:]
  /// What the next trailer says besides its size and the revision before.
  var trailer = "/Root 1 0 R/Info 5 0 R"
  /// The size that the next trailer names; that of the file if nil.
  var size: Int?
  /// Where the next trailer says that the revision before is; where it is if nil.
  var previous: String?
  /// How many digits the next table gives an offset.
  var digits = 10
  /// What the next table says between its first line and the second.
  var comment = ""
  /// Where the newest cross-references begin.
  private(set) var start = 0
  private var count = 0

  /// A file with nothing in it; `head` stands before its first line.
  init(head: String = "") { bytes = Array("\(head)%PDF-1.7\n".utf8) }

  /// Adds bytes as they are.
  mutating func write(_ text: String) { bytes += Array(text.utf8) }

  /// Adds an object.
  mutating func add(
    _ number: Int, _ body: String, generation: Int = 0, end: String = "\nendobj\n"
  ) {
    add(number, Array(body.utf8), generation: generation, end: end)
  }

  /// Adds an object of any bytes.
  mutating func add(
    _ number: Int, _ body: [UInt8], generation: Int = 0, end: String = "\nendobj\n"
  ) {
    places[number] = .offset(bytes.count)
    count = max(count, number + 1)
    bytes += Array("\(number) \(generation) obj\n".utf8) + body + Array(end.utf8)
  }

  /// Adds a stream that says truly how long it is.
  mutating func addStream(_ number: Int, _ entries: String, _ data: [UInt8]) {
    add(
      number,
      Array("<<\(entries)/Length \(data.count)>>\nstream\n".utf8) + data
        + Array("\nendstream".utf8))
  }

  /// Adds an object stream and notes what is in it.
  mutating func addObjects(in number: Int, _ objects: [(Int, String)], entries: String = "") {
    var (list, text) = ("", "")
    for (index, (object, body)) in objects.enumerated() {
      list += "\(object) \(text.utf8.count) "
      text += "\(body) "
      places[object] = .stream(number, index: index)
      count = max(count, object + 1)
    }
    var data = Array("\(list)\(text)".utf8)
    if entries.contains("ASCIIHexDecode") {
      data = Array(data.map { String(Int($0) + 0x100, radix: 16).suffix(2) }.joined().utf8) + [0x3E]
    }
    addStream(
      number, "/Type/ObjStm/N \(objects.count)/First \(list.utf8.count)\(entries)", data)
  }

  /// Ends the revision with a table; a text may stand behind its trailer.
  mutating func finish(saying text: String = "") {
    var table = "xref\n\(comment)"
    for (number, place) in places.sorted(by: { $0.key < $1.key }) {
      guard case .offset(let offset, let generation) = place else {
        table += "\(number) 1\n0000000000 00001 f \n"
        continue
      }
      table += "\(number) 1\n\(padded(offset, digits)) \(padded(generation, 5)) n \n"
    }
    let before = bytes.count
    end("\(table)trailer\n<<\(ending)>>\n\(text)", at: before)
  }

  /// Ends the revision with a cross-reference stream.
  mutating func finish(in number: Int, entries: String = "") {
    let before = bytes.count
    places[number] = .offset(before)
    count = max(count, number + 1)
    let order = places.sorted { $0.key < $1.key }
    let rows = order.flatMap { _, place in
      switch place {
      case .free: row(0, 0, 0)
      case .offset(let offset, let generation): row(1, offset, generation)
      case .stream(let stream, let index): row(2, stream, index)
      case .other: row(7, 0, 0)
      }
    }
    let index = order.map { "\($0.key) 1" }.joined(separator: " ")
    let ending = ending
    addStream(number, "/Type/XRef/W[1 4 2]/Index[\(index)]\(ending)\(entries)", rows)
    end("", at: before)
  }

  /// Adds a cross-reference stream beside the next table, which leads to one object.
  ///
  /// - Returns: Where the stream is.
  @discardableResult
  mutating func addReferences(
    in number: Int, to object: Int, at place: Int, entries: String = ""
  ) -> Int {
    let offset = bytes.count
    let index = "/W[1 4 2]/Size \(count)/Index[\(object) 1]"
    addStream(number, "/Type/XRef\(index)\(entries)", row(1, place, 0))
    return offset
  }

  private func row(_ kind: Int, _ second: Int, _ third: Int) -> [UInt8] {
    [UInt8(kind)] + (0..<4).reversed().map { UInt8(second >> (8 * $0) & 255) }
      + [UInt8(third >> 8 & 255), UInt8(third & 255)]
  }

  private var ending: String {
    let previous = previous ?? (start == 0 ? nil : String(start))
    return "/Size \(size ?? count)\(trailer)" + (previous.map { "/Prev \($0)" } ?? "")
  }

  private mutating func end(_ table: String, at place: Int) {
    write("\(table)startxref\n\(place)\n%%EOF\n")
    start = place
    (places, previous, size) = ([:], nil, nil)
    (digits, comment) = (10, "")
  }

  private func padded(_ number: Int, _ width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.count)) + text
  }

  /// Adds a signature's dictionary, ends the revision and signs it; `stream` is the object that holds the
  /// cross-references, a table if nil.
  mutating func sign(
    _ number: Int, by signer: CMSSigner, entries: String = "", in stream: Int? = nil
  ) throws {
    try sign(number, capacity: signer.capacity, entries: entries, in: stream) { hole, file, place in
      try hole.fill(&file, at: place, by: signer)
    }
  }

  /// The same with whatever fills the hole.
  mutating func sign(
    _ number: Int, capacity: Int, entries: String, in stream: Int? = nil,
    fill: (SigningHole, inout [UInt8], Int) throws -> Void
  ) throws {
    let hole = SigningHole(capacity: capacity)
    let form = entries.contains("/SubFilter") ? "" : "/SubFilter/ETSI.CAdES.detached"
    places[number] = .offset(bytes.count)
    count = max(count, number + 1)
    write("\(number) 0 obj\n<</Type/Sig/Filter/Adobe.PPKLite/M(D:20200819)\(form)\(entries)")
    let place = bytes.count
    bytes += hole.entries
    write(">>\nendobj\n")
    if let stream { finish(in: stream) } else { finish() }
    try fill(hole, &bytes, place)
  }
}

extension RevisedFile {
  /// The objects of the file that most tests begin with: a page with two signature fields.
  static let objects: [Int: String] = [
    1: "<</Type/Catalog/Pages 2 0 R/AcroForm<</SigFlags 3/Fields[6 0 R 8 0 R]>>>>",
    2: "<</Type/Pages/Kids[3 0 R]/Count 1>>",
    3: "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Annots[6 0 R 8 0 R]>>",
    4: content("Pay 100 NOK"),
    5: "<</Producer(tests)/Title(Vedtak)>>",
    6: field("Seal", "/V 7 0 R"),
    8: field("Approval"),
  ]

  /// A content stream.
  static func content(_ text: String, _ entries: String = "") -> String {
    "<<\(entries)/Length \(text.utf8.count)>>\nstream\n\(text)\nendstream"
  }

  /// A metadata stream.
  static func metadata(_ text: String) -> String {
    content(text, "/Type/Metadata/Subtype/XML")
  }

  /// A signature field.
  static func field(_ name: String, _ entries: String = "") -> String {
    "<</Type/Annot/Subtype/Widget/FT/Sig/T(\(name))/F 132/Rect[0 0 0 0]/P 3 0 R\(entries)>>"
  }

  /// The same with other words in some objects.
  static func catalog(_ entries: String) -> String {
    "<</Type/Catalog/Pages 2 0 R/AcroForm<</SigFlags 3/Fields[6 0 R 8 0 R]>>\(entries)>>"
  }

  /// A file with one signature that is made elsewhere, over the bytes that it covers.
  static func signed(
    subFilter: String = "ETSI.CAdES.detached", capacity: Int = 8000,
    signature: ([UInt8]) throws -> [UInt8]
  ) throws -> [UInt8] {
    var file = RevisedFile()
    for (number, body) in RevisedFile.objects.sorted(by: { $0.key < $1.key }) {
      file.add(number, body)
    }
    let entries = "/SubFilter/\(subFilter)"
    try file.sign(7, capacity: capacity, entries: entries) { hole, bytes, place in
      let range = hole.range(at: place, length: bytes.count)
      bytes.replaceSubrange((place + 10)..<(place + 10 + ByteRange.width), with: range.text)
      let covered = Array(bytes[..<range.holeStart] + bytes[range.holeEnd...])
      try hole.insert(try signature(covered), into: &bytes, at: range.holeStart + 1)
    }
    return file.bytes
  }
}
