import PDFWriting

/// Objects whose numbers are still open, and how many were promised.
struct ObjectList: Sendable {
  private(set) var streams: UnnumberedObjects
  /// Objects that are not streams.
  private(set) var plain: UnnumberedObjects
  /// How many objects the rows hold, promised or written.
  private(set) var shared = 0
  private(set) var structure = 0
  private(set) var own = 0

  /// An empty list; `streams` and `plain` are the room to reserve, in bytes.
  init(reserving streams: Int = 0, plain: Int = 0) {
    self.streams = UnnumberedObjects(reserving: streams)
    self.plain = UnnumberedObjects(reserving: plain)
  }

  /// Objects that were put together before, and how many the rows hold.
  init(
    streams: UnnumberedObjects, plain: UnnumberedObjects,
    counts: (shared: Int, structure: Int, own: Int)
  ) {
    (self.streams, self.plain) = (streams, plain)
    (shared, structure, own) = counts
  }

  /// Promises an object, which must be written later, here or in another list.
  mutating func promise(in row: Reference.Row) -> Reference {
    let index: Int
    switch row {
    case .letter: index = 0
    case .shared: (index, shared) = (shared, shared + 1)
    case .structure: (index, structure) = (structure, structure + 1)
    case .own: (index, own) = (own, own + 1)
    }
    return Reference(row: row, index: index)
  }

  /// Writes a promised object, a dictionary.
  mutating func write(_ object: Reference, _ entries: (inout DictionaryWriter) -> Void) {
    plain.write(object, entries)
  }

  /// Writes a dictionary as an object and names it.
  mutating func add(
    in row: Reference.Row, _ entries: (inout DictionaryWriter) -> Void
  ) -> Reference {
    let object = promise(in: row)
    write(object, entries)
    return object
  }

  /// Writes a promised stream; `entries` adds to its dictionary.
  mutating func write(
    _ object: Reference, stream: StreamData, entries: (inout DictionaryWriter) -> Void = { _ in }
  ) {
    streams.write(object, stream: stream, entries: entries)
  }

  /// Writes a stream and names it.
  mutating func add(
    in row: Reference.Row, stream: StreamData, entries: (inout DictionaryWriter) -> Void = { _ in }
  ) -> Reference {
    let object = promise(in: row)
    write(object, stream: stream, entries: entries)
    return object
  }
}
