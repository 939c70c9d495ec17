import Signing
import Testing

/// A file that was signed, then changed and signed again by somebody else, and what must be said of the first
/// signature.
struct RevisionCase: CustomTestStringConvertible, Sendable {
  let testDescription: String
  /// What must be said: a verdict, or `cannot be checked`.
  let verdict: String
  var before: [Int: String] = [:]
  var after: [Int: String] = [:]
  /// What the first signature's dictionary holds besides.
  var entries = ""
  /// What stands before the file's first line.
  var head = ""
  /// The second field, signed.
  var field = RevisedFile.field("Approval", "/V 9 0 R")
  var prepare: @Sendable (inout RevisedFile) -> Void = { _ in }
  /// What is added between the two signatures.
  var between: @Sendable (inout RevisedFile) -> Void = { _ in }
  var change: @Sendable (inout RevisedFile) -> Void = { _ in }
  /// The objects that hold the cross-references of the two revisions; tables where nil.
  var streams: (first: Int?, second: Int?) = (nil, nil)

  init(
    _ description: String, _ verdict: String, before: [Int: String] = [:],
    after: [Int: String] = [:], entries: String = ""
  ) {
    (testDescription, self.verdict, self.before) = (description, verdict, before)
    (self.after, self.entries) = (after, entries)
  }

  /// The case with some of it set.
  func with(_ change: (inout RevisionCase) -> Void) -> RevisionCase {
    var copy = self
    change(&copy)
    return copy
  }

  /// The file.
  func file(_ first: CMSSigner, _ second: CMSSigner) throws -> [UInt8] {
    var file = RevisedFile(head: head)
    for (number, body) in RevisedFile.objects.merging(before, uniquingKeysWith: { $1 })
      .sorted(by: { $0.key < $1.key })
    {
      file.add(number, body)
    }
    prepare(&file)
    try file.sign(7, by: first, entries: entries, in: streams.first)
    file.trailer = "/Root 1 0 R/Info 5 0 R"
    between(&file)
    for (number, body) in after.sorted(by: { $0.key < $1.key }) { file.add(number, body) }
    file.add(8, field)
    change(&file)
    try file.sign(9, by: second, in: streams.second)
    return file.bytes
  }
}

private let changed = "changed after signing"
private let unreadable = "cannot be checked"
private let good = "good"

extension RevisionCase {
  /// Values that differ, or of which nobody can tell.
  static let values: [RevisionCase] = [
    value("a number", "1", "2"),
    value(
      "a real number beyond double precision", "1.0", "1.\(String(repeating: "0", count: 30))1"),
    value("a whole number beyond 64 bits", "99999999999999999999", "99999999999999999998"),
    value("a whole number written as a real one", "1", "1.0"), value("a sign", "1", "-1"),
    value("a truth", "true", "false"), value("nothing", "null", "false"),
    value("a name", "/A", "/B"), value("a name and a string", "/A", "(A)"),
    value("names that Unicode calls equal", "/#C3#A9", "/e#CC#81"),
    value("names that are no UTF-8", "/#FF", "/#FE"),
    value("a number sign in a name, and its escape", "/A#zz", "/A#23zz"),
    value("a string", "(A)", "(B)"), value("the order of a list", "[1 2]", "[2 1]"),
    value("a further entry", "<</A 1>>", "<</A 1/B 1>>"), value("a lost entry", "<</A 1>>", "<<>>"),
    value("another object", "4 0 R", "3 0 R"), value("another generation", "4 0 R", "4 1 R"),
    value("lists beyond the reader's depth", deep(101), deep(101)),
    value("dictionaries beyond the reader's depth", deepEntries(101), deepEntries(101)),
    value("an unknown word", "foo", "foo"), value("a number with an exponent", "1e5", "1e5"),
    value("a hexadecimal number", "0x10", "0x10"), value("no number", "+nan", "+nan"),
    value("two signs", "--1", "--1"), value("words without space", "[nullnull]", "[nullnull]"),
    value("an entry twice", "<</A 1/A 2>>", "<</A 1/A 2>>"),
    value("a string without an end", "(A", "(A"),
    value("a digit of no hexadecimal", "<4x>", "<4x>"),
  ]

  /// Values that are the same.
  static let sameValues: [RevisionCase] = [
    same("spaces and comments", "[1 2]", "[ 1\n2 %x\n]"), same("a name's escapes", "/AB", "/A#42"),
    same("a string's writing", "(AB)", "<41 42>"),
    same("the order of entries", "<</A 1/B 2>>", "<</B 2/A 1>>"),
    same("zeros of a number", "0.50", "+.5"),
    same("lists just within the depth", deep(98), deep(98)),
  ]

  private static func value(_ what: String, _ before: String, _ after: String) -> RevisionCase {
    RevisionCase(
      what, changed, before: [4: RevisedFile.content("Pay 100 NOK", "/X \(before)")],
      after: [4: RevisedFile.content("Pay 100 NOK", "/X \(after)")])
  }

  private static func same(_ what: String, _ before: String, _ after: String) -> RevisionCase {
    RevisionCase(
      what, good, before: [4: RevisedFile.content("Pay 100 NOK", "/X \(before)")],
      after: [4: RevisedFile.content("Pay 100 NOK", "/X \(after)")])
  }

  private static func deep(_ depth: Int) -> String {
    String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
  }

  private static func deepEntries(_ depth: Int) -> String {
    String(repeating: "<</A", count: depth) + " 1" + String(repeating: ">>", count: depth)
  }
}
