import Records
import TestSupport
import Testing

/// Good lists with bytes changed, left out and doubled: each is read, or refused in words.
struct MutationTests {
  static let lists = [
    "csv": "nr;navn;\"by\"\n1;\"Rødt; \"\"a\"\"\";Oslo\n2;Høyre;\n\n3;x\u{200B};\"to\nlinjer\"\n",
    "json":
      #"[{"nr": 1e-5, "n": "å\ud83d\ude00\n", "l": [1, {"a": null}], "b": true}, {"nr": -0.50}]"#,
    "yaml":
      "- {nr: 1, navn: 'Rødt'}\n- nr: 2\n  navn: |\n    to\n    linjer\n  l: [a, \"b\\u0041\"]\n",
  ]

  /// What makes a difference wherever it stands.
  private static let words = [
    "\"", "'", "\\", "\\u", "\\ud83d", "[", "]", "{", "}", ":", ": ", ",", ";", "\n", "\r", "\t",
    "&a ",
    "*a", "? ", "- ", "|", ">", "#", "%", "!", "e99999999999999999999", "-", "0", "\u{0}",
    "\u{FEFF}", "𝄞",
  ].map { Array($0.utf8) }

  @Test(
    "a changed list is read or refused", arguments: lists.keys.sorted(), [1, 2, 3, 4] as [UInt64])
  func mutations(_ form: String, _ seed: UInt64) throws {
    let good = Array(try #require(Self.lists[form]).utf8)
    #expect(try !Reading(good, as: "list.\(form)", key: "nr").rows.isEmpty)
    var random = SplitMix(state: seed)
    for _ in 0..<100 {
      var bytes = good
      for _ in 0...Int.random(in: 0...3, using: &random) { change(&bytes, &random) }
      let reading = try Reading(bytes, as: "list.\(form)", key: "nr")
      #expect(!reading.rows.isEmpty || !reading.problems.isEmpty)
    }
  }

  private func change(_ bytes: inout [UInt8], _ random: inout SplitMix) {
    let place = Int.random(in: 0..<max(1, bytes.count), using: &random)
    let end = min(bytes.count, place + Int.random(in: 0...8, using: &random))
    switch Int.random(in: 0..<4, using: &random) {
    case 0: bytes.replaceSubrange(place..<end, with: [])
    case 1: bytes.insert(contentsOf: bytes[place..<end], at: place)
    case 2:
      let byte = UInt8.random(in: 0...255, using: &random)
      bytes.replaceSubrange(place..<min(bytes.count, place + 1), with: [byte])
    default: bytes.insert(contentsOf: Self.words.randomElement(using: &random) ?? [], at: place)
    }
  }
}
