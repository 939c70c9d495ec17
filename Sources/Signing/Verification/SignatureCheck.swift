import Bytes
import Diagnostics
import Foundation
import OpenSSL
import PDFReading
import SwiftASN1

/// The examination of one signature: each step notes what it finds in ``status``.
struct SignatureCheck {
  /// The signature's field.
  let field: SignatureField
  /// What was found so far.
  var status: SignatureStatus
  /// What the signature says may come after it.
  private(set) var permissions = SignaturePermissions()
  /// What it is; nil if that is nothing that can be judged.
  let kind: SignatureKind?
  /// The bytes that it covers; nil if its range is not as it must be.
  private(set) var range: ByteRange?
  /// The signature as it was read.
  private var signedData: SignedData?
  /// The certificates that came with the signature, as far as they can be read.
  private(set) var certificates: [Certificate] = []
  /// The signer's certificate.
  private(set) var signerCertificate: Certificate?
  private let signature: PDFObject

  /// Examines everything but trust and what came after.
  ///
  /// - Throws: ``PDFFault`` if the signature's dictionary cannot be read.
  init(
    _ field: SignatureField, in document: PDFDocument, _ reader: CertificateReader
  ) throws(PDFFault) {
    self.field = field
    status = SignatureStatus(field: field.name.onOneLine)
    var object: PDFObject?
    if let reference = field.signature.reference {
      object = try document.object(reference.number)
    }
    signature = object ?? PDFObject(value: field.signature)
    kind = SignatureKind(subFilter: signature.value["SubFilter"])
    try readPermissions(in: document)
    readDictionary()
    readRange(in: document)
    guard kind != nil else { return }
    readContents(reader)
    guard let signedData, let signer = signedData.signers.first else { return }
    // A digest takes less than a sixteenth of what reading takes.
    try document.spend((range?.end ?? 0) / 16)
    checkSigner(signer, of: signedData, document.bytes)
    checkForm(signer, of: signedData)
  }

  private mutating func readPermissions(in document: PDFDocument) throws(PDFFault) {
    do {
      permissions = try SignaturePermissions(
        of: signature.value, field: field.dictionary, in: document)
    } catch .excessive {
      throw .excessive
    } catch {
      status.unjudged.append("what it allows to be done afterwards cannot be read")
    }
    status.isCertification = permissions.certification != nil
  }

  private mutating func readDictionary() {
    status.claimedTime = signature.value["M"].text.flatMap(isoTime)
    let subFilter = signature.value["SubFilter"]
    let found = subFilter.name.map { "/\($0)" } ?? "missing"
    if kind == nil {
      status.unjudged.append("signatures whose SubFilter is \(found) are not known")
    }
    if subFilter != .name("ETSI.CAdES.detached") {
      status.formFaults.append("SubFilter is \(found), not /ETSI.CAdES.detached")
    }
    if signature.value["M"] == .null { status.formFaults.append("no /M, the claimed time") }
    if signature.value["Filter"] == .null { status.formFaults.append("no /Filter") }
    if signature.value["Cert"] != .null {
      status.formFaults.append("/Cert stands in the dictionary")
    }
  }

  /// Reads the range and makes sure that the only hole is this very signature's `/Contents`.
  private mutating func readRange(in document: PDFDocument) {
    let numbers = signature.value["ByteRange"].items.compactMap(\.integer)
    guard numbers.count == 4, signature.value["ByteRange"].items.count == 4, numbers[0] == 0,
      numbers.allSatisfy({ (0..<(1 << 48)).contains($0) })
    else {
      status.faults.append("the byte range is not one of two parts from the file's start")
      return
    }
    let range = ByteRange(holeStart: numbers[1], holeEnd: numbers[2], end: numbers[2] + numbers[3])
    guard range.end <= document.bytes.count else {
      status.faults.append("the file ends before the bytes that were signed")
      return
    }
    guard signature.extents["Contents"] == range.holeStart..<max(range.holeStart, range.holeEnd),
      isHexadecimal(document.bytes[range.holeStart..<range.holeEnd])
    else {
      status.faults.append("the byte range leaves out other bytes than the signature")
      return
    }
    self.range = range
  }

  private mutating func readContents(_ reader: CertificateReader) {
    guard case .string(let contents) = signature.value["Contents"],
      let data = try? SignedData(contents: contents[...])
    else {
      status.faults.append("the signature is no CMS SignedData that can be read")
      return
    }
    signedData = data
    certificates = data.certificates.compactMap(reader.certificate)
    if data.signers.count != 1 {
      status.faults.append("the signature has \(data.signers.count) signers, not one")
    }
  }

  /// Notes who signed.
  mutating func note(_ certificate: Certificate) {
    signerCertificate = certificate
    status.signer = SignerSummary(certificate)
  }
}

/// A string in angle brackets of which every character is a hexadecimal digit or white space.
private func isHexadecimal(_ bytes: ArraySlice<UInt8>) -> Bool {
  guard bytes.count >= 2, bytes.first == UInt8(ascii: "<"), bytes.last == UInt8(ascii: ">") else {
    return false
  }
  return bytes.dropFirst().dropLast().allSatisfy { byte in
    Digits.value(ofHexadecimal: byte) != nil || [9, 10, 12, 13, 32].contains(byte)
  }
}

/// A PDF date (ISO 32000-1, 7.9.4) in the form of ISO 8601; nil if it is none.
func isoTime(_ text: String) -> String? {
  guard text.hasPrefix("D:") else { return nil }
  let rest = Array(text.utf8.dropFirst(2))
  let digits = rest.prefix { (0x30...0x39).contains($0) }.map { Int($0) - 0x30 }
  guard digits.count >= 8, digits.count <= 14 else { return nil }
  let full = digits + repeatElement(0, count: 14 - digits.count)
  let parts = [0..<4, 4..<6, 6..<8, 8..<10, 10..<12, 12..<14].map { range in
    full[range].map(String.init).joined()
  }
  let zone = String(decoding: rest.dropFirst(digits.count), as: UTF8.self)
  let offset = zone.split(separator: "'").joined(separator: ":")
  let suffix = zone.isEmpty ? "" : zone.hasPrefix("Z") ? "Z" : offset
  return "\(parts[0])-\(parts[1])-\(parts[2])T\(parts[3]):\(parts[4]):\(parts[5])\(suffix)"
}
