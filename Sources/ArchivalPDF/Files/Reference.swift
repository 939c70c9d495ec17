/// What one object names another by before the file gives it a number; generations are always 0.
///
/// A letter is prepared once and may end up in a file of its own or in one with others, so its objects
/// are counted in four rows, and numbered when the file is put together.
struct Reference: Hashable, Sendable {
  /// A row of objects.
  enum Row: UInt8, Sendable {
    /// The objects that every letter has, in the order of ``FileLayout``.
    case letter
    /// Fonts, pictures, page content: what stands once in a file for all letters that show it.
    case shared
    /// The structure of static blocks: the same in many letters, but of each letter.
    case structure
    /// What no other letter has.
    case own
  }

  /// The row that the object is in.
  var row: Row
  /// Its place in the row, from 0.
  var index: Int
}

/// Gives objects their numbers in a file.
protocol Numbering {
  /// An object's number, from 1.
  func number(of object: Reference) -> Int
  /// The letter's first key in the tree that leads from marks to elements.
  var firstParentKey: Int { get }
}

/// The numbers of a letter's objects in a file of its own: row after row.
struct LetterNumbering: Numbering, Sendable {
  /// How many objects the rows hold.
  var letter, shared, structure: Int

  func number(of object: Reference) -> Int {
    switch object.row {
    case .letter: 1 + object.index
    case .shared: 1 + letter + object.index
    case .structure: 1 + letter + shared + object.index
    case .own: firstOwn + object.index
    }
  }

  /// The number of the letter's first own object.
  var firstOwn: Int { 1 + letter + shared + structure }
  var firstParentKey: Int { 0 }
}
