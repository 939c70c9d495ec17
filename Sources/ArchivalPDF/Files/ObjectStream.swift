/// Plain objects that are stored together in one stream (ISO 32000-1, 7.5.7).
struct ObjectStream {
  /// Fits the single byte that ``CrossReference`` has for a place in a stream, and lets readers reach
  /// one object without unpacking too many.
  static let capacity = 200

  /// How many objects it holds.
  private(set) var count = 0
  private var places = ObjectBytes()
  private var objects = ObjectBytes()

  /// Nothing yet.
  init() {}

  /// How many bytes the objects have.
  var size: Int { places.bytes.count + objects.bytes.count }

  /// Adds an object.
  mutating func add(_ number: Int, _ body: (inout ObjectBytes) -> Void) {
    places.integer(number)
    places += " "
    places.integer(objects.bytes.count)
    places += " "
    body(&objects)
    objects += "\n"
    count += 1
  }

  /// Writes the stream's dictionary and data.
  func write(to out: inout ObjectBytes, compress: ([UInt8]) -> StreamData) {
    let stream = compress(places.bytes + objects.bytes)
    out += "<</Type/ObjStm/N "
    out.integer(count)
    out += "/First "
    out.integer(places.bytes.count)
    out += "/Length "
    out.integer(stream.bytes.count)
    if stream.isCompressed { out += "/Filter/FlateDecode" }
    out += ">>\nstream\n"
    out.bytes += stream.bytes
    out += "\nendstream"
  }
}
