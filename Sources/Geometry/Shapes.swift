/// A place on a page: x grows to the right, y grows downwards, from the top-left corner.
package struct Point: Hashable, Sendable {
  /// The distance from the left edge.
  package var x: Length
  /// The distance from the top edge.
  package var y: Length

  /// The top-left corner.
  package static let zero = Point(x: .zero, y: .zero)

  /// The place `x` from the left and `y` from the top.
  package init(x: Length, y: Length) {
    (self.x, self.y) = (x, y)
  }

  package static func + (left: Point, right: Point) -> Point {
    Point(x: left.x + right.x, y: left.y + right.y)
  }
}

/// A width and a height.
package struct Size: Hashable, Sendable {
  /// The extent along x.
  package var width: Length
  /// The extent along y.
  package var height: Length

  /// A4 portrait, 210 × 297 mm (ISO 216).
  package static let a4 = Size(width: .millimetres(210), height: .millimetres(297))

  /// The size `width` × `height`.
  package init(width: Length, height: Length) {
    (self.width, self.height) = (width, height)
  }
}

/// An upright rectangle on a page.
package struct Rectangle: Hashable, Sendable {
  /// The top-left corner.
  package var origin: Point
  /// How far it reaches to the right and down.
  package var size: Size

  /// The rectangle of `size` whose top-left corner is `origin`.
  package init(origin: Point, size: Size) {
    (self.origin, self.size) = (origin, size)
  }

  /// The x of the right edge.
  package var right: Length { origin.x + size.width }
  /// The y of the bottom edge.
  package var bottom: Length { origin.y + size.height }

  /// The same rectangle moved by an offset.
  package func moved(by offset: Point) -> Rectangle {
    Rectangle(origin: origin + offset, size: size)
  }

  /// Whether two rectangles share more than an edge.
  package func overlaps(_ other: Rectangle) -> Bool {
    origin.x < other.right && other.origin.x < right && origin.y < other.bottom
      && other.origin.y < bottom
  }
}
