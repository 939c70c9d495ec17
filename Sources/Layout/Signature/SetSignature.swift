import Diagnostics
import DisplayList
import Document
import Geometry

/// The box of a signature, set in type but for its time: one for all letters.
final class SetSignature {
  /// Which of the letter's signatures it is, from 0.
  let number: Int
  /// The box as a block of one row.
  let galley: SetGalley
  /// How large it is.
  let size: Size
  private let box: SignatureBox
  /// The room kept for it in the text, by the space above it and the room's height.
  private var rooms: [[Length]: SetGalley] = [:]

  init(_ number: Int, _ galley: SetGalley, time slots: FragmentSlots) {
    (self.number, self.galley) = (number, galley)
    box = SignatureBox(
      of: number, galley.fragment, time: slots, blank: slots.blank(galley.fragment), at: .zero)
    size = box.size
  }

  /// The box at a place on a page.
  func box(at origin: Point) -> SignatureBox { box.moved(to: origin) }

  /// A block that keeps room for the box and paints nothing; always the same object for the same room.
  func room(spaceAbove: Length, height: Length) -> SetGalley {
    if let known = rooms[[spaceAbove, height]] { return known }
    var galley = Galley(id: BlockID(.signature, node: number), isStatic: true)
    var row = Row(height: height)
    (row.spaceAbove, row.origin) = (spaceAbove, self.galley.galley.rows.first?.origin)
    galley.rows = [row]
    let room = SetGalley(galley, from: self.galley.source, problems: self.galley.problems)
    rooms[[spaceAbove, height]] = room
    return room
  }
}

extension FragmentSlots {
  /// The fragment with a hyphen in the middle of each digit's place.
  fileprivate func blank(_ fragment: Fragment) -> Fragment {
    var slots = self
    if let hyphen = glyphs[UInt8(ascii: "-")], let zero = glyphs[UInt8(ascii: "0")] {
      slots.glyphs[UInt8(ascii: "-")] = GlyphRun.Glyph(
        id: hyphen.id, advance: zero.advance,
        xOffset: hyphen.xOffset + (zero.advance - hyphen.advance) / 2, yOffset: hyphen.yOffset)
    }
    return slots.fill(fragment, with: SigningTime.hyphens)
  }
}

/// Sets the box of a signature: who, when and why, in the letter's fonts, within a thin frame.
///
/// It has the width of its longest line, and at most the stationery's.
struct SignatureSetter {
  private let layout: LetterLayout
  private let signature: ElectronicSignature
  private let words: SignatureWords
  private var builder: GalleyBuilder
  private var row = Row(height: SignatureSetter.padding.y)
  /// Where the time goes, by the items of the row.
  private var slots: [Int: [TimeSlot]] = [:]

  /// The room between the box's frame and its text.
  private static let padding = (x: Length.millimetres(2), y: Length.millimetres(1.4))
  private static let frame = Length.points(0.5)

  /// How far below the box's top its first line stands.
  static func baseline(_ styles: SetStyles) -> Length { padding.y + styles.small.baseline }

  /// The box of a signature in letters of a language, set by a layout.
  static func set(
    _ signature: ElectronicSignature, number: Int, language: String, by layout: LetterLayout
  ) -> SetSignature {
    let words = SignatureWords(signature, language: language)
    var slots = FragmentSlots(items: [:], glyphs: [:])
    let (galley, problems) = layout.collectingProblems {
      var setter = SignatureSetter(signature, number, words, layout)
      slots.glyphs = setter.digits()
      defer { slots.items = setter.slots }
      return setter.galley()
    }
    let source = [words.signer, words.reason, words.caution].compactMap(\.self)
      .joined(separator: "\n")
    return SetSignature(
      number, SetGalley(galley, from: .furniture(source), problems: problems), time: slots)
  }

  private init(
    _ signature: ElectronicSignature, _ number: Int, _ words: SignatureWords, _ layout: LetterLayout
  ) {
    (self.signature, self.words, self.layout) = (signature, words, layout)
    builder = GalleyBuilder(
      BlockID(.signature, node: number), isStatic: true, width: .zero, layout: layout)
    row.origin = signature.origin
  }

  /// The glyphs that a time can need.
  private func digits() -> [UInt8: GlyphRun.Glyph] {
    var glyphs: [UInt8: GlyphRun.Glyph] = [:]
    for character in SigningTime.characters.utf8 {
      // Each by itself, as a neighbour might change its shape or its width.
      let text = inline(String(UnicodeScalar(character)))
      let line = layout.setter.lines(
        [text], style: layout.styles.mutedSmall, width: nil, place: ""
      ).first
      glyphs[character] = line?.pieces.first?.run.glyphs.first
    }
    return glyphs
  }

  private func inline(_ text: String) -> Inline {
    Inline(text, language: words.language, origin: signature.origin)
  }

  /// The box as a block of one row, which is never split.
  private mutating func galley() -> Galley {
    let (strong, muted) = (layout.styles.small, layout.styles.mutedSmall)
    var texts = [(words.signer, strong), (words.time.text, muted)]
    if let reason = words.reason { texts.append((reason, muted)) }
    if let caution = words.caution { texts.append((caution, strong)) }
    let stationery = layout.stationery
    let most = min(stationery.signature.width, stationery.textWidth) - SignatureSetter.padding.x * 2
    let lines = texts.map { text, style in
      layout.setter.lines(
        [inline(text)], style: style, width: most, place: "the signature's box")
    }
    let width = lines.joined().map(\.width).max() ?? .zero
    for (index, (text, style)) in texts.enumerated() {
      append(lines[index], of: inline(text), style, width: width, isTime: index == 1)
    }
    row.height = row.height + SignatureSetter.padding.y
    builder.galley.width = width + SignatureSetter.padding.x * 2
    appendFrame()
    builder.galley.rows = [row]
    return builder.galley
  }

  private mutating func append(
    _ lines: [TextSetter.Line], of inline: Inline, _ style: SetStyle, width: Length, isTime: Bool
  ) {
    let place = GalleyBuilder.Place(parent: nil, left: SignatureSetter.padding.x, width: width)
    var spans = SpanElements(parent: builder.element(.paragraph, in: nil))
    var start = 0
    for line in lines {
      let x = builder.start(of: line, at: place)
      for item in builder.items(of: line, [inline], style: style, x: x, spans: &spans) {
        if isTime, case .text(let run) = item.content {
          let bytes = start..<(start + run.text.utf8.count)
          slots[row.items.count] = words.time.slots.filter { bytes.contains($0.byte) }
            .map { TimeSlot(byte: $0.byte - start, digit: $0.digit) }
          start = bytes.upperBound
        }
        row.items.append(item.moved(by: Point(x: .zero, y: row.height)))
      }
      row.height = row.height + style.leading
    }
  }

  /// Adds four thin rules around the text.
  private mutating func appendFrame() {
    let (width, height) = (builder.galley.width, row.height)
    let thickness = SignatureSetter.frame
    let flat = Size(width: width, height: thickness)
    let upright = Size(width: thickness, height: height - thickness * 2)
    let rules = [
      Rectangle(origin: .zero, size: flat),
      Rectangle(origin: Point(x: .zero, y: height - thickness), size: flat),
      Rectangle(origin: Point(x: .zero, y: thickness), size: upright),
      Rectangle(origin: Point(x: width - thickness, y: thickness), size: upright),
    ]
    for rule in rules {
      row.items.append(
        Item(
          .fill(rule, layout.stationery.colors.rule), meaning: .artifact(.decoration), origin: nil))
    }
  }
}
