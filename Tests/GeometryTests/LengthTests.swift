import Geometry
import Testing

struct LengthTests {
  @Test("a millimetre is 72/25.4 points, to the nearest unit")
  func millimetres() {
    #expect(Length.millimetres(25.4).units == 72 * 1024)
    #expect(Length.millimetres(210).units == 609_562)
    #expect(Length.points(10.5).units == 10_752)
  }

  @Test(
    "colours are read from hexadecimal",
    arguments: [
      ("#0b5394", Color(red: 11, green: 83, blue: 148)),
      ("#fff", Color(red: 255, green: 255, blue: 255)),
      ("0b5394", nil), ("#0b539", nil), ("#0b53zz", nil), ("", nil), ("#ååå", nil),
    ] as [(String, Color?)])
  func colors(text: String, color: Color?) {
    #expect(Color(hexadecimal: text) == color)
  }

  @Test("rectangles that only touch do not overlap")
  func overlap() {
    let box = Rectangle(origin: .zero, size: Size(width: .points(10), height: .points(10)))
    #expect(!box.overlaps(box.moved(by: Point(x: .points(10), y: .zero))))
    #expect(box.overlaps(box.moved(by: Point(x: .points(9), y: .points(9)))))
  }
}
