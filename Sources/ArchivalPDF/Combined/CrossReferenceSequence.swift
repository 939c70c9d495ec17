import PDFWriting

/// Where every object of a file of many letters is, in the order of their numbers.
struct CrossReferenceSequence {
  /// Where the cross-references are, as far as they are written.
  var references: [Int] = []
  private let file: CombinedFile
  private let fixed, shared: [CrossReference]
  private let offsets: [Int]
  private var number = -1
  private var portion = 0
  /// The place of the next stream of a letter in ``offsets``.
  private var stream = 0

  /// The places of a file's objects.
  ///
  /// - Parameters:
  ///   - file: The file.
  ///   - fixed: Where the objects are that stand once in the file, by their numbers, and then where the
  ///     streams are that hold them.
  ///   - shared: Where what letters share is.
  ///   - offsets: Where the streams of letters are.
  init(
    _ file: CombinedFile, fixed: [CrossReference], shared: [CrossReference],
    offsets: [Int]
  ) {
    (self.file, self.fixed, self.shared, self.offsets) = (file, fixed, shared, offsets)
  }

  /// Where the next object is, from number 0 on.
  mutating func next() -> CrossReference {
    number += 1
    if number < file.firstShared { return fixed[number] }
    if number < file.firstOwn { return shared[number - file.firstShared] }
    if number < file.packed.lowerBound { return ownPlace() }
    if number < file.packed.upperBound {
      return fixed[file.firstShared + number - file.packed.lowerBound]
    }
    return .offset(references[number - file.packed.upperBound])
  }

  /// Where an object of a letter is: packed into one of the last streams of its portion, or a stream.
  private mutating func ownPlace() -> CrossReference {
    let shape = file.options.shape
    var place = file.portions[portion]
    if number - file.base(of: portion) == place.plain + place.streams {
      portion += 1
      place = file.portions[portion]
    }
    let index = number - file.base(of: portion)
    guard index < place.plain else {
      defer { stream += 1 }
      return .offset(offsets[stream])
    }
    let packed = place.plain + place.streams - shape.streams(for: place.plain)
    return .packed(
      in: ObjectNumber(file.base(of: portion) + packed + index / shape.packed),
      at: index % shape.packed)
  }
}
