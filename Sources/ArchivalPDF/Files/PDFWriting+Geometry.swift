import Geometry
import PDFWriting

extension Length {
  /// The length in thousandths of a point, to the nearest one.
  var thousandths: Int {
    let scaled = units * 1000
    return (scaled + (scaled < 0 ? -512 : 512)) / 1024
  }
}

extension ArrayWriter {
  /// Adds a length in points.
  mutating func points(_ length: Length) { thousandths(length.thousandths) }
}

extension DictionaryWriter {
  /// Adds a rectangle (ISO 32000-1, 7.9.5), given from the page's top-left corner, on a page of some
  /// height.
  mutating func rectangle(_ key: StaticString, _ rectangle: Rectangle, pageHeight: Length) {
    array(key) { corners in
      corners.points(rectangle.origin.x)
      corners.points(pageHeight - rectangle.bottom)
      corners.points(rectangle.right)
      corners.points(pageHeight - rectangle.origin.y)
    }
  }

  /// Adds the extent of a page (7.7.3.3).
  mutating func mediaBox(_ size: Size) {
    array("/MediaBox") { box in
      box.integer(0)
      box.integer(0)
      box.points(size.width)
      box.points(size.height)
    }
  }
}
