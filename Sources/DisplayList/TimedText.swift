/// A place in a text for one character of a time that is not known yet.
package struct TimeSlot: Hashable, Sendable, BitwiseCopyable {
  /// Which byte of the text it is.
  package var byte: Int
  /// Which of ``SigningTime/digits`` goes there.
  package var digit: Int

  /// A place for a digit.
  package init(byte: Int, digit: Int) {
    (self.byte, self.digit) = (byte, digit)
  }
}

/// A text with places for the digits of a time, of the same length whatever the time.
package struct TimedText: Hashable, Sendable {
  /// The text, ``SigningTime/zeros`` in the places.
  package private(set) var text: String
  /// The places.
  package private(set) var slots: [TimeSlot]

  /// A text with places in it.
  package init(_ text: String = "", slots: [TimeSlot] = []) {
    (self.text, self.slots) = (text, slots)
  }

  package mutating func append(_ words: String) { text += words }

  /// Adds places for a part of the time.
  package mutating func append(_ part: SigningTime.Part) {
    for digit in part.range {
      slots.append(TimeSlot(byte: text.utf8.count, digit: digit))
      text.unicodeScalars.append(UnicodeScalar(SigningTime.zeros[digit]))
    }
  }

  /// Adds another text with its places.
  package mutating func append(_ other: TimedText) {
    let start = text.utf8.count
    slots += other.slots.map { TimeSlot(byte: start + $0.byte, digit: $0.digit) }
    text += other.text
  }

  /// The text with digits in their places.
  package func filled(with digits: [UInt8]) -> String {
    var bytes = Array(text.utf8)
    for slot in slots where bytes.indices.contains(slot.byte) && digits.indices.contains(slot.digit)
    {
      bytes[slot.byte] = digits[slot.digit]
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// Where in a fragment the digits of a time go.
package struct FragmentSlots: Sendable {
  /// The places in the texts of items, by the items' indices.
  package var items: [Int: [TimeSlot]]
  /// The glyph of each of ``SigningTime/characters``, by its ASCII code, all of the items' face.
  package var glyphs: [UInt8: GlyphRun.Glyph]

  /// The places of a time's digits.
  package init(items: [Int: [TimeSlot]], glyphs: [UInt8: GlyphRun.Glyph]) {
    (self.items, self.glyphs) = (items, glyphs)
  }

  /// The fragment with digits in their places.
  ///
  /// What stands there already keeps its glyph, which was shaped beside its neighbours.
  package func fill(_ fragment: Fragment, with digits: [UInt8]) -> Fragment {
    var content = fragment.items
    for (item, slots) in items where content.indices.contains(item) {
      guard case .text(let run) = content[item].content else { continue }
      content[item].content = .text(fill(run, slots, with: digits))
    }
    return Fragment(
      id: fragment.id, isStatic: false, size: fragment.size, items: content,
      elements: fragment.elements)
  }

  private func fill(_ run: GlyphRun, _ slots: [TimeSlot], with digits: [UInt8]) -> GlyphRun {
    var filled = run
    filled.text = TimedText(run.text, slots: slots).filled(with: digits)
    let (old, new) = (Array(run.text.utf8), Array(filled.text.utf8))
    for (index, cluster) in zip(run.glyphs.indices, run.clusters) {
      let byte = Int(cluster)
      guard new.indices.contains(byte), old[byte] != new[byte], let glyph = glyphs[new[byte]] else {
        continue
      }
      filled.glyphs[index] = glyph
    }
    return filled
  }
}
