/// A letter that goes into one file with others.
package struct CombinedLetter: Sendable {
  let letter: PreparedLetter
  /// What it is called in the outline.
  let name: String

  /// A letter.
  ///
  /// - Parameters:
  ///   - letter: The letter, prepared by a writer of the same run.
  ///   - name: What it is called in the outline, for people.
  package init(_ letter: PreparedLetter, name: String) {
    (self.letter, self.name) = (letter, name)
  }
}

/// What a file of many letters is to be.
package struct CombinedOptions: Sendable {
  /// What is the same for all letters of the run.
  let letters: ArchivalOptions
  /// The title of the file, if its letters have different ones.
  let title: String
  /// Whether every letter begins on an odd page, as printing on both sides asks for.
  let startsOnOddPages: Bool

  /// How the file is put together.
  package var shape = CombinedShape()

  /// Options for a file.
  ///
  /// - Parameters:
  ///   - letters: What the letters were prepared with.
  ///   - title: The title of the file, if its letters have different ones.
  ///   - startsOnOddPages: Whether every letter begins on an odd page, as printing on both sides asks for.
  package init(_ letters: ArchivalOptions, title: String, startsOnOddPages: Bool = false) {
    (self.letters, self.title, self.startsOnOddPages) = (letters, title, startsOnOddPages)
  }
}

/// How a file of many letters is put together.
package struct CombinedShape: Sendable {
  /// How many kids a node of a tree has at most (ISO 32000-1, 7.7.3.3 and 7.9.7).
  package var fanOut = 64
  /// How many objects that are no streams one stream holds: enough for letters to be compressed against
  /// each other, and few enough for a reader that needs one of them.
  package var packed = 1000
  /// How many cross-references one stream has at most, so that they need not all be put together at once;
  /// the streams of a larger file point to each other.
  package var references = 1 << 20

  /// The shape of files.
  package init() {}

  /// How many streams so many objects take.
  func streams(for objects: Int) -> Int { (objects + packed - 1) / packed }

  /// How many streams the references of a file take, whose other objects have the numbers below `end`.
  func referenceStreams(for end: Int) -> Int {
    var count = 1
    while count * references < end + count { count += 1 }
    return count
  }
}
