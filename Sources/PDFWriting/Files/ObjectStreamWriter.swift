/// Objects that are stored together in one stream (ISO 32000-1, 7.5.7), which takes much less room.
package struct ObjectStreamWriter {
  /// How many objects it holds.
  package private(set) var count = 0
  private var places = ObjectText()
  private var objects = ObjectText()

  package init() {}

  /// Adds an object, which must not be a stream and whose text has no open number.
  package mutating func add(_ number: ObjectNumber, _ body: (inout ObjectText) -> Void) {
    places.integer(number.value)
    places += " "
    places.integer(objects.bytes.count)
    places += " "
    body(&objects)
    objects += "\n"
    count += 1
  }

  /// Writes the stream's dictionary and data.
  package func write(to out: inout ObjectText, compress: ([UInt8]) -> StreamData) {
    let stream = compress(places.bytes + objects.bytes)
    out.stream(stream.bytes) { entries in
      entries.name("/Type", "/ObjStm")
      entries.integer("/N", count)
      entries.integer("/First", places.bytes.count)
      entries.storage(of: stream)
    }
  }
}
