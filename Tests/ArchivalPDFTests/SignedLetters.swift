import ArchivalPDF
import DisplayList
import Document
import Geometry
import OpenSSL
import Signing
import SigningTestSupport

/// Letters with a signature, as layout would make them.
enum SignedLetters {
  /// Half past three minutes past noon in Oslo, on the day of the first mailing.
  static let time = SigningTime(
    year: 2020, month: 8, day: 19, hour: 12, minute: 3, second: 30, minutesAheadOfUTC: 120)
  /// Another time, on a clock behind UTC.
  static let later = SigningTime(
    year: 2027, month: 11, day: 30, hour: 6, minute: 45, second: 9, minutesAheadOfUTC: -570)

  /// How the letters are signed.
  struct Way: Sendable {
    var isVisible = true
    var changes: SignatureOptions.AllowedChanges?
    var reason = ""
  }

  /// The letter with a signature; a visible one stands at the foot of the last page.
  static func prepared(
    _ letter: PagedLetter, isVisible: Bool = true, in typesetter: Typesetter = Typesetter()
  ) throws -> PagedLetter {
    var letter = letter
    var words = TimedText("Elektronisk signert av Ola Nordmann, ")
    words.append(clock)
    letter.signatures = [
      SignatureDescription(title: "Elektronisk signatur", alternative: words, follows: .title)
    ]
    guard isVisible else { return letter }
    let page = letter.pages.count - 1
    letter.pages[page].signatures = [
      try box(in: typesetter)
        .moved(to: Point(x: .millimetres(25), y: .millimetres(265)))
    ]
    return letter
  }

  /// Options for signing with a key of some kind.
  static func options(
    _ authority: TestAuthority, key: KeyKind = .p256, _ way: Way = Way()
  ) throws -> ArchivalOptions {
    var options = ArchivalOptions.test
    options.signing = [
      SignatureOptions(
        try CMSSigner(try authority.identity(key: key)), reason: way.reason,
        allowedChanges: way.changes)
    ]
    return options
  }

  /// A time as letters in Norwegian write it.
  private static let clock: TimedText = {
    let pieces: [(part: SigningTime.Part, words: String)] = [
      (.day, "."), (.month, "."), (.year, " kl. "), (.hour, "."), (.minute, " (UTC"),
      (.zoneSign, ""), (.zoneHours, ":"), (.zoneMinutes, ")"),
    ]
    var text = TimedText()
    for piece in pieces {
      text.append(piece.part)
      text.append(piece.words)
    }
    return text
  }()

  /// A box of two lines and a frame.
  private static func box(in typesetter: Typesetter) throws -> SignatureBox {
    let place = { (line: Double) in Point(x: .points(4), y: .points(11 + 12 * line)) }
    let elements = [Element(.paragraph)]
    let size = Size(width: .millimetres(70), height: .points(30))
    let frame = Item(
      .fill(
        Rectangle(origin: .zero, size: Size(width: size.width, height: .points(0.5))),
        Color(red: 100, green: 120, blue: 140)), meaning: .artifact(.decoration), origin: nil)
    let fragment = Fragment(
      id: FragmentID(block: BlockID(.signature), lines: 0..<1), isStatic: true, size: size,
      items: [
        frame,
        .text(
          try typesetter.run("Elektronisk signert: affekt", at: place(0), ending: .hardBreak),
          element: 0),
        .text(
          try typesetter.run(clock.text, at: place(1), ending: .hardBreak), element: 0),
      ], elements: elements)
    let digits = try typesetter.run(SigningTime.characters)
    let glyphs = zip(SigningTime.characters.utf8, digits.glyphs)
    let slots = FragmentSlots(
      items: [2: clock.slots], glyphs: Dictionary(uniqueKeysWithValues: glyphs.map { ($0, $1) }))
    return SignatureBox(
      fragment, time: slots, blank: slots.fill(fragment, with: SigningTime.hyphens), at: .zero)
  }
}
