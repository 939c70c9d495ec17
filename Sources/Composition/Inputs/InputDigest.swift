import Bytes
import ArchivalPDF
import DisplayList
import Document
import Drawing
import Foundation
import Hyphenation
import Layout
package import Ledger
import Merge
import OpenSSL
package import Records
import Synchronization

/// The digest of everything that goes into a letter: equal digests mean equal files.
///
/// What all letters of a run share is digested once; a record's values follow. Texts go in with their
/// lengths before them, so that no two different inputs read the same.
///
/// Fonts other than those for running text count only for letters that need them, which a letter's text and the
/// fonts for running text decide alone: so most runs need not read the others.
package struct InputDigest: Sendable {
  private var shared = Digest()
  private let otherFonts: OtherFonts

  /// The fonts other than those for running text, and their digest, made when it is first asked for.
  private final class OtherFonts: Sendable {
    let fonts: FontLibrary
    private let digest = Mutex<[UInt8]?>(nil)

    init(_ fonts: FontLibrary) {
      self.fonts = fonts
    }

    var value: [UInt8] {
      digest.withLock { digest in
        if let digest { return digest }
        let value = Digest.of(fonts.otherDigests().flatMap { $0 })
        digest = value
        return value
      }
    }
  }

  /// Digests what all letters share.
  ///
  /// - Parameter inputs: What goes into the letters, all of one version.
  package init(_ inputs: LetterInputs) {
    let mailing = inputs.mailing
    otherFonts = OtherFonts(mailing.fonts)
    add("flett \(Version.number) \(Version.output)")
    for engine in LetterLayout.engines + Painter.engines + ArchivalWriter.engines { add(engine) }
    add(inputs.renderer.rawValue)
    add(inputs.watermark ?? "")
    add(inputs.paintsLetterhead ? "letterhead" : "no letterhead")
    add(inputs.signings.map(\.input).joined(separator: "\n\n"))
    add(inputs.template.source)
    add(mailing.stationery.source)
    for font in mailing.fonts.basicDigests() { shared.update(font) }
    for dictionary in inputs.usedDictionaries { shared.update(Digest.of(dictionary ?? [])) }
    for picture in inputs.pictureDigests() { add(picture) }
    for name in inputs.columns { add(name) }
    add("recipients")
    for line in inputs.recipients.lines { add(line) }
  }

  /// The digest of a record's letter; of the master copy's for nil.
  ///
  /// - Parameters:
  ///   - record: The record.
  ///   - key: What tells the letter from the others.
  ///   - needsOtherFonts: Whether other fonts than those for running text are needed.
  /// - Returns: The digest, 32 bytes.
  package func digest(of record: Record?, key: String, needsOtherFonts: Bool = false) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(512)
    InputDigest.append(key, to: &bytes)
    for value in record?.values ?? [] { InputDigest.append(value, to: &bytes) }
    var digest = shared
    digest.update(bytes)
    if needsOtherFonts { digest.update(otherFonts.value) }
    return digest.finish()
  }

  /// The digest of a record's letter as far as it can be told without laying it out.
  package struct Expectation: Sendable {
    /// The digest, right if the letter needs other fonts as it is expected to.
    package let digest: [UInt8]
    fileprivate let needsOtherFonts: Bool
  }

  /// The digest that is expected of a record's letter: if a letter of it was made, that tells whether it
  /// needs other fonts.
  package func expectation(
    of record: Record?, key: String, knowing entry: LedgerEntry?
  ) -> Expectation {
    let digest = digest(of: record, key: key)
    guard let entry, entry.made != nil, entry.input != digest else {
      return Expectation(digest: digest, needsOtherFonts: false)
    }
    return Expectation(
      digest: self.digest(of: record, key: key, needsOtherFonts: true), needsOtherFonts: true)
  }

  /// The digest of a record's letter of which one was expected: made anew only if the letter needs other
  /// fonts than expected.
  package func digest(
    of record: Record?, key: String, needsOtherFonts: Bool, expected: Expectation
  ) -> [UInt8] {
    guard expected.needsOtherFonts != needsOtherFonts else { return expected.digest }
    return digest(of: record, key: key, needsOtherFonts: needsOtherFonts)
  }

  /// Whether a letter needs other fonts than those for running text.
  func needsOtherFonts(_ letter: PagedLetter) -> Bool {
    // Fragments mostly share their faces.
    var last: Face?
    for page in letter.pages {
      for block in page.blocks {
        for face in block.fragment.faces where face !== last {
          if !otherFonts.fonts.isBasic(face.path) { return true }
          last = face
        }
      }
    }
    return false
  }

  private mutating func add(_ text: String) {
    var bytes: [UInt8] = []
    InputDigest.append(text, to: &bytes)
    shared.update(bytes)
  }

  private mutating func add(_ line: Line) {
    add("line")
    for inline in line.inlines {
      add(inline.text)
      add("\(inline.style.rawValue) \(inline.language ?? "") \(inline.link?.target ?? "")")
    }
  }

  private static func append(_ text: String, to bytes: inout [UInt8]) {
    var text = text
    text.withUTF8 { utf8 in
      unsafe withUnsafeBytes(of: UInt32(truncatingIfNeeded: utf8.count).littleEndian) {
        unsafe bytes.append(contentsOf: $0)
      }
      unsafe bytes.append(contentsOf: utf8)
    }
  }

  private static func append(_ value: Value, to bytes: inout [UInt8]) {
    switch value.content {
    // A date goes in as it is printed: letters that were made while it was a text are the same.
    case .text(let text), .date(let text):
      bytes.append(1)
      append(text, to: &bytes)
    case .number(let text):
      bytes.append(2)
      append(text, to: &bytes)
    case .boolean(let flag): bytes.append(flag ? 4 : 3)
    case .list(let values):
      bytes.append(5)
      values.forEach { append($0, to: &bytes) }
      bytes.append(6)
    case .group(let group):
      bytes.append(7)
      for position in group.fields.alphabetical {
        append(group.fields.names[position], to: &bytes)
        append(group.values[position], to: &bytes)
      }
      bytes.append(8)
    }
  }
}

extension LetterInputs {
  /// The digests of all pictures that letter and stationery name, in order.
  fileprivate func pictureDigests() -> [String] {
    (template.pictures + [mailing.stationery.letterhead.logo?.path].compactMap { $0 }).map { path in
      "SHA256 digest: \(Digest.of(FileManager.default.contents(atPath: path) ?? Data()).hexadecimalText)"
    }
  }
}
