import Configuration
import Diagnostics
import Geometry
import Testing

struct ConfigurationTests {
  @Test("scalars stay as written")
  func scalars() throws {
    let node = try ConfigurationNode(
      yaml: "a: no\nb: 0150\nc: 1.10\nd: 12:30:00\ne: '~'\nf: ~\ng:\n", file: "x.yaml")
    #expect(
      ["a", "b", "c", "d", "e"].map { node[$0]?.content } == [
        .scalar("no"), .scalar("0150"), .scalar("1.10"), .scalar("12:30:00"), .scalar("~"),
      ])
    #expect(node["f"]?.content == .null)
    #expect(node["g"]?.content == .null)
  }

  @Test("every value knows its place, counted from the front matter's line")
  func places() throws {
    let node = try ConfigurationNode(yaml: "a: 1\nb:\n  - æ: x\n", file: "letter.md", firstLine: 2)
    guard case .sequence(let items)? = node["b"]?.content else {
      Issue.record("b is no list")
      return
    }
    #expect(items[0]["æ"]?.location == SourceLocation(file: "letter.md", line: 4, column: 8))
  }

  @Test(
    "what is not YAML is told with its place",
    arguments: [
      ("a: [1\n", "yaml.syntax"), ("a: 1\na: 2\n", "yaml.duplicate-key"),
      ("a: *y\n", "yaml.alias"), ("a: b: c\n", "yaml.syntax"),
      ("a: &x [1, 2]\nb: [*x, *x]\n", "yaml.alias"), ("a: &x 1\nb: *x\n", "yaml.alias"),
    ])
  func faults(yaml: String, id: String) {
    let error = #expect(throws: DiagnosticsError.self) {
      try ConfigurationNode(yaml: yaml, file: "x.yaml")
    }
    #expect(error?.diagnostics.map(\.id) == [id])
    #expect(error?.diagnostics.first?.location?.file == "x.yaml")
  }

  static let floods: [(String, String, String)] = [
    (many("[\n", 100_000), "x.yaml:33:1", "yaml.depth"),
    (many("[", 100_000), "x.yaml:1:33", "yaml.depth"),
    (many("- ", 100_000), "x.yaml:1:65", "yaml.depth"),
    (many("? ", 100_000), "x.yaml:1:3", "yaml.key"),
    ((0...4096).map { "a\($0): 1\n" }.joined(), "x.yaml:4097:1", "yaml.too-many-names"),
    ("a: b\n---\nc: d\n", "x.yaml:2:1", "yaml.syntax"),
    ("a: b\nc: \u{7}\n", "x.yaml:2:4", "yaml.syntax"),
    ("a: " + many("x", 4 << 20), "x.yaml:1:1", "yaml.too-long"),
  ]

  @Test(
    "more of anything than a file of settings has is refused at its place",
    .timeLimit(.minutes(30)), arguments: floods)
  func tooMuch(yaml: String, place: String, id: String) {
    let error = #expect(throws: DiagnosticsError.self) {
      try ConfigurationNode(yaml: yaml, file: "x.yaml")
    }
    #expect(error?.diagnostics.map(\.id) == [id])
    #expect(error?.diagnostics.first?.location?.description == place)
  }

  @Test("a reference as a name is refused before it is unfolded", .timeLimit(.minutes(30)))
  func aliasBombs() {
    var yaml = "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n"
    for level in 1...9 {
      yaml +=
        "a\(level): &a\(level) ["
        + Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ",") + "]\n"
    }
    for end in ["? *a9\n: v\n", "? [*a9]\n: v\n", "? {*a9 : *a9}\n: v\n"] {
      let error = #expect(throws: DiagnosticsError.self) {
        try ConfigurationNode(yaml: yaml + end, file: "x.yaml")
      }
      #expect(error?.diagnostics.map(\.id) == ["yaml.alias"])
    }
  }

  @Test("a mapping is read with all its faults at once")
  func reading() throws {
    let node = try ConfigurationNode(
      yaml: "top: 25 mm\nbotom: 1 mm\nleft: wide\nlines: 3\n", file: "s.yaml")
    var problems = DiagnosticCollector()
    var reader = MappingReader(node, context: "the page", problems: &problems)
    #expect(reader.length("top", problems: &problems) == .millimetres(25))
    #expect(reader.length("bottom", problems: &problems) == nil)
    #expect(reader.length("left", problems: &problems) == nil)
    #expect(reader.sequence("lines", problems: &problems) == nil)
    reader.finish(problems: &problems)
    #expect(
      problems.diagnostics.map(\.description) == [
        "s.yaml:3:7: error: 'left' of the page must be a length such as 25 mm or 10.5 pt "
          + "[configuration.value]",
        "s.yaml:4:8: error: 'lines' of the page must be a list, not a text [configuration.kind]",
        """
        s.yaml:2:1: error: the page has no setting 'botom' [configuration.unknown-name]
          hint: did you mean 'bottom'?
          hint: the settings are bottom, left, lines, top
        """,
      ])
  }

  @Test(
    "lengths need a unit",
    arguments: [
      ("25 mm", Length.millimetres(25)), ("2.5cm", .millimetres(25)), ("10 pt", .points(10)),
      ("1in", .points(72)), ("25", nil), ("mm", nil), ("1e999 mm", nil), ("25 px", nil),
    ] as [(String, Length?)])
  func lengths(text: String, length: Length?) {
    #expect(Length(text) == length)
  }
}

private func many(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }
