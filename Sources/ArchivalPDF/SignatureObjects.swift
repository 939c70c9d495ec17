import DisplayList

/// The numbers of a signature's objects, promised before the letter refers to them.
struct SignatureObjects {
  /// The signature itself (ISO 32000-1, 12.8.1).
  let value: Reference
  /// Its field and the field's widget in one (12.7.4.5 and 12.5.6.19).
  let widget: Reference
  /// The element that gives the widget its place in the structure.
  let element: Reference
  /// What the widget looks like; of an invisible signature, nothing.
  let appearance: Reference
  /// The index of the page that the widget is on.
  let page: Int

  /// The objects of a letter's signature.
  ///
  /// An invisible one is on the last page, since it is read at the letter's end.
  init(of letter: PagedLetter, in file: inout ObjectFile) {
    page = letter.pages.firstIndex { $0.signature != nil } ?? max(0, letter.pages.count - 1)
    value = file.promise()
    widget = file.promise()
    element = file.promise()
    appearance = file.promise()
  }
}
