/// Objects whose numbers are still open, in the order in which they will stand in a file.
///
/// A plain object is a mark with its ``Reference`` and then its text; in the text, marks stand for
/// references and for keys of the parent tree. The text of objects is ASCII, so that no byte of it can
/// be taken for a mark. A stream has its data, with the length before it, after its dictionary.
struct ObjectList: Sendable {
  /// The objects that are streams.
  private(set) var streams = ObjectBytes()
  /// All others.
  private(set) var plain = ObjectBytes()
  /// How many objects the rows hold, promised or written.
  private(set) var shared = 0
  private(set) var structure = 0
  private(set) var own = 0

  /// The bytes that stand for something else; each is followed by three more with a number.
  enum Mark {
    /// A reference to an object, its row added.
    static let reference: UInt8 = 0x80
    /// The beginning of an object, its row added.
    static let object: UInt8 = 0x88
    /// A key of the parent tree.
    static let parentKey: UInt8 = 0x90
    /// The data of a stream; its length follows in four bytes more.
    static let data: UInt8 = 0x91
  }

  /// Nothing yet; `streams` and `plain` are the room to reserve, in bytes.
  init(reserving streams: Int = 0, plain: Int = 0) {
    self.streams.bytes.reserveCapacity(streams)
    self.plain.bytes.reserveCapacity(plain)
  }

  /// Objects that were put together before, and how many the rows hold.
  init(streams: [UInt8], plain: [UInt8], counts: (shared: Int, structure: Int, own: Int)) {
    (self.streams.bytes, self.plain.bytes) = (streams, plain)
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

  /// Writes a promised object.
  mutating func write(_ object: Reference, _ body: (inout ObjectBytes) -> Void) {
    plain.begin(object)
    body(&plain)
  }

  /// Writes an object and names it.
  mutating func add(in row: Reference.Row, _ body: (inout ObjectBytes) -> Void) -> Reference {
    let object = promise(in: row)
    write(object, body)
    return object
  }

  /// Writes a promised stream; `entries` adds to its dictionary.
  mutating func write(
    _ object: Reference, stream: StreamData, entries: (inout ObjectBytes) -> Void = { _ in }
  ) {
    streams.begin(object)
    streams += "<</Length "
    streams.integer(stream.bytes.count)
    if stream.isCompressed { streams += "/Filter/FlateDecode" }
    entries(&streams)
    streams += ">>"
    streams.data(stream.bytes)
  }

  /// Writes a stream and names it.
  mutating func add(
    in row: Reference.Row, stream: StreamData, entries: (inout ObjectBytes) -> Void = { _ in }
  ) -> Reference {
    let object = promise(in: row)
    write(object, stream: stream, entries: entries)
    return object
  }
}

extension ObjectBytes {
  /// Begins an object.
  fileprivate mutating func begin(_ object: Reference) {
    mark(ObjectList.Mark.object + object.row.rawValue, object.index)
  }

  /// Adds a reference to an object.
  mutating func reference(_ object: Reference) {
    mark(ObjectList.Mark.reference + object.row.rawValue, object.index)
  }

  /// Adds several references with spaces between them.
  mutating func references(_ objects: some Sequence<Reference>) {
    for object in objects {
      reference(object)
      byte(UInt8(ascii: " "))
    }
  }

  /// Adds a key of the parent tree, counted from the letter's first.
  mutating func parentKey(_ index: Int) { mark(ObjectList.Mark.parentKey, index) }

  /// Adds the data of a stream.
  fileprivate mutating func data(_ data: [UInt8]) {
    mark(ObjectList.Mark.data, 0)
    append(UInt64(data.count).littleEndian, count: 4)
    bytes.append(contentsOf: data)
  }

  private mutating func mark(_ mark: UInt8, _ number: Int) {
    append((UInt64(mark) | UInt64(truncatingIfNeeded: number) << 8).littleEndian, count: 4)
  }
}

/// What a stream holds, compressed or not.
struct StreamData: Sendable {
  /// The bytes as they are stored.
  var bytes: [UInt8]
  /// Whether they are compressed with deflate (ISO 32000-1, 7.4.4).
  var isCompressed: Bool

  /// Bytes stored as they are.
  init(plain bytes: [UInt8]) {
    (self.bytes, isCompressed) = (bytes, false)
  }

  /// Bytes that were compressed before.
  init(compressed bytes: [UInt8]) {
    (self.bytes, isCompressed) = (bytes, true)
  }
}
