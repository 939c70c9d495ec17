/// What is added to a PDF file: objects, to which a table of their places is written here.
///
/// Behind a line `trailer` entries of the trailer's dictionary may stand.
package struct AddedRevision {
  private let objects: ArraySlice<UInt8>
  private let entries: ArraySlice<UInt8>

  /// Takes the bytes apart.
  package init(_ bytes: ArraySlice<UInt8>) {
    let word = Array("\ntrailer\n".utf8)
    let place = bytes.indices.first { bytes[$0...].starts(with: word) }
    objects = bytes[..<(place ?? bytes.endIndex)]
    entries = place.map { bytes[($0 + word.count)...] } ?? []
  }

  /// The file with the revision behind it.
  package func added(to file: [UInt8]) -> [UInt8] {
    var added = file
    if added.last != 0x0A { added.append(0x0A) }
    let start = added.count
    added += objects + [0x0A]
    let table = added.count
    added += Array("xref\n0 0\n".utf8)
    for (number, offset) in AddedRevision.places(in: added, from: start) {
      let digits = String(offset)
      let line = String(repeating: "0", count: 10 - digits.count) + digits
      added += Array("\(number) 1\n\(line) 00000 n \n".utf8)
    }
    let previous = AddedRevision.start(of: file).map { "/Prev \($0)" } ?? ""
    added += Array("trailer\n<</Size 1000/Root 1 0 R\(previous)".utf8) + entries
    return added + Array(">>\nstartxref\n\(table)\n%%EOF\n".utf8)
  }

  /// The numbers of the objects that begin on lines of their own, each with its place.
  private static func places(in bytes: [UInt8], from start: Int) -> [(number: Int, offset: Int)] {
    var places: [(number: Int, offset: Int)] = []
    for line in bytes[start...].split(separator: 0x0A, omittingEmptySubsequences: true) {
      let words = line.prefix(24).split(separator: 0x20, maxSplits: 2)
      guard words.count == 3, words[2].starts(with: "obj".utf8), words[0].count < 7,
        let number = Int(String(decoding: words[0], as: UTF8.self)), number >= 0
      else { continue }
      places.append((number, line.startIndex))
    }
    return places
  }

  /// Where the file's newest table stands, as its end says; nil if there is none.
  private static func start(of file: [UInt8]) -> Int? {
    let words = file.suffix(40).split { $0 == 0x0A || $0 == 0x0D }
    return words.compactMap { Int(String(decoding: $0, as: UTF8.self)) }.last
  }
}
