import Diagnostics
import DisplayList
import Document
import Geometry
import Layout
import Testing

/// The box of an electronic signature: what it says, and that it has a place of its own.
struct SignatureBoxTests {
  static let signature = ElectronicSignature(by: "KS", reason: "Vedtatt", origin: place())

  /// A layout for letters that are signed.
  private func fixture(
    _ signature: ElectronicSignature = SignatureBoxTests.signature, place: String = "",
    language: String = "nb"
  ) throws -> LayoutFixture {
    try LayoutFixture(
      yaml: "fonts: {text: Open Sans, fallback: [Noto Sans Hebrew]}\nsignature: {\(place)}",
      language: language, options: .init(signatures: [signature]))
  }

  /// A letter with so many lines of text and so many signers, and a list of enclosures at its end.
  private func letter(lines: Int = 4, signers: Int = 3, language: String = "nb") -> Letter {
    var letter = Letter.with([.paragraph(1, lines: lines)])
    letter.language = language
    letter.reference = [ReferenceRow(label: .plain("Dato"), value: .plain("19.08.2020"))]
    letter.closing = .plain("Med vennlig hilsen")
    letter.signers = (0..<signers).map { _ in
      Signer(lines: [.plain("Kari Lunde"), .plain("Styreleder")])
    }
    letter.enclosures = LabelledList(label: .plain("Vedlegg"), items: [.plain("Kart")])
    return letter
  }

  private func texts(_ fragment: Fragment) -> [String] {
    fragment.items.compactMap { item in
      if case .text(let run) = item.content { run.text } else { nil }
    }
  }

  // MARK: What it says

  @Test(
    "it says who, when and why, in the letter's language",
    arguments: [
      ("nb", "Elektronisk signert av KS", "19.08.2020 kl. 12.03 (UTC+02:00)", "Årsak: Vedtatt"),
      ("nn-NO", "Elektronisk signert av KS", "19.08.2020 kl. 12.03 (UTC+02:00)", "Årsak: Vedtatt"),
      ("en", "Electronically signed by KS", "2020-08-19 12:03 (UTC+02:00)", "Reason: Vedtatt"),
      ("is", "Electronically signed by KS", "2020-08-19 12:03 (UTC+02:00)", "Reason: Vedtatt"),
      ("se", "Electronically signed by KS", "2020-08-19 12:03 (UTC+02:00)", "Reason: Vedtatt"),
      (
        "sv", "Elektroniskt undertecknat av KS", "2020-08-19 12:03 (UTC+02:00)",
        "Anledning: Vedtatt"
      ),
      (
        "da", "Elektronisk underskrevet af KS", "19.08.2020 kl. 12.03 (UTC+02:00)",
        "Årsag: Vedtatt"
      ),
      ("de", "Elektronisch signiert von KS", "2020-08-19 12:03 (UTC+02:00)", "Grund: Vedtatt"),
      ("fi", "Sähköisesti allekirjoittanut KS", "2020-08-19 12:03 (UTC+02:00)", "Syy: Vedtatt"),
      (
        "fr", "Signé électroniquement par KS", "2020-08-19 12:03 (UTC+02:00)",
        "Motif\u{A0}: Vedtatt"
      ),
    ])
  func words(_ language: String, _ signer: String, _ time: String, _ reason: String) throws {
    let paged = try fixture(language: language).layout.paginate(letter(language: language)).output
    let box = try #require(paged.pages.flatMap(\.signatures).first)
    #expect(texts(box.fragment(at: SignatureBoxTests.time)) == [signer, time, reason])
    #expect(
      paged.signatures.first?.alternative(at: SignatureBoxTests.time)
        == "\(signer), \(time). \(reason).")
    #expect(paged.signatures.first?.language == (["is", "se"].contains(language) ? "en" : nil))
    #expect(paged.signatures.first?.follows == .signers)
  }

  private static let time = SigningTime(
    year: 2020, month: 8, day: 19, hour: 12, minute: 3, second: 30, minutesAheadOfUTC: 120)

  @Test(
    "of a demonstration it says that it proves nothing, instead of a name",
    arguments: [
      (
        "nb", "Elektronisk signert med en demonstrasjonsnøkkel",
        "Signaturen beviser ingenting utenfor denne maskinen."
      ),
      (
        "nn", "Elektronisk signert med ein demonstrasjonsnøkkel",
        "Signaturen provar ingenting utanfor denne maskina."
      ),
      (
        "en", "Electronically signed with a demonstration key",
        "This signature proves nothing outside this machine."
      ),
    ])
  func demonstration(_ language: String, _ signer: String, _ caution: String) throws {
    let signature = ElectronicSignature(by: "Ola", isDemonstration: true, origin: place())
    let paged = try fixture(signature, language: language).layout
      .paginate(letter(language: language)).output
    let box = try #require(paged.pages.flatMap(\.signatures).first)
    let said = texts(box.blank)
    #expect([said.first, said.last] == [signer, caution])
    #expect(paged.signatures.first?.alternative.text.hasSuffix(caution) == true)
  }

  @Test("any time stands where the room for it is, also in a box so narrow that it is broken")
  func narrow() throws {
    let paged = try fixture(place: "width: 34 mm").layout.paginate(letter()).output
    let box = try #require(paged.pages.flatMap(\.signatures).first)
    #expect(box.size.width <= .millimetres(34))
    let said = texts(box.fragment(at: SignatureBoxTests.time)).joined()
    #expect(said.contains("19.08.2020 kl. 12.03 (UTC+02:00)"), "\(said)")
    #expect(!said.contains("00.00.0000"))
  }

  @Test("a long name is broken into lines, and a name with line ends is one line")
  func longName() throws {
    let name = Array(repeating: "Kommunesektorens\n", count: 12).joined()
    let paged = try fixture(ElectronicSignature(by: name, origin: place())).layout
      .paginate(letter()).output
    let box = try #require(paged.pages.flatMap(\.signatures).first)
    #expect(box.size.width <= .millimetres(90))
    #expect(texts(box.blank).count > 3)
    #expect(!texts(box.blank).joined().contains("\n"))
  }

  @Test("a name with a character that no font has is told at its place")
  func missingCharacter() throws {
    let error = #expect(throws: DiagnosticsError.self) {
      try fixture(ElectronicSignature(by: "ꦏꦱ", origin: place(7))).layout.paginate(letter())
    }
    #expect(error?.diagnostics.first?.id == "layout.missing-character")
    #expect(error?.diagnostics.first?.location == place(7))
  }

  @Test("an invisible signature has words and no box")
  func invisible() throws {
    let signature = ElectronicSignature(by: "KS", isVisible: false, origin: place())
    let paged = try fixture(signature).layout.paginate(letter()).output
    #expect(paged.pages.allSatisfy { $0.signatures.isEmpty })
    #expect(paged.signatures.first?.follows == nil)
    #expect(
      paged.signatures.first?.alternative(at: SignatureBoxTests.time)
        == "Elektronisk signert av KS, 19.08.2020 kl. 12.03 (UTC+02:00).")
    let plain = try LayoutFixture(yaml: "fonts: {text: Open Sans}").layout.paginate(letter()).output
    #expect(paged.pages.map { $0.blocks.count } == plain.pages.map { $0.blocks.count })
    #expect(plain.signatures.isEmpty)
  }

  // MARK: Where it stands

  /// The boxes of what is on a page, by part; those of text as far as it reaches.
  private func inkBoxes(_ page: Page) -> [(part: BlockID.Part, box: Rectangle)] {
    page.blocks.flatMap { block in
      block.fragment.items.compactMap { item in
        switch item.content {
        case .text(let run): (block.fragment.id.block.part, run.bounds.moved(by: block.origin))
        case .fill(let box, _): (block.fragment.id.block.part, box.moved(by: block.origin))
        case .image: nil
        }
      }
    }
  }

  private func rectangle(_ box: SignatureBox) -> Rectangle {
    Rectangle(origin: box.origin, size: box.size)
  }

  @Test(
    "nothing overlaps it, and it stays with the signers, however long the letter is",
    arguments: ["", "place: signers, width: 50 mm", "place: foot", "place: closing"],
    [0, 1, 2, 3, 4])
  func room(_ place: String, _ signers: Int) throws {
    let fixture = try fixture(place: place)
    for lines in 1...70 {
      let paged = try fixture.layout.paginate(letter(lines: lines, signers: signers)).output
      let page = try #require(paged.pages.last { !$0.signatures.isEmpty })
      #expect(paged.pages.filter { !$0.signatures.isEmpty }.count == 1)
      let box = rectangle(try #require(page.signatures.first))
      for (part, other) in inkBoxes(page) where other.overlaps(box) {
        Issue.record("\(part) overlaps at \(lines) lines, \(signers) signers: \(other), \(box)")
      }
      #expect(box.bottom <= fixture.stationery.textBottom)
      #expect(box.origin.x >= fixture.stationery.margins.left)
      #expect(box.right <= fixture.stationery.paper.width - fixture.stationery.margins.right)
      if place != "place: foot" {
        let parts = inkBoxes(page).map(\.part)
        #expect(parts.contains(.closing) && parts.contains(.signers) == (signers > 0))
        #expect(parts.contains(.body), "\(lines) lines")
      }
    }
  }

  @Test("beside the closing its first line is the closing's, and the signers stand below")
  func besideClosing() throws {
    let fixture = try fixture(place: "place: closing")
    let paged = try fixture.layout.paginate(letter(signers: 3)).output
    let page = try #require(paged.pages.last)
    let box = try #require(page.signatures.first)
    #expect(rectangle(box).right == .millimetres(185))
    let closing = try #require(page.blocks.first { $0.fragment.id.block.part == .closing })
    let line = try #require(baseline(of: closing.fragment, at: closing.origin))
    #expect(baseline(of: box.blank, at: box.origin) == line)
    let signers = inkBoxes(page).filter { $0.part == .signers }.map(\.box.origin.y)
    #expect(signers.allSatisfy { $0 > rectangle(box).bottom })
    #expect(paged.signatures.first?.follows == .closing)
  }

  private func baseline(of fragment: Fragment, at origin: Point) -> Length? {
    fragment.items.lazy.compactMap { item in
      if case .text(let run) = item.content { run.origin.y + origin.y } else { nil }
    }.first
  }

  @Test("where a closing leaves no room, or there is none, it stands with the signers")
  func noRoomBesideClosing() throws {
    let fixture = try fixture(place: "place: closing")
    var letter = letter(signers: 3)
    for closing in [nil, Line.plain(Array(repeating: "hilsen", count: 14).joined(separator: " "))] {
      letter.closing = closing
      let paged = try fixture.layout.paginate(letter).output
      let page = try #require(paged.pages.last)
      let box = rectangle(try #require(page.signatures.first))
      let names = inkBoxes(page).filter { $0.part == .signers }.map(\.box.bottom)
      #expect(try #require(names.max()) <= box.origin.y)
      #expect(paged.signatures.first?.follows == .signers)
    }
  }

  @Test("it stands beside one signer, and below three")
  func beside() throws {
    for (signers, isBeside) in [(1, true), (3, false)] {
      let fixture = try fixture()
      let page = try #require(try fixture.pages(letter(signers: signers)).last)
      let box = rectangle(try #require(page.signatures.first))
      let names = inkBoxes(page).filter { $0.part == .signers }.map(\.box)
      let lowest = try #require(names.map(\.bottom).max())
      #expect((box.origin.y < lowest) == isBeside)
      let right = fixture.stationery.paper.width - fixture.stationery.margins.right
      #expect((box.right == right) == isBeside)
      #expect((box.origin.x == fixture.stationery.margins.left) == !isBeside)
    }
  }

  @Test(
    "several signatures have a box each, in their order, and none on another or on the text",
    arguments: ["", "place: foot", "place: closing", "left: 20 mm, top: 60 mm"])
  func several(_ place: String) throws {
    let names = ["Leder", "Kasserer", "Sekretær"]
    let fixture = try LayoutFixture(
      yaml: "fonts: {text: Open Sans}\nsignature: {\(place)}", language: "nb",
      options: .init(
        signatures: names.map {
          ElectronicSignature(
            by: $0, isVisible: $0 != "Kasserer", origin: SignatureBoxTests.signature.origin)
        }))
    for lines in [3, 30] {
      let paged = try fixture.layout.paginate(letter(lines: lines, signers: 1)).output
      #expect(paged.signatures.count == 3)
      for (name, description) in zip(names, paged.signatures) {
        #expect(description.alternative.text.hasPrefix("Elektronisk signert av \(name), "))
      }
      let page = try #require(paged.pages.first { !$0.signatures.isEmpty })
      #expect(page.signatures.map(\.signature) == [0, 2])
      let boxes = page.signatures.map(rectangle)
      #expect(boxes[0].bottom <= boxes[1].origin.y)
      for (_, other) in inkBoxes(page) {
        #expect(!boxes.contains { $0.overlaps(other) })
      }
    }
  }

  @Test("in letters that read from the right, sides are changed")
  func rightToLeft() throws {
    for (signers, isBeside) in [(1, true), (3, false)] {
      let fixture = try fixture(language: "he")
      let page = try #require(
        try fixture.pages(letter(signers: signers, language: "he")).last)
      let box = rectangle(try #require(page.signatures.first))
      #expect((box.origin.x == fixture.stationery.margins.left) == isBeside)
    }
  }

  @Test("at the foot it ends where the text of the last page may")
  func foot() throws {
    let fixture = try fixture(place: "place: foot")
    for lines in [3, 40] {
      let pages = try fixture.pages(letter(lines: lines))
      let box = rectangle(try #require(pages.last?.signatures.first))
      #expect(box.bottom == fixture.stationery.textBottom)
    }
    #expect(try fixture.layout.paginate(letter()).output.signatures.first?.follows == nil)
  }

  @Test("at a place of its own on the first page it pushes the text down")
  func firstPage() throws {
    let fixture = try fixture(place: "left: 126 mm, top: 90 mm, width: 60 mm")
    let paged = try fixture.layout.paginate(letter(lines: 60)).output
    let page = try #require(paged.pages.first)
    let box = rectangle(try #require(page.signatures.first))
    #expect(box.origin == Point(x: .millimetres(126), y: .millimetres(90)))
    let title = try #require(inkBoxes(page).first { $0.part == .title }).box
    #expect(title.origin.y >= box.bottom)
    #expect(paged.signatures.first?.follows == .reference)
    #expect(!page.blocks.contains { $0.fragment.id.block.part == .signature })
  }

  @Test("over the address it is refused")
  func overAddress() throws {
    let error = #expect(throws: DiagnosticsError.self) {
      try fixture(place: "left: 20 mm, top: 46 mm, width: 60 mm").pages(letter())
    }
    #expect(
      error?.description.contains(
        "error: the address and the signature's box overlap on the first page [layout.overlap]")
        == true, "\(error?.description ?? "")")
  }

  @Test("the box is the same object in every letter, so that what is made of it can be kept")
  func shared() throws {
    let fixture = try fixture()
    let boxes = try [3, 9, 30].map { lines in
      try #require(try fixture.pages(letter(lines: lines)).flatMap(\.signatures).first)
    }
    #expect(boxes.allSatisfy { $0.blank === boxes[0].blank })
  }

  @Test(
    "what a stationery may not say",
    arguments: [
      (
        "place: here",
        """
        s.yaml:2:20: error: 'place' of the signature's place must be one of closing, signers, foot \
        [configuration.value]
        """
      ),
      (
        "left: 20 mm",
        """
        s.yaml:2:12: error: the signature has either a place or both left and top \
        [stationery.signature]
          hint: write {place: foot}, or {left: 126 mm, top: 80 mm, width: 60 mm}
        """
      ),
      (
        "left: 150 mm, top: 80 mm",
        """
        s.yaml:2:12: error: the signature's box reaches over the edge of the paper \
        [stationery.measures]
          hint: check its left and its width; without a width it may have 90 mm
        """
      ),
      (
        "width: 10 mm",
        "s.yaml:2:20: error: 'width' of the signature's place must be a length from 30 mm "
          + "[configuration.value]"
      ),
    ])
  func faults(_ yaml: String, _ message: String) throws {
    let error = #expect(throws: DiagnosticsError.self) { try fixture(place: yaml) }
    #expect(error?.description == message)
  }
}
