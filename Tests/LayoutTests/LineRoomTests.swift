import Diagnostics
import DisplayList
import Document
import Geometry
import Hyphenation
import TestSupport
import Testing

@testable import Layout

@Suite("room to give", .timeLimit(.minutes(30)))
struct LineRoomTests {
  private let room = LineRoom()

  private func line(_ room: Int, isFree: Bool = false) -> LineRoom.Line {
    LineRoom.Line(room: room, spaces: 10_000, letters: 100_000, isFree: isFree)
  }

  @Test("a ragged line gets half of the room it leaves, and no more than its limits")
  func ragged() {
    #expect(room.most(line(0)) == 3_500 && room.least(line(0)) == 3_000)
    #expect(room.change(of: line(2_000)) == 1_000)
    #expect(room.change(of: line(20_000)) == 3_500)
    #expect(room.change(of: line(2_000, isFree: true)) == 0)
  }

  @Test("a line that is too wide is made narrower, within limits")
  func shrinking() {
    #expect(room.change(of: line(-2_000)) == -2_000)
    #expect(room.change(of: line(-2_000, isFree: true)) == -2_000)
    #expect(room.change(of: line(-9_000)) == -3_000)
    #expect(room.strain(of: -1_500, line(-1_500)) == 500)
    #expect(room.widening(for: -3_000, line(-3_000)) == -15)
  }

  @Test("a justified line reaches the margin, however wide its spaces get")
  func justified() {
    let room = LineRoom.justified
    // What letters do not take, spaces do: 4,700 of 10,000 here.
    #expect(room.change(of: line(9_000)) == 9_000 && room.strain(of: 7_000, line(0)) == 470)
    #expect(room.widening(for: 9_000, line(9_000)) == 23 && room.painted(23) == 15)
    #expect(room.least(line(0)) == 5_300)
    #expect(room.change(of: line(9_000, isFree: true)) == 0)
  }

  @Test("nothing gives way where it is turned off")
  func off() {
    #expect(LineRoom.none.change(of: line(5_000)) == 0)
    #expect(LineRoom.none.change(of: line(-5_000)) == 0)
  }

  private static let text =
    "Fylkeskommunestyret behandlet trafikksikkerhetshandlingsplanen for kommunesammenslåingen og "
    + "samferdselsdepartementets høringsuttalelse om kollektivtransportløsninger i distriktene, og "
    + "ber om at saken behandles før sommeren, slik at arbeidet kan komme i gang til høsten."

  private func lines(_ yaml: String, language: String = "nb") throws -> [TextSetter.Line] {
    let fixture = try LayoutFixture(
      yaml: yaml, language: language, hyphenation: HyphenationRules(HyphenationLibrary()))
    let setter = fixture.layout.setter
    setter.begin(language: language)
    let lines = setter.lines(
      [.plain(LineRoomTests.text)], style: fixture.layout.styles.running,
      width: .millimetres(110), place: "the column")
    #expect(setter.problems.diagnostics.isEmpty)
    return lines
  }

  @Test("justified lines reach the margin to the unit, but for the last")
  func margin() throws {
    let lines = try lines("text: {align: justified}")
    #expect(lines.count > 2)
    for line in lines.dropLast() {
      #expect(line.width == .millimetres(110))
      let ink = line.pieces.reduce(Length.zero) { $0 + $1.run.width }
      #expect(ink >= line.width && ink < line.width + .points(5))
    }
    #expect((lines.last?.width ?? .zero) < .millimetres(110))
  }

  @Test("no justified line is a short word alone")
  func shortWord() throws {
    let fixture = try LayoutFixture(
      yaml: "text: {align: justified}", hyphenation: HyphenationRules(HyphenationLibrary()))
    let setter = fixture.layout.setter
    setter.begin(language: "nb")
    let word = "fylkestrafikksikkerhetsutvalgsmedlemskapet"
    for length in stride(from: 40, through: 120, by: 2) {
      let lines = setter.lines(
        [.plain("\(word) og \(word) og \(word) og slik går det")],
        style: fixture.layout.styles.running, width: .millimetres(Double(length)),
        place: "the column")
      for line in lines.dropLast() {
        #expect(line.pieces.map(\.run.text).joined().count > 5, "\(length)")
      }
    }
  }

  @Test("letters are painted wider by what they are moved apart")
  func stretch() throws {
    for line in try lines("text: {align: justified}") {
      for piece in line.pieces { #expect(985...1_015 ~= piece.run.stretch) }
    }
    for line in try lines("text: {flexible letters: no}") {
      for piece in line.pieces { #expect(piece.run.stretch == 1_000) }
    }
  }

  @Test("lines are as the font has them where all is turned off")
  func fixed() throws {
    let lines = try lines(
      "text: {flexible spaces: no, flexible letters: no, hanging punctuation: no}")
    let style = try LayoutFixture(yaml: "paper: A4").layout
    for line in lines where !line.isHyphenated {
      let text = line.pieces.map(\.run.text).joined()
      let natural = style.setter.measure(
        [.plain(text.trimmed)], style: style.styles.text, width: nil)
      #expect(line.width == natural, "\(text)")
    }
  }

  @Test("a language whose words are not hyphenated is set ragged")
  func unhyphenated() throws {
    let lines = try lines("text: {align: justified}", language: "fi")
    #expect(lines.contains { $0.width < .millimetres(109) })
  }

  @Test("justified lines without hyphenation are an error in the stationery")
  func withoutHyphenation() throws {
    let error = #expect(throws: (any Error).self) {
      try LayoutFixture(yaml: "text: {align: justified}\nhyphenation: off")
    }
    #expect("\(error.map { "\($0)" } ?? "")".contains("stationery.justified"))
  }
}

extension String {
  fileprivate var trimmed: String {
    var copy = self[...]
    while copy.last == " " { copy.removeLast() }
    return String(copy)
  }
}
