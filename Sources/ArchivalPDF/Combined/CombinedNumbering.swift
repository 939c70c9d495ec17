import PDFWriting

/// The numbers of a letter's objects in a file with others.
struct CombinedNumbering: Numbering {
  /// The letter's numbers within its portion, and what to add to them.
  let letter: PortionNumbering.Letter
  let base: Int
  /// The letter's outermost element, and the node that its pages hang from.
  let element, pages: Int
  /// The numbers of what letters share.
  let shared: [Int32]
  let firstShared: Int
  let firstParentKey: Int

  func number(of object: Reference) -> ObjectNumber {
    let number =
      switch object.row {
      case .letter where object.index >= LetterObjects.page(0).index:
        base + letter.pages + object.index - LetterObjects.page(0).index
      case .letter where object == LetterObjects.pages: pages
      // Nothing else of a letter is referred to but its outermost element.
      case .letter: element
      case .shared: firstShared + Int(shared[object.index])
      case .structure: base + letter.structure + object.index
      case .own: base + letter.own[object.index]
      }
    return ObjectNumber(number)
  }
}

/// The numbers of objects that stand once in a file.
struct FixedNumbering: Numbering {
  /// The numbers of what letters share.
  let shared: [Int32]
  let firstShared: Int

  func number(of object: Reference) -> ObjectNumber {
    switch object.row {
    case .letter, .structure, .own: CombinedFile.number(of: object)
    case .shared: ObjectNumber(firstShared + Int(shared[object.index]))
    }
  }

  var firstParentKey: Int { 0 }
}
