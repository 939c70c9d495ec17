import PDFWriting

/// Objects are set aside with the steps from one open number, and from one object, to the next: most fit
/// into a byte.
extension UnnumberedObjects {
  /// Adds the objects to what is set aside.
  func encode(to out: inout ByteEncoder) {
    out.add(text.bytes)
    out.add(small: text.relocations.count)
    var last = 0
    for relocation in text.relocations {
      out.add(small: relocation.offset - last)
      out.add(small: relocation.target.number)
      last = relocation.offset
    }
    out.add(small: indices.count)
    var position = text.start
    for index in indices {
      let (object, start) = (reference(index), piece(index).lowerBound)
      out.add(small: object.number)
      out.add(small: start.byte - position.byte)
      out.add(small: start.relocation - position.relocation)
      position = start
    }
  }

  /// The objects that were set aside.
  init(from decoder: inout ByteDecoder) throws(ByteDecoder.Damage) {
    let bytes = try decoder.bytes()
    let relocations = try decoder.relocations(upTo: bytes.count)
    let text = ObjectText(bytes: bytes, relocations: relocations)
    guard let objects = UnnumberedObjects(text, starts: try decoder.starts(in: text)) else {
      throw .damage
    }
    self = objects
  }
}

extension ByteDecoder {
  /// The next open numbers of a text of so many bytes.
  fileprivate mutating func relocations(upTo end: Int) throws(Damage) -> [Relocation] {
    let count = try small()
    guard count <= remaining else { throw .damage }
    var relocations: [Relocation] = []
    relocations.reserveCapacity(count)
    var offset = 0
    for _ in 0..<count {
      let step = try small()
      guard step <= end - offset else { throw .damage }
      offset += step
      relocations.append(Relocation(Relocation.Target(number: try small()), at: offset))
    }
    return relocations
  }

  /// Where the next objects begin.
  fileprivate mutating func starts(
    in text: ObjectText
  ) throws(Damage) -> [UnnumberedObjects.Start] {
    let count = try small()
    guard count <= remaining else { throw .damage }
    var starts: [UnnumberedObjects.Start] = []
    starts.reserveCapacity(count)
    var position = text.start
    for _ in 0..<count {
      let object = Reference(number: try small())
      let (bytes, relocations) = (try small(), try small())
      guard bytes <= text.end.byte - position.byte,
        relocations <= text.end.relocation - position.relocation
      else { throw .damage }
      position.byte += bytes
      position.relocation += relocations
      starts.append(.init(object, at: position))
    }
    return starts
  }
}

extension Reference {
  /// Row and place in one number, small where the place is.
  fileprivate var number: Int { index << 2 | Int(row.rawValue) }

  fileprivate init(number: Int) {
    self.init(row: Row(rawValue: UInt8(number & 3)) ?? .own, index: number >> 2)
  }
}

extension Relocation.Target {
  /// The target as one number, small where its place is.
  fileprivate var number: Int {
    switch self {
    case .reference(let object): object.number << 1
    case .counted(let index): index << 1 | 1
    }
  }

  fileprivate init(number: Int) {
    self =
      number & 1 == 0 ? .reference(Reference(number: number >> 1)) : .counted(number >> 1)
  }
}
