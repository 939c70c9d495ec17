package import Geometry

/// What a letter says of its electronic signature to those who cannot see it.
package struct SignatureDescription: Hashable, Sendable {
  /// What it is, in the letter's language, such as `Elektronisk signatur`.
  package var title: String
  /// The words that stand for its box; ``timeMark`` stands where the time goes.
  package var alternative: String
  /// How the time is written.
  package var timeForm: SigningTimeForm
  /// The part of the letter after which it is read; nil for the letter's end.
  package var follows: BlockID.Part?
  /// The language of its words as a BCP 47 tag where it is not the letter's.
  package var language: String?

  /// The character that stands for the time in ``alternative``.
  package static let timeMark = "\u{FFFC}"

  /// A description in words.
  package init(
    title: String, alternative: String, timeForm: SigningTimeForm, follows: BlockID.Part? = nil,
    language: String? = nil
  ) {
    (self.title, self.alternative) = (title, alternative)
    (self.timeForm, self.follows, self.language) = (timeForm, follows, language)
  }

  /// The words that stand for a signature made at some time.
  package func alternative(at time: SigningTime) -> String {
    let parts = alternative.split(
      separator: SignatureDescription.timeMark, omittingEmptySubsequences: false)
    return parts.joined(separator: timeForm.text(time))
  }
}

/// The visible box of a signature at its place on a page, laid out but for the time.
package struct SignatureBox: Sendable {
  /// Which of the letter's signatures it shows, from 0.
  package let signature: Int
  /// Where its top-left corner is, from the page's.
  package var origin: Point
  /// How large it is.
  package var size: Size { blank.size }
  /// What stands in it as long as nobody knows the time, with a hyphen for each of its digits.
  package let blank: Fragment
  /// The same with all glyphs that any time could need, for choosing fonts; nothing to be painted.
  package let sample: Fragment
  private let fragment: Fragment
  private let slots: TimeSlots

  /// A box with everything in its place.
  ///
  /// - Parameters:
  ///   - signature: Which of the letter's signatures it shows, from 0.
  ///   - fragment: What stands in it, the time given as ``SigningTimeForm/placeholder``.
  ///   - slots: Where in it the time stands.
  ///   - origin: Where its top-left corner is, from the page's.
  package init(
    of signature: Int = 0, _ fragment: Fragment, time slots: TimeSlots, at origin: Point
  ) {
    self.signature = signature
    (self.fragment, self.slots, self.origin) = (fragment, slots, origin)
    blank = slots.blank(fragment)
    sample = slots.sample(of: fragment)
  }

  /// How its time is written.
  package var timeForm: SigningTimeForm { slots.form }

  /// The same box at another place.
  package func moved(to origin: Point) -> SignatureBox {
    var copy = self
    copy.origin = origin
    return copy
  }

  /// What stands in the box of a signature made at some time.
  package func fragment(at time: SigningTime) -> Fragment {
    slots.fill(fragment, with: slots.form.text(time))
  }
}

/// Where in a fragment the digits of a time stand, and the glyphs for them.
package struct TimeSlots: Sendable {
  /// A piece of the time's text within one item.
  package struct Piece: Hashable, Sendable {
    /// The item's index; it holds text.
    package var item: Int
    /// Where in the time's text the item's begins, in bytes.
    package var start: Int

    /// A piece of the time's text that begins `start` bytes into it.
    package init(item: Int, start: Int) {
      (self.item, self.start) = (item, start)
    }
  }

  /// How the time is written.
  package var form: SigningTimeForm
  /// The items that hold its text.
  package var pieces: [Piece]
  /// The glyph of each digit and sign, by its ASCII code, all of them of the pieces' face.
  package var glyphs: [UInt8: GlyphRun.Glyph]

  /// The characters of which ``glyphs`` needs a glyph.
  package static let characters = "0123456789+-"

  /// The places of a time's digits.
  package init(form: SigningTimeForm, pieces: [Piece], glyphs: [UInt8: GlyphRun.Glyph]) {
    (self.form, self.pieces, self.glyphs) = (form, pieces, glyphs)
  }

  /// The fragment with another text in the time's place, as long as the one that is there.
  fileprivate func fill(_ fragment: Fragment, with text: String) -> Fragment {
    replace(in: fragment, by: Array(text.utf8)) { $0 }
  }

  /// The fragment with a hyphen in the middle of each digit's place.
  fileprivate func blank(_ fragment: Fragment) -> Fragment {
    let width = glyphs[UInt8(ascii: "0")]?.advance ?? 0
    return replace(in: fragment, by: Array(form.blank.utf8)) { glyph in
      .init(
        id: glyph.id, advance: width, xOffset: glyph.xOffset + (width - glyph.advance) / 2,
        yOffset: glyph.yOffset)
    }
  }

  private func replace(
    in fragment: Fragment, by new: [UInt8], adjust: (GlyphRun.Glyph) -> GlyphRun.Glyph
  ) -> Fragment {
    let old = Array(form.placeholder.utf8)
    var items = fragment.items
    for piece in pieces where old.count == new.count && items.indices.contains(piece.item) {
      guard case .text(var run) = items[piece.item].content else { continue }
      let end = min(piece.start + run.text.utf8.count, new.count)
      guard piece.start < end else { continue }
      for (index, cluster) in zip(run.glyphs.indices, run.clusters) {
        let offset = piece.start + Int(cluster)
        guard offset < end, old[offset] != new[offset], let glyph = glyphs[new[offset]] else {
          continue
        }
        run.glyphs[index] = adjust(glyph)
      }
      let tail = run.text.utf8.dropFirst(end - piece.start)
      run.text = String(decoding: new[piece.start..<end] + Array(tail), as: UTF8.self)
      items[piece.item].content = .text(run)
    }
    return Fragment(
      id: fragment.id, isStatic: false, size: fragment.size, items: items,
      elements: fragment.elements)
  }

  /// The fragment with a run of every glyph in ``glyphs`` besides.
  fileprivate func sample(of fragment: Fragment) -> Fragment {
    var items = fragment.items
    if let piece = pieces.first, items.indices.contains(piece.item),
      case .text(var run) = items[piece.item].content
    {
      let sorted = glyphs.sorted { $0.key < $1.key }
      run.glyphs = sorted.map(\.value)
      run.clusters = sorted.indices.map { Int32($0) }
      run.text = String(decoding: sorted.map(\.key), as: UTF8.self)
      items.append(Item(.text(run), meaning: items[piece.item].meaning, origin: nil))
    }
    return Fragment(
      id: fragment.id, isStatic: fragment.isStatic, size: fragment.size, items: items,
      elements: fragment.elements)
  }
}
