package import Geometry

extension Length {
  /// Reads a number with a unit, `mm`, `cm`, `in` or `pt`: `25 mm`, `2.5cm`, `-3 pt`.
  ///
  /// - Returns: nil for a text of any other form.
  package init?(_ text: String) {
    let number = text.prefix { $0.isASCII && ($0.isNumber || "+-.".contains($0)) }
    guard let value = Double(number), value.isFinite, abs(value) < 1e6 else { return nil }
    switch text.dropFirst(number.count).drop(while: { $0 == " " }) {
    case "mm": self = .millimetres(value)
    case "cm": self = .millimetres(value * 10)
    case "in": self = .points(value * 72)
    case "pt": self = .points(value)
    default: return nil
    }
  }
}
