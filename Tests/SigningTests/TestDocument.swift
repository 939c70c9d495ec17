import Foundation
import OpenSSL
import Signing

/// A PDF file put together by hand: one page, two signature fields, one of them signed or about to be.
struct TestDocument {
  /// The file so far.
  private(set) var bytes = Array("%PDF-1.7\n%âãÏÓ\n".utf8)
  private var offsets: [Int: Int] = [:]
  private var start = 0
  private var size = 0

  /// The fields' objects; each field's signature is the object after it.
  static let fields = ["Seal": 6, "Approval": 8]

  /// An unsigned file, in which `first` is signed by the end of `init` if a signer is given.
  init(
    signedBy signer: CMSSigner? = nil, form: SignatureForm = SignatureForm(),
    text: String = "Vedtak"
  ) throws {
    add(2, "<</Type/Pages/Kids[3 0 R]/Count 1>>")
    add(3, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Annots[6 0 R 8 0 R]>>")
    add(4, "<</Length \(text.utf8.count + 4)>>\nstream\n% \(text)\n \nendstream")
    add(5, "<</Producer(tests)/Title(Vedtak)>>")
    add(1, "<</Type/Catalog/Pages 2 0 R/AcroForm<</SigFlags 3/Fields[6 0 R 8 0 R]>>>>")
    add(8, Self.field("Approval"))
    guard let signer else {
      add(6, Self.field("Seal"))
      finish()
      return
    }
    add(6, Self.field("Seal", signature: 7))
    try sign(7, by: signer, form)
  }

  /// Signs a field that is there but empty, in a new revision.
  mutating func signAgain(
    _ name: String, by signer: CMSSigner, form: SignatureForm = SignatureForm(),
    also change: (inout TestDocument) -> Void = { _ in }
  ) throws {
    let number = Self.fields[name] ?? 0
    beginRevision()
    change(&self)
    add(number, Self.field(name, signature: number + 1))
    try sign(number + 1, by: signer, form)
  }

  /// Adds a revision.
  mutating func revise(_ change: (inout TestDocument) -> Void) {
    beginRevision()
    change(&self)
    finish()
  }

  /// Writes an object.
  mutating func add(_ number: Int, _ body: String) {
    note(number)
    bytes += Array("\(number) 0 obj\n\(body)\nendobj\n".utf8)
  }

  private static func field(_ name: String, signature: Int? = nil) -> String {
    "<</Type/Annot/Subtype/Widget/FT/Sig/T(\(name))/F 132/Rect[0 0 0 0]/P 3 0 R"
      + (signature.map { "/V \($0) 0 R" } ?? "") + ">>"
  }

  private mutating func sign(_ number: Int, by signer: CMSSigner, _ form: SignatureForm) throws {
    let hole = SigningHole(capacity: signer.capacity)
    note(number)
    bytes += Array("\(number) 0 obj\n<</Type/Sig/Filter/Adobe.PPKLite\(form.entries)".utf8)
    let place = bytes.count
    bytes += hole.entries
    bytes += Array(">>\nendobj\n".utf8)
    finish()
    let hashed = form.isHashedBefore ? bytes.digest(upTo: place, signer) : nil
    try hole.fill(&bytes, at: place, hashed: hashed, by: signer)
  }

  /// Remembers where an object begins.
  private mutating func note(_ number: Int) {
    offsets[number] = bytes.count
    size = max(size, number + 1)
  }

  private mutating func beginRevision() {
    offsets = [:]
  }

  private mutating func finish() {
    let previous = start
    start = bytes.count
    var table = "xref\n"
    if previous == 0 { table += "0 1\n0000000000 65535 f \n" }
    for (number, offset) in offsets.sorted(by: { $0.key < $1.key }) {
      let digits = String(offset)
      table +=
        "\(number) 1\n\(String(repeating: "0", count: 10 - digits.count))\(digits) 00000 n \n"
    }
    let before = previous == 0 ? "" : "/Prev \(previous)"
    table += "trailer\n<</Size \(size)/Root 1 0 R/Info 5 0 R/ID[<00><00>]\(before)>>\n"
    bytes += Array("\(table)startxref\n\(start)\n%%EOF\n".utf8)
  }
}

/// What a test signature's dictionary says, and how the file is hashed.
struct SignatureForm: Sendable {
  var entries = "/SubFilter/ETSI.CAdES.detached/M(D:20200819120000+02'00')"
  var isHashedBefore = false
}

extension [UInt8] {
  fileprivate func digest(upTo offset: Int, _ signer: CMSSigner) -> Digest {
    var digest = Digest(signer.digest)
    digest.update(self[..<offset])
    return digest
  }

  /// The offset of the first place where `text` stands, at or after another offset.
  func offset(of text: String, from start: Int = 0) -> Int? {
    let text = Array(text.utf8)
    return indices.dropFirst(start).first { self[$0...].starts(with: text) }
  }

  /// A copy in which the first `text` is replaced by another of the same length.
  func replacing(_ text: String, by other: String) -> [UInt8] {
    guard let offset = offset(of: text) else { return self }
    var copy = self
    copy.replaceSubrange(offset..<(offset + text.utf8.count), with: Array(other.utf8))
    return copy
  }
}
