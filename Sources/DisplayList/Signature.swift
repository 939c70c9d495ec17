package import Geometry

/// What a letter says of its electronic signature to those who cannot see it.
package struct SignatureDescription: Hashable, Sendable {
  /// What it is, in the letter's language, such as `Elektronisk signatur`.
  package var title: String
  /// The words that stand for its box, with places for the time.
  package var alternative: TimedText
  /// The part of the letter after which it is read; nil for the letter's end.
  package var follows: BlockID.Part?
  /// The language of its words as a BCP 47 tag where it is not the letter's.
  package var language: String?

  /// A description in words.
  package init(
    title: String, alternative: TimedText, follows: BlockID.Part? = nil, language: String? = nil
  ) {
    (self.title, self.alternative) = (title, alternative)
    (self.follows, self.language) = (follows, language)
  }

  /// The words that stand for a signature made at some time.
  package func alternative(at time: SigningTime) -> String {
    alternative.filled(with: time.digits)
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
  /// What stands in it while nobody knows the time.
  package let blank: Fragment
  /// The same with all glyphs that any time could need, for choosing fonts; nothing to be painted.
  package let sample: Fragment
  private let fragment: Fragment
  private let slots: FragmentSlots

  /// A box with everything in its place.
  ///
  /// - Parameters:
  ///   - signature: Which of the letter's signatures it shows, from 0.
  ///   - fragment: What stands in it, ``SigningTime/zeros`` for the time.
  ///   - slots: Where in it the time goes.
  ///   - blank: What stands in it while nobody knows the time.
  ///   - origin: Where its top-left corner is, from the page's.
  package init(
    of signature: Int = 0, _ fragment: Fragment, time slots: FragmentSlots, blank: Fragment,
    at origin: Point
  ) {
    self.signature = signature
    (self.fragment, self.slots, self.blank) = (fragment, slots, blank)
    self.origin = origin
    sample = slots.sample(of: fragment)
  }

  /// The same box at another place.
  package func moved(to origin: Point) -> SignatureBox {
    var copy = self
    copy.origin = origin
    return copy
  }

  /// What stands in the box of a signature made at some time.
  package func fragment(at time: SigningTime) -> Fragment {
    slots.fill(fragment, with: time.digits)
  }
}

extension FragmentSlots {
  /// The fragment with a run of every glyph that a time can need besides.
  fileprivate func sample(of fragment: Fragment) -> Fragment {
    var content = fragment.items
    if let item = items.keys.min(), content.indices.contains(item),
      case .text(var run) = content[item].content
    {
      let sorted = glyphs.sorted { $0.key < $1.key }
      run.glyphs = sorted.map(\.value)
      run.clusters = sorted.indices.map { Int32($0) }
      run.text = String(decoding: sorted.map(\.key), as: UTF8.self)
      content.append(Item(.text(run), meaning: content[item].meaning, origin: nil))
    }
    return Fragment(
      id: fragment.id, isStatic: fragment.isStatic, size: fragment.size, items: content,
      elements: fragment.elements)
  }
}
