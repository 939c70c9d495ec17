import Foundation
import TestSupport
import Testing

/// The first real job: the nine letters, made by the built command and read by somebody else's program.
struct NineLettersTests {
  static let parties = [
    "Arbeiderpartiet", "Venstre", "Kristelig Folkeparti", "Fremskrittspartiet",
    "Sosialistisk Venstreparti", "Senterpartiet", "Rødt", "Miljøpartiet De Grønne", "Høyre",
  ]
  static let renderers = ["archive", "cairo"]

  /// The letters of a renderer, in a folder of their own.
  struct Letters {
    let command: Command

    init(_ renderer: String, _ options: [String] = []) throws {
      command = try Command()
      let arguments =
        ["merge", Command.mailing, "--output", "Output", "--renderer", renderer] + options
      let outcome = try command.run(builtProgram.path(percentEncoded: false), arguments)
      try #require(outcome.status == 0, "\(outcome.errors)")
    }

    /// What `pdftotext` reads in a letter.
    func text(_ file: String, _ options: String...) throws -> String {
      let outcome = try command.run("pdftotext", options + ["Output/\(file).pdf", "-"])
      try #require(outcome.status == 0, "\(outcome.errors)")
      return outcome.output.precomposedStringWithCanonicalMapping
    }
  }

  /// A word on a page, its box in millimetres.
  struct Word {
    let text: String
    let left, top, right, bottom: Double

    /// The words of the first page, from `pdftotext -bbox-layout`.
    static func firstPage(of boxes: String) throws -> [Word] {
      let page = try #require(boxes.components(separatedBy: "</page>").first)
      let pattern =
        /<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)</
      return page.matches(of: pattern).map { match in
        let numbers = [match.1, match.2, match.3, match.4].map { (Double($0) ?? 0) / 72 * 25.4 }
        return Word(
          text: String(match.5), left: numbers[0], top: numbers[1], right: numbers[2],
          bottom: numbers[3])
      }
    }

    /// Whether any of it shows in the window of a C5 envelope: x 15–120 mm, y 44–79 mm.
    var touchesWindow: Bool { right > 15 && left < 120 && bottom > 44 && top < 79 }

    /// Whether all of it does.
    var isInWindow: Bool { left >= 15 && right <= 120 && top >= 44 && bottom <= 79 }
  }

  /// The text of the first mailing's body, markup removed, a string a paragraph.
  static func bodyParagraphs() throws -> [String] {
    let file = URL(filePath: Command.mailing).appending(path: "letter.md")
    let source = try String(contentsOf: file, encoding: .utf8)
    let body = try #require(source.components(separatedBy: "\n---\n").last)
    return body.replacing("[Mange bekker små](#)", with: "Mange bekker små")
      .components(separatedBy: "\n\n").map(words).filter { !$0.isEmpty }
  }

  /// A text with one space between words.
  static func words(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  @Test("there is a letter for each party and nothing else", arguments: renderers)
  func files(_ renderer: String) throws {
    let letters = try Letters(renderer)
    #expect(
      Set(letters.command.files(in: "Output")) == Set(NineLettersTests.parties.map { $0 + ".pdf" }))
  }

  @Test("each stands on one page; FirstRunTests counts those that are signed", arguments: renderers)
  func onePage(_ renderer: String) throws {
    let letters = try Letters(renderer)
    for party in NineLettersTests.parties {
      let outcome = try letters.command.run("pdfinfo", ["Output/\(party).pdf"])
      #expect(outcome.output.contains(/Pages: +1\n/), "\(party): \(outcome)")
    }
  }

  @Test("the window shows the party's name and nothing else", arguments: renderers)
  func addresses(_ renderer: String) throws {
    let letters = try Letters(renderer)
    for party in NineLettersTests.parties {
      let words = try Word.firstPage(of: letters.text(party, "-bbox-layout"))
      #expect(words.count > 250)
      let shown = words.filter(\.touchesWindow)
      #expect(shown.map(\.text).joined(separator: " ") == party)
      #expect(shown.allSatisfy { $0.isInWindow }, "\(shown)")
    }
  }

  @Test("the text reads from beginning to end as the seed letter does", arguments: renderers)
  func body(_ renderer: String) throws {
    let letters = try Letters(renderer)
    let body = try NineLettersTests.bodyParagraphs()
    #expect(body.count == 6)
    for party in NineLettersTests.parties {
      for options in [[], ["-layout"]] {
        let outcome = try letters.command.run(
          "pdftotext", options + ["Output/\(party).pdf", "-"])
        let text = NineLettersTests.words(outcome.output)
        #expect(
          text.contains(body.joined(separator: " ")), "\(party) \(options): \(text)")
        #expect(text.contains(body.joined(separator: " ") + " Med vennlig hilsen"))
      }
    }
  }

  @Test("all nine are in the list, in its order, the party's own among them", arguments: renderers)
  func list(_ renderer: String) throws {
    let letters = try Letters(renderer)
    for party in NineLettersTests.parties {
      let text = NineLettersTests.words(try letters.text(party))
      let list = "Mottakere " + NineLettersTests.parties.joined(separator: " ")
      #expect(text.contains(list), "\(text)")
    }
  }

  @Test(
    "the reference block has every row, and no comma is left of the blank unit",
    arguments: renderers)
  func references(_ renderer: String) throws {
    let letters = try Letters(renderer)
    for party in NineLettersTests.parties {
      let text = try letters.text(party, "-layout")
      #expect(text.contains(/Vår referanse: +20\/01963-1/))
      #expect(text.contains(/Arkivkode: +0\n/))
      #expect(text.contains(/Saksbehandler: +Helge Eide\n/))
      #expect(text.contains(/Deres referanse: *\n/))
      #expect(text.contains(/Dato: +19\.08\.2020\n/))
      #expect(!text.contains("Helge Eide,"))
    }
  }

  @Test("the signers stand beside each other, each over the role", arguments: renderers)
  func signers(_ renderer: String) throws {
    let text = try Letters(renderer).text("Rødt", "-layout")
    #expect(
      text.contains(
        /Bjørn Arild Gram +Gunn Marit Helgesen +Svein Tore Løkshid\n+ *Styreleder +Nestleder +Nestleder\n/
      ), "\(text)")
  }

  @Test("the link without target is plain text", arguments: renderers)
  func link(_ renderer: String) throws {
    let letters = try Letters(renderer)
    let bytes = try Data(contentsOf: letters.command.folder.url.appending(path: "Output/Rødt.pdf"))
    #expect(bytes.range(of: Data("/Annot".utf8)) == nil)
    #expect(try letters.text("Rødt").contains("Mange bekker små"))
  }

  @Test("the master copy shows the notice in the window, and no party", arguments: renderers)
  func masterCopy(_ renderer: String) throws {
    let letters = try Letters(renderer, ["--undispatched"])
    #expect(letters.command.files(in: "Output") == ["partiprogram (undispatched).pdf"])
    let boxes = try letters.text("partiprogram (undispatched)", "-bbox-layout")
    let shown = try Word.firstPage(of: boxes).filter(\.touchesWindow)
    #expect(
      shown.map(\.text).joined(separator: " ")
        == "Adresseinformasjon fylles inn ved ekspedering. Se mottakerliste nedenfor.")
    #expect(shown.allSatisfy { $0.isInWindow })
    let text = NineLettersTests.words(try letters.text("partiprogram (undispatched)"))
    let body = try NineLettersTests.bodyParagraphs().joined(separator: " ")
    #expect(text.contains(body))
    #expect(text.contains("Mottakere Arbeiderpartiet Venstre Kristelig Folkeparti"))
  }
}
