package import Geometry

/// What a window envelope lets see of the first page.
package struct AddressWindow: Hashable, Sendable {
  /// The window's name, such as `NO C5`; empty for one that the stationery describes itself.
  package var name: String
  /// The window on the folded sheet.
  package var rectangle: Rectangle
  /// Where paper is folded to go into the envelope, from the top edge; none if that is not known.
  package var folds: [Length]

  /// The windows that are known by name.
  ///
  /// The Norwegian ones from the measures that Norwegian stationers print letters by (millimetres from
  /// the top left of A4); DIN A and B are the address fields of DIN 5008, forms A and B, with its fold
  /// marks. A4 goes into a C4 flat, into a C5 folded in half, into the others folded in thirds.
  package static let named: [AddressWindow] = [
    AddressWindow("NO C5", left: 15, top: 44, width: 105, height: 35, folds: [148.5]),
    AddressWindow("NO C6/5", left: 15, top: 39, width: 100, height: 35, folds: [99, 198]),
    AddressWindow("NO E6/5", left: 15, top: 40, width: 95, height: 30, folds: [99, 198]),
    AddressWindow("NO EC4", left: 15, top: 42, width: 100, height: 40, folds: []),
    AddressWindow("DIN A", left: 20, top: 27, width: 85, height: 45, folds: [87, 192]),
    AddressWindow("DIN B", left: 20, top: 45, width: 85, height: 45, folds: [105, 210]),
  ]

  /// A window with a name; lengths in millimetres from the paper's top-left corner.
  init(
    _ name: String, left: Double, top: Double, width: Double, height: Double, folds: [Double]
  ) {
    self.name = name
    rectangle = Rectangle(
      origin: Point(x: .millimetres(left), y: .millimetres(top)),
      size: Size(width: .millimetres(width), height: .millimetres(height)))
    self.folds = folds.map { .millimetres($0) }
  }

  /// A window at a place of its own.
  init(rectangle: Rectangle) {
    name = ""
    folds = []
    self.rectangle = rectangle
  }
}
