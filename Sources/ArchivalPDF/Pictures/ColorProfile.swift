/// The sRGB colour space (IEC 61966-2-1) as an ICC profile: the smallest display profile that ICC.1
/// version 4.2 allows, which is the newest that ISO 19005-2, 6.2.4.2 does.
///
/// The numbers are those of the standard: primaries and white adapted from D65 to D50 by Bradford's
/// matrix, and the transfer curve as a formula (parametric type 3) instead of a table.
enum ColorProfile {
  /// The profile's bytes.
  static let sRGB: [UInt8] = {
    let curve = parametricCurve([2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045])
    let elements: [(tags: [String], data: [UInt8])] = [
      (["desc"], localized("sRGB")),
      (["cprt"], localized("No copyright, use freely")),
      (["wtpt"], xyz([0.9642, 1, 0.8249])),
      (["chad"], signature("sf32") + fixed(adaptation)),
      (["rXYZ"], xyz([0.436_07, 0.222_49, 0.013_92])),
      (["gXYZ"], xyz([0.385_15, 0.716_87, 0.097_08])),
      (["bXYZ"], xyz([0.143_07, 0.060_61, 0.714_10])),
      (["rTRC", "gTRC", "bTRC"], curve),
    ]
    return assemble(elements)
  }()

  /// D65 to D50, as IEC 61966-2-1 amendment 1 gives it.
  private static let adaptation = [
    1.047_882, 0.022_919, -0.050_201, 0.029_587, 0.990_479, -0.017_059, -0.009_232, 0.015_076,
    0.751_678,
  ]

  /// Header, tag table and elements (ICC.1:2004-10, 7).
  private static func assemble(_ elements: [(tags: [String], data: [UInt8])]) -> [UInt8] {
    let count = elements.reduce(0) { $0 + $1.tags.count }
    var table = number(count)
    var data: [UInt8] = []
    let start = 128 + 4 + 12 * count
    for element in elements {
      for tag in element.tags {
        table += [UInt8](tag.utf8) + number(start + data.count) + number(element.data.count)
      }
      data += element.data + Array(repeating: 0, count: (4 - element.data.count % 4) % 4)
    }
    return header(size: start + data.count) + table + data
  }

  /// The header (7.2): version 4.2, a display device, RGB to XYZ, made on 1 January 2000.
  private static func header(size: Int) -> [UInt8] {
    var header = number(size) + number(0) + [4, 0x20, 0, 0] + [UInt8]("mntrRGB XYZ ".utf8)
    header += [0x07, 0xD0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0] + [UInt8]("acsp".utf8)
    header += Array(repeating: 0, count: 28)
    header += fixed([0.9642, 1, 0.8249])
    return header + Array(repeating: 0, count: 128 - header.count)
  }

  private static func parametricCurve(_ parameters: [Double]) -> [UInt8] {
    signature("para") + [0, 3, 0, 0] + fixed(parameters)
  }

  private static func localized(_ text: String) -> [UInt8] {
    let units = text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
    return signature("mluc") + number(1) + number(12) + [UInt8]("enUS".utf8) + number(units.count)
      + number(28) + units
  }

  private static func xyz(_ values: [Double]) -> [UInt8] { signature("XYZ ") + fixed(values) }

  private static func signature(_ name: String) -> [UInt8] { [UInt8](name.utf8) + [0, 0, 0, 0] }

  private static func number(_ value: Int) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
  }

  /// Numbers with sixteen binary places (s15Fixed16Number).
  private static func fixed(_ values: [Double]) -> [UInt8] {
    values.flatMap { number(Int(($0 * 65_536).rounded())) }
  }
}
