import Configuration
import Diagnostics
import Testing

/// Cases of the kind that public suites of YAML hold, as files of settings: what each is, or why it is refused.
struct YAMLSuiteTests {
  static let accepted: [(String, String)] = [
    // Values alone, as written
    ("a: 1", "{a: 1}"), ("a: 0o14", "{a: 0o14}"), ("a: +12e03", "{a: +12e03}"),
    ("a: .inf", "{a: .inf}"),
    ("a: 2001-12-14t21:59:43.10-05:00", "{a: 2001-12-14t21:59:43.10-05:00}"),
    ("a: 190:20:30", "{a: 190:20:30}"),
    ("a: Yes", "{a: Yes}"), ("a:", "{a: ~}"), ("a: ~", "{a: ~}"), ("a: null", "{a: ~}"),
    ("a: ''", "{a: }"),
    ("a: 'null'", "{a: null}"), ("a: 'it''s'", "{a: it's}"),
    ("a: \"\\u263A \\x41\\n\"", "{a: ☺ A\n}"),
    ("a: b c  # words", "{a: b c}"), ("a: b#c", "{a: b#c}"), ("a: b\n  c\n\n  d", "{a: b c\nd}"),
    ("a: http://x.y/z?q=1#f", "{a: http://x.y/z?q=1#f}"), ("a: - b", "!"), ("? a\n: b", "{a: b}"),
    ("\"a b\": c", "{a b: c}"), ("'a: b': c", "{a: b: c}"), ("æ: ø", "{æ: ø}"),
    ("\u{FEFF}a: b", "{a: b}"),
    // Blocks of lines
    ("a: |\n  b\n  c\n", "{a: b\nc\n}"), ("a: >\n  b\n  c\n", "{a: b c\n}"),
    ("a: |-\n  b\n\n", "{a: b}"),
    ("a: |+\n  b\n\n", "{a: b\n\n}"), ("a: |2\n   b\n", "{a:  b\n}"),
    ("a: >-\n  b\n\n  c", "{a: b\nc}"),
    // Lists and groups
    ("- a\n- b\n", "[a, b]"), ("a:\n- b\n- c\n", "{a: [b, c]}"),
    ("- - a\n  - b\n- c\n", "[[a, b], c]"),
    ("- a: b\n  c: d\n- e: f\n", "[{a: b, c: d}, {e: f}]"),
    ("[a, [b, c], {d: e}]", "[a, [b, c], {d: e}]"),
    ("{a: b, c, d: }", "{a: b, c: ~, d: ~}"), ("[a, b, ]", "[a, b]"),
    ("{a: [\n  b,\n  c\n]}", "{a: [b, c]}"),
    ("[a: b, c]", "[{a: b}, c]"), ("-\n  - a\n-\n", "[[a], ~]"), ("{}", "{}"), ("[]", "[]"),
    ("", "{}"),
    ("# only words\n", "{}"), ("---\na: b\n...\n", "{a: b}"), ("%YAML 1.1\n---\na: b\n", "{a: b}"),
    ("!!map {a: !!str b}", "{a: b}"), ("a: !local b", "{a: b}"), ("a: !!binary aGVp", "{a: aGVp}"),
    ("a: {b: {c: {d: e}}}", "{a: {b: {c: {d: e}}}}"), ("a: b\r\nc: d\r\n", "{a: b, c: d}"),
  ]

  @Test("what is YAML is read as written", arguments: accepted)
  func reading(_ yaml: String, _ expected: String) {
    do {
      #expect(try ConfigurationNode(yaml: yaml, file: "x.yaml").outline == expected)
    } catch {
      #expect(expected == "!", "\(error)")
    }
  }

  /// A text, the place of the error and its name.
  static let refused: [(String, String, String)] = [
    ("a: b: c", "1:5", "yaml.syntax"), ("a: [b", "2:1", "yaml.syntax"),
    ("a: b]\nc: [d]]", "2:7", "yaml.syntax"),
    ("a: 'b", "1:6", "yaml.syntax"), ("a: \"\\q\"", "1:5", "yaml.syntax"),
    ("a: \"\\uD800\"", "1:7", "yaml.syntax"),
    ("a: \"\\U00110000\"", "1:7", "yaml.syntax"), ("a:\n\tb: c", "2:1", "yaml.syntax"),
    ("a: @b", "1:4", "yaml.syntax"),
    ("a: `b`", "1:4", "yaml.syntax"), ("a: %b", "1:4", "yaml.syntax"),
    ("a: b\n c: d", "2:3", "yaml.syntax"),
    ("- a\nb: c", "2:1", "yaml.syntax"), ("a: b\n- c", "2:1", "yaml.syntax"),
    ("a: |x\n b", "1:5", "yaml.syntax"),
    ("a: b\u{0}", "1:5", "yaml.syntax"), ("a: b\u{7F}", "1:5", "yaml.syntax"),
    ("}", "1:1", "yaml.syntax"),
    ("a: b\n---\nc: d", "2:1", "yaml.syntax"), ("%YAML 2.0\n---\na: b", "1:1", "yaml.syntax"),
    ("a: !<x b", "1:7", "yaml.syntax"), ("a: !u!x b", "1:4", "yaml.syntax"),
    ("{a: b", "2:1", "yaml.syntax"),
    ("? [a]\n: b", "1:3", "yaml.key"), ("? {a: b}\n: c", "1:3", "yaml.key"),
    ("{[a]: b}", "1:2", "yaml.key"),
    ("a: 1\na: 2", "2:1", "yaml.duplicate-key"), ("{a: 1, 'a': 2}", "1:8", "yaml.duplicate-key"),
    ("\u{E5}: 1\na\u{30A}: 2", "2:1", "yaml.duplicate-key"),
    ("&a b: c", "1:1", "yaml.alias"), ("a: &b c", "1:4", "yaml.alias"),
    ("a: *b", "1:4", "yaml.alias"),
    ("<<: *a", "1:5", "yaml.alias"), ("&a [*a]", "1:1", "yaml.alias"),
    ("*a : b", "1:1", "yaml.alias"),
  ]

  @Test("what is not YAML, or not to be in a file of settings, is an error", arguments: refused)
  func refusing(_ yaml: String, _ place: String, _ id: String) {
    let error = #expect(throws: DiagnosticsError.self) {
      try ConfigurationNode(yaml: yaml, file: "x")
    }
    #expect(error?.diagnostics.map(\.id) == [id], "\(String(describing: error))")
    #expect(error?.diagnostics.first?.location?.description == "x:\(place)")
  }

  @Test("lists and groups nest as deep as is said", arguments: [("[", "]"), ("{a: ", "}")])
  func depth(_ open: String, _ close: String) throws {
    func nested(_ count: Int) -> String {
      String(repeating: open, count: count) + String(repeating: close, count: count)
    }
    #expect(throws: Never.self) { try ConfigurationNode(yaml: nested(32), file: "x") }
    let error = #expect(throws: DiagnosticsError.self) {
      try ConfigurationNode(yaml: nested(33), file: "x")
    }
    #expect(error?.diagnostics.map(\.id) == ["yaml.depth"])
  }
}

extension ConfigurationNode {
  /// The node in one line: `~` for nothing, `[a, b]` and `{a: b}`.
  fileprivate var outline: String {
    switch content {
    case .null: "~"
    case .scalar(let text): text
    case .sequence(let items): "[\(items.map(\.outline).joined(separator: ", "))]"
    case .mapping(let entries):
      "{\(entries.map { "\($0.key): \($0.value.outline)" }.joined(separator: ", "))}"
    }
  }
}
