/// The numbers of the objects that every letter has.
struct FileLayout: Hashable {
  /// How many pages the letter has.
  var pageCount: Int

  /// The document's root.
  var catalog: Reference { Reference(number: 1) }
  /// The root of the pages.
  var pages: Reference { Reference(number: 2) }
  /// The root of the structure.
  var structure: Reference { Reference(number: 3) }
  /// The outermost element.
  var document: Reference { Reference(number: 4) }
  /// The tree that leads from marks to elements.
  var parents: Reference { Reference(number: 5) }
  /// The document's properties.
  var information: Reference { Reference(number: 6) }
  /// The same as XMP.
  var metadata: Reference { Reference(number: 7) }
  /// The fonts and pictures of all pages.
  var resources: Reference { Reference(number: 8) }

  /// A page, by its index.
  func page(_ index: Int) -> Reference { Reference(number: 9 + index) }

  /// The first number that is free.
  var firstFree: Int { 9 + pageCount }
}
