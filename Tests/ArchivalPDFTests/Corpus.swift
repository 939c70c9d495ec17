import DisplayList
import Geometry

/// Letters that together have everything the writer knows.
enum Corpus {
  /// The letters by name.
  static func letters() throws -> [(name: String, letter: PagedLetter)] {
    [
      ("everyday", try everyday("Rødt")), ("structure", try structure()),
      ("pictures", try pictures()), ("reading", try reading()),
      ("compact", try everyday("Venstre", in: Typesetter(face: TestFace.compact))),
      ("second-subset", try everyday("Ελλάδα Łódź Кремль")),
      ("table", try tableAlone()), ("forty-pages", try long(pages: 40)),
    ]
  }

  /// A letter of two pages as most are: an address of its own, the rest like all others.
  static func everyday(_ name: String, in typesetter: Typesetter = Typesetter()) throws
    -> PagedLetter
  {
    var builder = LetterBuilder(key: name)
    try builder.text(["KS, Haakon VIIs gate 9", "0161 Oslo"], part: .sender, in: typesetter)
    try builder.text(
      [name, "Stortinget"], isStatic: false, part: .address, in: typesetter)
    try builder.text(
      ["Innspill til partiprogrammene 2021–24"], as: .heading(level: 1), part: .title,
      in: Typesetter(face: TestFace.bold, size: .points(14)))
    for paragraph in 0..<8 {
      try builder.text(Sample.paragraph(paragraph, lines: 4), in: typesetter)
    }
    try builder.text(
      ["Vi ønsker \(name) lykke til", "med arbeidet."], isStatic: false, in: typesetter)
    try builder.furniture("Side 1 av 2", .footer)
    builder.startPage()
    try builder.furniture("Innspill til partiprogrammene", .header)
    try builder.text(
      ["Resten av avsnittet", "står her."], isStatic: false, in: typesetter, continues: 2)
    try builder.text(
      ["Kommunene"], as: .heading(level: 2), in: Typesetter(face: TestFace.bold, size: .points(11)))
    for paragraph in 8..<12 {
      try builder.text(Sample.paragraph(paragraph, lines: 5), in: typesetter)
    }
    try builder.furniture("Side 2 av 2", .footer)
    return builder.paged
  }

  /// Every kind of element.
  static func structure() throws -> PagedLetter {
    var builder = LetterBuilder()
    try builder.text(["Alt på ett ark"], as: .heading(level: 1), part: .title)
    try builder.list(numbered: false, ["Første punkt", "Annet punkt"])
    try builder.list(numbered: true, ["Én", "To", "Tre"])
    try builder.quote("Mange bekker små")
    try builder.table(
      header: ["Kommune", "Innbyggere"], rows: [["Oslo", "697 549"], ["Træna", ""]])
    try builder.link("Les mer", "https://www.ks.no/søk?q=a(b)", second: "hos KS")
    try builder.foreignWords("Dette er", "common sense", language: "en")
    builder.add(elements: [], height: .points(2)) { items in
      let rule = Rectangle(origin: .zero, size: Size(width: .millimetres(160), height: .points(1)))
      items.append(
        Item(
          .fill(rule, Color(red: 11, green: 83, blue: 148)), meaning: .artifact(.decoration),
          origin: nil))
    }
    return builder.paged
  }

  /// Pictures of each kind, static and not.
  static func pictures() throws -> PagedLetter {
    var builder = LetterBuilder()
    try builder.text(["Bilder"], as: .heading(level: 1))
    for (index, picture) in try TestPicture.all().enumerated() {
      if index == 9 { builder.startPage() }
      builder.picture(picture, alternative: "Bilde \(index)", isStatic: index % 2 == 0)
    }
    return builder.paged
  }

  /// Text whose glyphs do not say what it says.
  static func reading() throws -> PagedLetter {
    var builder = LetterBuilder(title: "Lesbart (med parentes)")
    try builder.text(["Lesbar tekst"], as: .heading(level: 1))
    for line in Sample.difficult { try builder.text([line]) }
    try builder.hyphenated("kommune", "sammenslåing")
    try builder.text(
      ["fin flis, affekt, x\u{304} og q\u{301}"], in: Typesetter(face: TestFace.compact))
    try builder.text(
      ["السلام عليكم"], isStatic: false, in: Typesetter(face: TestFace.arabic, size: .points(14)))
    return builder.paged
  }

  /// A letter with a table and nothing else.
  static func tableAlone() throws -> PagedLetter {
    var builder = LetterBuilder()
    try builder.table(
      header: ["A", "B", "C"], rows: [["1", "", "3"], ["", "", ""], ["7", "8", ""]])
    return builder.paged
  }

  /// A letter with a picture and every kind of element.
  static func everything() throws -> PagedLetter {
    var letter = try structure()
    var builder = LetterBuilder()
    let picture = try TestPicture.png("a.png", bits: 8, type: 0, rows: [[0, 1, 2, 3, 4]])
    builder.picture(picture, alternative: "Et bilde")
    letter.pages.append(builder.paged.pages[0])
    letter.pages[1].number = 2
    letter.pages[1].blocks[0].fragment = builder.paged.pages[0].blocks[0].fragment.moved(
      to: .closing)
    return letter
  }

  /// Letters that share their static fragments, as those of a batch do.
  static func batch(_ names: [String]) throws -> [PagedLetter] {
    let first = try everyday(names[0])
    return try names.map { name in
      var letter = try everyday(name)
      for page in letter.pages.indices {
        for block in letter.pages[page].blocks.indices {
          let shared = first.pages[page].blocks[block].fragment
          if shared.isStatic { letter.pages[page].blocks[block].fragment = shared }
        }
      }
      return letter
    }
  }

  /// A letter of many pages.
  static func long(pages: Int) throws -> PagedLetter {
    var builder = LetterBuilder(key: "lang")
    try builder.text(["Et langt brev"], as: .heading(level: 1))
    for page in 1...pages {
      if page > 1 { builder.startPage() }
      for paragraph in 0..<6 {
        try builder.text(
          Sample.paragraph(page + paragraph, lines: 6), isStatic: paragraph % 3 > 0)
      }
      try builder.furniture("Side \(page) av \(pages)", .footer)
    }
    return builder.paged
  }
}

extension Fragment {
  /// The same under another name.
  fileprivate func moved(to part: BlockID.Part) -> Fragment {
    Fragment(
      id: FragmentID(block: BlockID(part), lines: id.lines), isStatic: isStatic, size: size,
      items: items, elements: elements)
  }
}

/// Text to set.
enum Sample {
  /// Words that occur in letters of this kind.
  private static let words = """
    kommunene skal sikre gode tjenester til innbyggerne og bidra til at samfunnet når målene om en \
    bærekraftig utvikling derfor mener styret at partiene bør prioritere økte frie inntekter færre \
    øremerkede tilskudd tillit mellom stat og kommune samt større rom for lokale løsninger
    """.split(separator: " ").map(String.init)

  /// Lines of nine words.
  static func paragraph(_ number: Int, lines: Int) -> [String] {
    (0..<lines).map { line in
      (0..<9).map { words[(number * 7 + line * 9 + $0) % words.count] }.joined(separator: " ")
    }
  }

  /// Lines whose glyphs do not say what they say: narrow and hard spaces, a hyphen at a break, letters
  /// put together from parts, ligatures.
  static let difficult = [
    "10\u{202F}000 kroner og 20\u{A0}000 til", "e\u{301}n, o\u{308}st og a\u{30A}r",
    "fiffig flott affære", "rabatt\u{AD}ordning og e-post",
  ]
}
