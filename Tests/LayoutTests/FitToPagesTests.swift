import Diagnostics
import DisplayList
import Document
import Geometry
import Hyphenation
import Layout
import Testing

/// `fit: {pages: 1}`: letters that are too long are set tighter, within limits, and say so.
struct FitToPagesTests {
  private static let yaml = "text: {size: 10 pt, leading: 14.5 pt}\nfit: {pages: 1}"

  /// A letter of paragraphs of three lines, so many, and of one more of some lines.
  private func letter(_ paragraphs: Int, last lines: Int = 0) -> Letter {
    var letter = Letter.with((1...paragraphs).map { .paragraph($0, lines: 3) })
    if lines > 0 { letter.body.append(.paragraph(paragraphs + 1, lines: lines)) }
    letter.closing = .plain("Hilsen")
    letter.signers = [Signer(lines: [.plain("Kari Lunde")])]
    return letter
  }

  /// The lengths of letters, from the first that is too long for one page to the first that cannot be
  /// made to fit, with what is said.
  private func said() throws -> [(length: Int, said: String, size: Length)] {
    let fixture = try LayoutFixture(yaml: FitToPagesTests.yaml)
    let plain = try LayoutFixture(yaml: "text: {size: 10 pt, leading: 14.5 pt}")
    var found: [(Int, String, Length)] = []
    for length in 4...56 {
      let letter = letter(length / 4, last: length % 4)
      let fits = try plain.pages(letter).count == 1
      do throws(DiagnosticsError) {
        let paged = try fixture.layout.paginate(letter)
        #expect(paged.output.pages.count == 1)
        #expect(paged.warnings.isEmpty == fits)
        let size = paged.output.pages[0].blocks.first { $0.fragment.id.block.part == .body }
          .flatMap { $0.fragment.items.first }.flatMap { item -> Length? in
            if case .text(let run) = item.content { run.size } else { nil }
          }
        if let warning = paged.warnings.first {
          found.append((length, warning.description, size ?? .zero))
        }
      } catch {
        found.append((length, error.description, .zero))
        break
      }
    }
    return found
  }

  @Test("words are hyphenated in letters that are set tighter, too")
  func hyphens() throws {
    let sentence = "Fylkeskommunestyret behandlet handlingsplanen for kommunesammenslåingen. "
    let fixture = try LayoutFixture(
      yaml: FitToPagesTests.yaml, hyphenation: HyphenationRules(HyphenationLibrary()))
    var (count, fitted) = (30, Warned<PagedLetter>?.none)
    while fitted?.warnings.isEmpty != false, count < 80 {
      let text = String(repeating: sentence, count: count)
      fitted = try fixture.layout.paginate(.with([.at(1, .paragraph([.plain(text)]))]))
      count += 1
    }
    let letter = try #require(fitted)
    #expect(letter.warnings.map(\.id) == ["layout.fitted"])
    let lines = letter.output.pages.flatMap { $0.lines(of: .body) }
    #expect(lines.contains { $0.hasSuffix("\u{AD}") }, "\(lines)")
  }

  @Test("spaces give first, then leading, then size; then it is an error at the letter")
  func order() throws {
    let said = try said()
    let tighter = said.dropLast()
    #expect(!tighter.isEmpty)
    #expect(
      tighter.allSatisfy {
        $0.said.hasPrefix(
          "s.yaml:2:6: warning: to stand on 1 page, the letter is set tighter: spaces at ")
      }, "\(said)")
    #expect(tighter.allSatisfy { $0.size <= .points(10) && $0.size >= .points(9.5) })
    #expect(
      said.last?.said == """
        letter.md:1:1: error: the letter takes 2 pages, and more than 1 page however tightly it may \
        be set [layout.fit]
          hint: shorten it, or allow more under 'fit' of the stationery
        """)
  }

  @Test("a letter is the same whichever were set before it")
  func independent() throws {
    let lengths = [9, 11, 10, 3, 11, 9]
    let together = try LayoutFixture(yaml: FitToPagesTests.yaml)
    for length in lengths {
      let letter = letter(length)
      let alone = try LayoutFixture(yaml: FitToPagesTests.yaml)
      #expect(trace(letter, together) == trace(letter, alone), "\(length)")
    }
  }

  private func trace(_ letter: Letter, _ fixture: LayoutFixture) -> String {
    do throws(DiagnosticsError) {
      let paged = try fixture.layout.paginate(letter)
      return paged.output.trace + paged.warnings.map(\.description).joined()
    } catch {
      return error.description
    }
  }

  @Test("text is never smaller than 9 pt for that")
  func least() throws {
    let fixture = try LayoutFixture(yaml: "text: {size: 9.2 pt, leading: 13 pt}\nfit: {pages: 1}")
    for length in 8...14 {
      guard let paged = try? fixture.layout.paginate(letter(length)) else { continue }
      for case .text(let run) in paged.output.pages.flatMap(\.blocks)
        .filter({ $0.fragment.id.block.part == .body }).flatMap(\.fragment.items).map(\.content)
      {
        #expect(run.size >= .points(9))
      }
    }
  }
}
