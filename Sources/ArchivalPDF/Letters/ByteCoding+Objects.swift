import PDFWriting

extension UnnumberedObjects {
  /// Adds the objects to what is set aside.
  func encode(to out: inout ByteEncoder) {
    out.add(text.bytes)
    out.add(values: text.relocations.steps)
    out.add(values: starts)
  }

  /// The objects that were set aside.
  init(from decoder: inout ByteDecoder) throws(ByteDecoder.Damage) {
    let bytes = try decoder.bytes()
    let relocations = [Relocation](steps: try decoder.values())
    let text = ObjectText(bytes: bytes, relocations: relocations)
    guard let objects = UnnumberedObjects(text, starts: try decoder.values()) else {
      throw .damage
    }
    self = objects
  }
}

/// Open numbers are set aside as the step from each to the next, in one byte, and three bits and 21 of what
/// goes there: of nearly all, that is all. Of any other, a step of 255 is followed by the whole.
extension [Relocation] {
  fileprivate var steps: [UInt32] {
    unsafe [UInt32](unsafeUninitializedCapacity: 3 * count) { steps, filled in
      var last = 0
      for relocation in self {
        let (step, target) = (relocation.offset - last, UInt32(relocation.word & 0x1FFF_FFFF))
        last = relocation.offset
        if step < 255, target & 0x3E0_0000 == 0 {
          unsafe steps[filled] = UInt32(step) << 24 | (target >> 26) << 21 | target & 0x1F_FFFF
          filled += 1
        } else {
          unsafe steps[filled] = 255 << 24
          unsafe steps[filled + 1] = UInt32(relocation.word >> 32)
          unsafe steps[filled + 2] = UInt32(relocation.word & 0xFFFF_FFFF)
          filled += 3
        }
      }
    }
  }

  fileprivate init(steps: [UInt32]) {
    self = unsafe [Relocation](unsafeUninitializedCapacity: steps.count) { buffer, filled in
      var (last, index) = (0, 0)
      while index < steps.count {
        var (relocation, length) = (Relocation(step: steps[index], after: last), 1)
        if steps[index] >> 24 == 255 {
          // What is damaged gets a number that no text has a place for.
          let isWhole = index + 2 < steps.count
          relocation = Relocation(
            word: isWhole ? UInt64(steps[index + 1]) << 32 | UInt64(steps[index + 2]) : .max)
          length = 3
        }
        unsafe buffer[filled] = relocation
        last = relocation.offset
        (filled, index) = (filled + 1, index + length)
      }
    }
  }
}

extension Relocation {
  /// The number that a short step from the last one leads to.
  fileprivate init(step: UInt32, after last: Int) {
    let target = UInt64(step >> 21 & 7) << 26 | UInt64(step & 0x1F_FFFF)
    self.init(word: UInt64(last + Int(step >> 24)) << 29 | target)
  }
}
