/// A length on the page, exact to 1/1024 pt.
///
/// Layout counts in whole Pango units (1 pt = 1024 units, 1 pt = 1/72 inch), so that positions add
/// up the same on every machine and no rounding depends on the order of additions.
package struct Length: Hashable, Comparable, Sendable, AdditiveArithmetic {
  /// The length in Pango units, 1/1024 pt.
  package var units: Int

  /// How many units make one point.
  package static let unitsPerPoint = 1024

  /// No length at all.
  package static let zero = Length(units: 0)

  /// A length of so many Pango units (1/1024 pt).
  package init(units: Int) {
    self.units = units
  }

  /// A length in points (1/72 inch), rounded to the nearest unit; the ``longest`` for what is longer,
  /// and none at all for what is no number.
  package static func points(_ value: Double) -> Length { rounded(value * Double(unitsPerPoint)) }

  /// Longer than anything that is measured, and short enough that a million of them can be added.
  package static let longest = Length(units: 1 << 40)

  private static func rounded(_ units: Double) -> Length {
    guard !units.isNaN else { return .zero }
    let most = Double(longest.units)
    return Length(units: Int(min(max(units, -most), most).rounded()))
  }

  /// A length in millimetres, rounded to the nearest unit.
  package static func millimetres(_ value: Double) -> Length {
    points(value * 72 / 25.4)
  }

  /// The length in points (1/72 inch).
  package var points: Double { Double(units) / Double(Length.unitsPerPoint) }

  /// The length in millimetres.
  package var millimetres: Double { points * 25.4 / 72 }

  package static func < (left: Length, right: Length) -> Bool { left.units < right.units }
  package static func + (left: Length, right: Length) -> Length {
    Length(units: left.units + right.units)
  }
  package static func - (left: Length, right: Length) -> Length {
    Length(units: left.units - right.units)
  }
  package static prefix func - (length: Length) -> Length { Length(units: -length.units) }
  package static func * (length: Length, factor: Int) -> Length {
    Length(units: length.units * factor)
  }
  package static func / (length: Length, divisor: Int) -> Length {
    Length(units: length.units / divisor)
  }

  /// The length times a factor, rounded to the nearest unit and no longer than ``longest``.
  package func scaled(by factor: Double) -> Length { Length.rounded(Double(units) * factor) }
}
