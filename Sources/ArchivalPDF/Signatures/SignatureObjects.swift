import DisplayList
import PDFWriting

/// A signature's objects, promised before the letter refers to them.
struct SignatureObjects: Sendable {
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

  init(
    value: Reference, widget: Reference, element: Reference, appearance: Reference, page: Int
  ) {
    (self.value, self.widget, self.element) = (value, widget, element)
    (self.appearance, self.page) = (appearance, page)
  }

  /// Promises the objects of the letter's signature with a number.
  ///
  /// An invisible one is on the last page, since it is read at the letter's end.
  init(_ number: Int, of letter: PagedLetter, in objects: inout ObjectList) {
    page =
      letter.pages.firstIndex { $0.signatures.contains { $0.signature == number } }
      ?? max(0, letter.pages.count - 1)
    value = objects.promise(in: .own)
    widget = objects.promise(in: .own)
    element = objects.promise(in: .own)
    appearance = objects.promise(in: .own)
  }
}
