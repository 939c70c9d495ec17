import Testing

@testable import Merge

/// The patterns that values must match.
@Suite(.timeLimit(.minutes(30)))
struct TextPatternTests {
  @Test(
    "patterns match from end to end",
    arguments: [
      ("abc", "abc", true), ("abc", "abcd", false), ("abc", "xabc", false), ("", "", true),
      ("", "a", false), ("a|b", "b", true), ("a|bc|", "", true), ("(ab)+", "abab", true),
      ("(ab)+", "aba", false), ("a?b*c+", "bbc", true), ("a{3}", "aaa", true),
      ("a{3}", "aa", false),
      ("a{2,4}", "aaaa", true), ("a{2,4}", "aaaaa", false), ("a{2,}", "aaaaaa", true),
      ("a{0}b", "b", true), ("[a-cx]", "b", true), ("[a-cx]", "d", false), ("[^0-9]+", "abc", true),
      ("[^0-9]+", "ab1", false), ("[ÆØÅ]\\w+", "Åse", true), ("\\d{4}\\s\\w+", "0150 Oslo", true),
      ("\\.", ".", true), ("\\.", "a", false), (".", "å", true), ("[-a]", "-", true),
      ("[\\]]", "]", true), ("å", "a\u{30A}", true), ("(a|b)*abb", "ababb", true),
      ("(a*)*", "aaaa", true), ("(a|a?)+", "aa", true), ("a**", "aa", true), ("\\d+", "٣", false),
    ])
  func matching(pattern: String, value: String, expected: Bool) throws {
    #expect(try TextPattern(pattern).matches(value) == expected)
  }

  @Test(
    "what would keep others going back and forth without end takes its length",
    arguments: ["(a+)+b", "(a|a)*b", "(a*)*b", "(a|aa)+b", "((a?){100}){4}b"])
  func linear(pattern: String) throws {
    let value = String(repeating: "a", count: 2_000)
    #expect(try !TextPattern(pattern).matches(value))
    #expect(try TextPattern("a*").matches(String(repeating: "a", count: 10_001)) == false)
  }

  @Test(
    "what cannot be read, or asks for too much, is refused",
    arguments: [
      "(", ")", "a)", "[a", "a{", "a{2", "a{3,2}", "a{x}", "*", "a|+", "\\", "\\q", "[z-a]", "^a",
      "a$",
      "((((((a{500}){500}){500}){500}){500}){500}){500}", "(a{30}){40}", "a{501}",
      "((((((){500}){500}){500}){500}){500}){500}", String(repeating: "(", count: 400),
      String(repeating: "a", count: 501),
    ])
  func faults(pattern: String) {
    #expect(throws: TextPatternFault.self) { try TextPattern(pattern) }
  }
}
