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
    letter.signatures = [
      SignatureDescription(
        title: "Elektronisk signatur",
        alternative: "Elektronisk signert av Ola Nordmann, \(SignatureDescription.timeMark)",
        timeForm: .norwegian, follows: .title)
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

  /// A box of two lines and a frame.
  private static func box(in typesetter: Typesetter) throws -> SignatureBox {
    let form = SigningTimeForm.norwegian
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
          try typesetter.run(form.placeholder, at: place(1), ending: .hardBreak), element: 0),
      ], elements: elements)
    let digits = try typesetter.run(TimeSlots.characters)
    let glyphs = zip(TimeSlots.characters.utf8, digits.glyphs)
    return SignatureBox(
      fragment,
      time: TimeSlots(
        form: form, pieces: [.init(item: 2, start: 0)],
        glyphs: Dictionary(uniqueKeysWithValues: glyphs.map { ($0, $1) })), at: .zero)
  }
}
