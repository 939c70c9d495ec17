/// What a page is painted on, as far as that changes how it is painted.
enum Medium: Hashable {
  /// PDF, which keeps text, structure and links.
  case pdf
  /// SVG, which keeps shapes.
  case svg
  /// Pixels, so many to a point.
  case pixels(perPoint: Double)

  /// Whether the surface takes a JPEG file as it is.
  var holdsJPEG: Bool {
    switch self {
    case .pdf, .svg: true
    case .pixels: false
    }
  }

  /// Whether edges that fall between pixels would be blurred.
  var hasPixels: Bool { !holdsJPEG }

  /// A rectangle's place in points; on pixels, moved to whole ones and at least one each way.
  func placed(x: Double, y: Double, width: Double, height: Double) -> Area {
    guard case .pixels(let scale) = self else {
      return Area(x: x, y: y, width: width, height: height)
    }
    let (left, top) = ((x * scale).rounded(), (y * scale).rounded())
    let right = max(((x + width) * scale).rounded(), left + 1)
    let bottom = max(((y + height) * scale).rounded(), top + 1)
    return Area(
      x: left / scale, y: top / scale, width: (right - left) / scale,
      height: (bottom - top) / scale)
  }

  /// A rectangle in points from the page's top-left corner.
  struct Area: Hashable {
    let x, y, width, height: Double
  }
}
