import DisplayList
import Geometry

/// Letters with every kind of block in any order, from a seed.
struct RandomLetters {
  private var state: UInt64

  /// Letters that follow from a seed.
  init(seed: UInt64) {
    state = seed
  }

  /// A number below a bound (SplitMix64).
  private mutating func number(below bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ mixed >> 31) % UInt64(bound))
  }

  /// The next letter.
  mutating func letter() throws -> PagedLetter {
    var builder = LetterBuilder(key: "tilfeldig & <\(number(below: 1000))>")
    try builder.text(["Tilfeldig brev"], as: .heading(level: 1))
    var level = 1
    let pictures = try TestPicture.all()
    for _ in 0..<3 + number(below: 12) {
      if number(below: 5) == 0 { try turnPage(&builder) }
      try add(to: &builder, level: &level, pictures: pictures)
    }
    return builder.paged
  }

  private mutating func turnPage(_ builder: inout LetterBuilder) throws {
    try builder.furniture("Side \(builder.paged.pages.count)", .footer)
    builder.startPage()
    try builder.furniture("Tilfeldig brev", .header)
  }

  private mutating func add(
    to builder: inout LetterBuilder, level: inout Int, pictures: [Picture]
  ) throws {
    let isStatic = number(below: 2) == 0
    let words = Sample.paragraph(number(below: 99), lines: 1 + number(below: 5))
    switch number(below: 12) {
    case 0:
      level = 1 + number(below: min(level + 1, 6))
      try builder.text(["Overskrift"], as: .heading(level: level), isStatic: isStatic)
    case 1: try builder.list(numbered: isStatic, words)
    case 2: try builder.quote(words[0])
    case 3:
      try builder.table(header: ["A", "B"], rows: words.map { [$0, ""] }, isStatic: isStatic)
    case 4: try builder.link("Les", "mailto:post@ks.no?subject=Hei (på) deg", second: words[0])
    case 5: try builder.foreignWords("Ordet", "Beschluss", language: "de")
    case 6:
      builder.picture(
        pictures[number(below: pictures.count)], alternative: "Bilde", isStatic: isStatic)
    case 7: try builder.text([Sample.difficult[number(below: Sample.difficult.count)]])
    case 8: try builder.text(words, isStatic: isStatic, in: Typesetter(face: TestFace.compact))
    case 9:
      let name = ["שלום עולם", "عبد الله", "نورة"][number(below: 3)]
      let face = name.hasPrefix("ש") ? TestFace.hebrew : TestFace.arabic
      try builder.text([name], isStatic: isStatic, in: Typesetter(face: face))
    case 10: try builder.text(["Ελλάδα \(number(below: 9))"], isStatic: false)
    default: try builder.text(words, isStatic: isStatic)
    }
  }
}
