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
    var steps: [UInt32] = []
    steps.reserveCapacity(count + 8)
    var last = 0
    for relocation in self {
      let (step, target) = (relocation.offset - last, UInt32(relocation.word & 0x1FFF_FFFF))
      last = relocation.offset
      if step < 255, target & 0x3E0_0000 == 0 {
        steps.append(UInt32(step) << 24 | (target >> 26) << 21 | target & 0x1F_FFFF)
      } else {
        steps.append(255 << 24)
        steps.append(UInt32(relocation.word >> 32))
        steps.append(UInt32(relocation.word & 0xFFFF_FFFF))
      }
    }
    return steps
  }

  fileprivate init(steps: [UInt32]) {
    self = []
    reserveCapacity(steps.count)
    var (last, index) = (0, 0)
    while index < steps.count {
      let step = steps[index]
      if step >> 24 < 255 {
        last += Int(step >> 24)
        let target = UInt64(step >> 21 & 7) << 26 | UInt64(step & 0x1F_FFFF)
        append(Relocation(word: UInt64(last) << 29 | target))
        index += 1
      } else {
        // What is damaged gets a number that no text has a place for.
        guard index + 2 < steps.count else {
          append(Relocation(word: .max))
          break
        }
        let relocation = Relocation(word: UInt64(steps[index + 1]) << 32 | UInt64(steps[index + 2]))
        append(relocation)
        last = relocation.offset
        index += 3
      }
    }
  }
}
