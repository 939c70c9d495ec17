/// Puts values together as bytes, for the time of a run.
package struct ByteEncoder {
  /// What was added so far.
  package private(set) var bytes: [UInt8] = []

  /// An empty encoder with room for so many bytes.
  package init(reserving count: Int = 0) {
    bytes.reserveCapacity(count)
  }

  package mutating func add(_ number: Int) {
    unsafe withUnsafeBytes(of: number.littleEndian) { unsafe bytes.append(contentsOf: $0) }
  }

  /// Adds values as they lie in memory, their number before them.
  mutating func add(values: [some BitwiseCopyable]) {
    add(values.count)
    unsafe values.withUnsafeBytes { unsafe bytes.append(contentsOf: $0) }
  }

  /// Adds bytes, their number before them.
  package mutating func add(_ data: [UInt8]) {
    add(data.count)
    bytes += data
  }

  package mutating func add(_ text: String) {
    add(text.utf8.count)
    bytes += text.utf8
  }

  /// Adds a text or nil.
  package mutating func add(_ text: String?) {
    add(text == nil ? 0 : 1)
    if let text { add(text) }
  }

  /// Adds several texts.
  package mutating func add(_ texts: [String]) {
    add(texts.count)
    for text in texts { add(text) }
  }
}

/// Takes apart what a ``ByteEncoder`` put together.
package struct ByteDecoder {
  /// What is wrong with bytes that no encoder made.
  package enum Damage: Error { case damage }

  private let data: [UInt8]
  private var index = 0

  /// A decoder of some bytes.
  package init(_ bytes: [UInt8]) {
    data = bytes
  }

  /// The next number, which is not negative.
  package mutating func number() throws(Damage) -> Int {
    guard index + 8 <= data.count else { throw .damage }
    let number = (index..<index + 8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64(data[$1]) }
    index += 8
    guard let number = Int(exactly: number) else { throw .damage }
    return number
  }

  /// The next bytes.
  package mutating func bytes() throws(Damage) -> [UInt8] {
    let count = try number()
    guard count <= data.count - index else { throw .damage }
    defer { index += count }
    return Array(data[index..<index + count])
  }

  /// The next values, of a type that any bytes are a value of.
  mutating func values<Value: BitwiseCopyable>() throws(Damage) -> [Value] {
    let count = try number()
    let size = MemoryLayout<Value>.stride
    guard count <= (data.count - index) / size else { throw .damage }
    let source = data[index..<index + count * size]
    index += count * size
    return unsafe [Value](unsafeUninitializedCapacity: count) { buffer, filled in
      unsafe source.withUnsafeBytes { source in
        unsafe UnsafeMutableRawBufferPointer(buffer).copyMemory(from: source)
      }
      filled = count
    }
  }

  /// The next text.
  package mutating func text() throws(Damage) -> String {
    String(decoding: try bytes(), as: UTF8.self)
  }

  /// The next text, or nil.
  package mutating func optionalText() throws(Damage) -> String? {
    try number() == 0 ? nil : try text()
  }

  /// The next texts.
  package mutating func texts() throws(Damage) -> [String] {
    var texts: [String] = []
    for _ in 0..<(try number()) { texts.append(try text()) }
    return texts
  }
}
