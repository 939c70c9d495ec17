import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Storage

/// What becomes of the names that a mailing's pattern gives.
struct LetterFileNameTests {
  /// A name as the pattern gives it and the file's name.
  struct Case: CustomTestStringConvertible {
    let raw: String
    let file: String

    init(_ raw: String, _ file: String) {
      (self.raw, self.file) = (raw, file)
    }

    var testDescription: String { raw.debugDescription }
  }

  static let cases = [
    // Nothing to do; an ending is never doubled.
    Case("Rødt.pdf", "Rødt.pdf"), Case("Rødt", "Rødt.pdf"), Case("Rødt.PDF", "Rødt.pdf"),
    Case("v2.1", "v2.1.pdf"), Case("Rødt.pdf.pdf", "Rødt.pdf.pdf"), Case("Rødt.pdf ", "Rødt.pdf"),
    Case("Kierulf & Sons A-S", "Kierulf & Sons A-S.pdf"), Case("祝.pdf", "祝.pdf"),
    // What no file system or dispatch takes.
    Case("a/b\\c", "a-b-c.pdf"), Case("\"<>?*|:", "-------.pdf"),
    Case("../../etc/passwd", "-..-etc-passwd.pdf"), Case("/etc/passwd", "-etc-passwd.pdf"),
    Case("C:\\x", "C--x.pdf"),
    // Control characters are spaces; what nobody sees is not there.
    Case("a\nb\tc\u{0}d", "a b c d.pdf"),
    Case("a\u{85}b\u{2028}c\u{2029}d\u{7F}e", "a b c d e.pdf"),
    Case("abc\u{202E}fdp.exe", "abcfdp.exe.pdf"), Case("\u{FEFF}a\u{200B}b\u{AD}c", "abc.pdf"),
    Case("a\u{2066}b\u{2069}", "ab.pdf"), Case("a\u{E000}b\u{FFFE}c", "abc.pdf"),
    // Normal form C, also where a hidden character stood between a letter and its accent.
    Case("A\u{30A}sne", "\u{C5}sne.pdf"), Case("e\u{200D}\u{301}", "\u{E9}.pdf"),
    Case("\u{212B}", "\u{C5}.pdf"),
    // Leading and trailing dots and spaces.
    Case(" Rødt ", "Rødt.pdf"), Case(".bashrc", "bashrc.pdf"), Case("KS A.S.", "KS A.S.pdf"),
    Case(". . Rødt . .pdf", "Rødt.pdf"), Case("\u{A0}Rødt\u{3000}", "Rødt.pdf"),
    Case("a  b", "a  b.pdf"),
    // Names that Windows keeps for devices, whatever their ending.
    Case("CON", "CON_.pdf"), Case("con", "con_.pdf"), Case("Nul.pdf", "Nul_.pdf"),
    Case("AUX.v2", "AUX_.v2.pdf"), Case("prn .x", "prn_.x.pdf"), Case("COM1", "COM1_.pdf"),
    Case("lpt9.txt", "lpt9_.txt.pdf"), Case("COM¹", "COM¹_.pdf"), Case("CONIN$", "CONIN$_.pdf"),
    Case("COM0", "COM0.pdf"), Case("COM10", "COM10.pdf"), Case("CONRAD", "CONRAD.pdf"),
    Case("Confetti", "Confetti.pdf"),
  ]

  @Test("names are made safe", arguments: cases)
  func safe(_ name: Case) throws {
    let file = try LetterFileName(name.raw, at: nil)
    let wanted = name.file.hasSuffix(".pdf") ? name.file : name.file + ".pdf"
    #expect(Array(file.text.unicodeScalars) == Array(wanted.unicodeScalars), "\(file.text)")
    // Making a safe name safe again changes nothing.
    #expect(try LetterFileName(file.text, at: nil) == file)
  }

  @Test(
    "a name of which nothing is left is an error",
    arguments: [
      "", " ", ".", ". .", ".pdf", " .pdf", "\u{200B}", "\t\n", "\u{E000}.pdf",
    ])
  func empty(_ raw: String) {
    let place = SourceLocation(file: "list.csv", line: 7, column: 1)
    let error = #expect(throws: DiagnosticsError.self) { try LetterFileName(raw, at: place) }
    #expect(
      error?.description == """
        list.csv:7:1: error: the letter's file name is empty [batch.empty-file-name]
          hint: 'file' of the mailing must give every letter a name
        """)
  }

  @Test("226 characters and 255 bytes are allowed")
  func limits() throws {
    #expect(try LetterFileName(String(repeating: "a", count: 222), at: nil).text.count == 226)
    let wide = String(repeating: "ø", count: 125) + "a"
    #expect(try LetterFileName(wide, at: nil).text.utf8.count == 255)
  }

  @Test("longer names are errors that say by how much")
  func tooLong() {
    let error = #expect(throws: DiagnosticsError.self) {
      try LetterFileName(String(repeating: "a", count: 223), at: nil)
    }
    #expect(
      error?.description == """
        error: the letter's file name '\(String(repeating: "a", count: 40))…' has 227 characters, \
        but 226 are allowed [batch.long-file-name]
          hint: use a shorter field in 'file' of the mailing
        """)
    let wide = #expect(throws: DiagnosticsError.self) {
      try LetterFileName(String(repeating: "😀", count: 63), at: nil)
    }
    #expect(
      wide?.diagnostics.first?.message
        == "the letter's file name '\(String(repeating: "😀", count: 40))…' takes 256 bytes, "
        + "but file systems allow 255")
  }

  @Test("emoji made of several characters stay as far as a file system may have them")
  func emoji() throws {
    #expect(try LetterFileName("👍🏽", at: nil).text == "👍🏽.pdf")
    #expect(try LetterFileName("🇳🇴", at: nil).text == "🇳🇴.pdf")
  }

  @Test("names are compared without regard to letter case")
  func comparison() throws {
    let forms = try ["RØDT", "rødt", "Ro\u{338}dt", "Rødt.PDF"].map {
      try LetterFileName($0, at: nil).comparedForm
    }
    #expect(Set(forms) == ["rødt.pdf", forms[2]])
    for alike in [
      ["Straße", "STRASSE", "strasse", "Stra\u{1E9E}e"], ["ΟΔΟΣ", "οδος", "οδοσ"],
      ["µm", "ΜM", "μm"],
      ["\u{212A}", "k"], ["\u{FB01}n", "FIN"], ["Å", "A\u{30A}", "å", "\u{212B}"], ["ŉ", "ʼN"],
    ] {
      let forms = alike.map { Array(FileSpelling.folded($0).utf8) }
      #expect(Set(forms).count == 1, "\(alike)")
    }
    for different in [
      ["a", "å"], ["x²", "x2"], ["ø", "o"], ["ss", "s"], ["Yıldız", "Yildiz", "Yıldiz"],
    ] {
      #expect(Set(different.map(FileSpelling.folded)).count == different.count)
    }
  }

  @Test("names of Latin letters take a short way to the same name")
  func latin() throws {
    var random = SplitMix(state: 7)
    let letters = Array(
      "aZ .pdfPDF/\\:*?\"<>|éØåßIİıſŠŽž¹\u{A0}\u{AD}\u{85}\u{7F}\n\r\t×÷-_$".unicodeScalars)
    var names = LetterFileNameTests.cases.map(\.raw)
    for _ in 0..<5000 {
      var name = ""
      for _ in 0..<Int.random(in: 0...14, using: &random) {
        name.unicodeScalars.append(letters.randomElement(using: &random) ?? "a")
      }
      names.append(name)
    }
    var shortWays = 0
    for name in names {
      let composed = name.precomposedStringWithCanonicalMapping
      let folded = foldedPlainly(composed).precomposedStringWithCanonicalMapping
      #expect(Array(FileSpelling.folded(composed).utf8) == Array(folded.utf8), "\(name)")
      guard let stem = LetterFileName.latinStem(of: name, ending: ".pdf") else { continue }
      shortWays += 1
      let other = LetterFileName.stem(of: name, ending: ".pdf")
      #expect(Array(stem.utf8) == Array(other.utf8), "\(name.debugDescription)")
    }
    #expect(shortWays > 5000)
  }

  /// A name without letter case, in which an i without a dot stays one.
  private func foldedPlainly(_ name: String) -> String {
    name.split(separator: "ı", omittingEmptySubsequences: false)
      .map { $0.lowercased().uppercased().lowercased() }.joined(separator: "ı")
  }

  @Test("every character below U+0300 is a name's, or is not, on both ways")
  func latinCharacters() {
    for value in UInt32(0)..<0x300 {
      guard let scalar = Unicode.Scalar(value) else { continue }
      for name in ["\(scalar)", "a\(scalar)b", "\(scalar).pdf", "x.pd\(scalar)"] {
        let stem = LetterFileName.latinStem(of: name, ending: ".pdf")
        #expect(stem == LetterFileName.stem(of: name, ending: ".pdf"), "\(name.debugDescription)")
        #expect(FileSpelling.folded(name) == foldedPlainly(name), "\(name.debugDescription)")
      }
    }
  }
}
