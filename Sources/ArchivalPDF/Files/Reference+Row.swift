import PDFWriting

extension Reference {
  /// A row of objects.
  ///
  /// A letter is prepared once and may end up in a file of its own or in one with others, so its objects
  /// are counted in four rows, and numbered when the file is put together.
  enum Row: UInt8, Sendable {
    /// The objects that every letter has, in the order of ``LetterObjects``.
    case letter
    /// Fonts, pictures, page content: what stands once in a file for all letters that show it.
    case shared
    /// The structure of static blocks: the same in many letters, but of each letter.
    case structure
    /// What no other letter has.
    case own
  }

  // Of the code's bits two are the row's; the other 26 hold eight times as many objects as PDF/A allows.

  /// The object at a place in a row, from 0.
  init(row: Row, index: Int) {
    self.init(
      code: UInt32(row.rawValue) &<< 26 | UInt32(truncatingIfNeeded: index) & 0x3FF_FFFF)
  }

  /// The row that the object is in.
  var row: Row {
    switch code &>> 26 {
    case 0: .letter
    case 1: .shared
    case 2: .structure
    default: .own
    }
  }

  /// Its place in the row, from 0.
  var index: Int { Int(truncatingIfNeeded: code & 0x3FF_FFFF) }
}

/// The numbers of a letter's objects in a file of its own: row after row.
struct LetterNumbering: Numbering, Sendable {
  /// How many objects the rows hold.
  var letter, shared, structure: Int

  func number(of object: Reference) -> ObjectNumber {
    let before =
      switch object.row {
      case .letter: 1
      case .shared: 1 + letter
      case .structure: 1 + letter + shared
      case .own: firstOwn
      }
    return ObjectNumber(before + object.index)
  }

  /// The number of the letter's first own object.
  var firstOwn: Int { 1 + letter + shared + structure }
  var firstParentKey: Int { 0 }
}
