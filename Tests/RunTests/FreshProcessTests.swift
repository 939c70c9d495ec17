import Foundation
import TestSupport
import Testing

/// What is kept between letters changes how long they take and never a byte of them: the same five hundred
/// letters in order, shuffled, by processes that each make some, and one by one.
///
/// `FLETT_LONG=1` makes every tenth letter by itself in place of every fiftieth.
struct FreshProcessTests {
  private static let count = 500
  private static let step = ProcessInfo.processInfo.environment["FLETT_LONG"] == nil ? 50 : 10
  private let folder: TemporaryFolder
  private let expected: [String: Data]

  /// The letters in the list's order, by one process and one worker.
  init() throws {
    folder = try TemporaryFolder()
    let list = try Self.write(Self.records, to: folder, named: "list.json")
    expected = try Self.make(list, in: folder, "whole", "--jobs", "1")
    try #require(expected.count == Self.count)
  }

  @Test("letters are the same in any order, by any process, with any number of workers")
  func shuffled() throws {
    var random = SplitMix(state: 500)
    let shuffled = Self.records.shuffled(using: &random)
    var made: [String: Data] = [:]
    for (part, start) in stride(from: 0, to: Self.count, by: 125).enumerated() {
      let records = Array(shuffled[start..<start + 125])
      let list = try Self.write(records, to: folder, named: "part-\(part).json")
      made.merge(
        try Self.make(list, in: folder, "part-\(part)", "--jobs", "\(1 + part % 2)")
      ) { first, _ in first }
    }
    expect(made)
    #expect(made.count == Self.count)
  }

  @Test("a letter made alone by a process of its own is the letter of the batch")
  func alone() throws {
    let list = folder.url.appending(path: "list.json")
    for number in stride(from: 1, through: Self.count, by: Self.step) {
      let key = "\(number)"
      let made = try Self.make(list, in: folder, "alone-\(key)", "--only", key)
      #expect(Array(made.keys) == ["\(key).pdf"])
      expect(made)
    }
  }

  private func expect(_ made: [String: Data]) {
    let different = made.filter { $0.value != expected[$0.key] }.keys.sorted()
    #expect(different == [])
  }

  // MARK: The letters

  private struct Recipient: Codable {
    struct Line: Codable {
      var measure, amount: String
    }

    var number, name, address, postcode, city, reason, remark: String
    var lines: [Line]
  }

  /// Recipients whose letters differ in length, in tables and in the characters they need.
  private static var records: [Recipient] {
    var random = SplitMix(state: 4)
    return (1...count).map { number in
      let rows = (0..<Int.random(in: 0...12, using: &random)).map { line in
        Recipient.Line(measure: "Tiltak \(number + line)", amount: "\(line) 000,00")
      }
      let isForeign = number % 7 == 0
      return Recipient(
        number: "\(number)",
        name: (isForeign ? foreign[number / 7 % foreign.count] : "Kari Åsnes") + " \(number)",
        address: number % 5 == 0 ? "" : "Storgata \(number % 199)", postcode: "0150", city: "Oslo",
        reason: "om " + words(3...40, &random), remark: words(1...50, &random), lines: rows)
    }
  }

  /// Names that need a second subset of a font, another font, or another direction.
  private static let foreign = [
    "Nguyễn Thị Hương", "Ελένη Παπαδοπούλου", "Иван Петров", "שלום כהן", "محمد عبد الله",
    "Zoe\u{308} Bjo\u{308}rk", "Trần Quốc Bảo", "Firma “ffi–fl” & Co",
  ]

  private static func words(_ count: ClosedRange<Int>, _ random: inout SplitMix) -> String {
    let words = [
      "støtte", "til", "lokaler", "for", "barn", "før", "sommeren", "скоро", "<b>", "*og*",
    ]
    let number = Int.random(in: count, using: &random)
    return (0..<number).compactMap { _ in words.randomElement(using: &random) }
      .joined(separator: " ")
  }

  private static func write(_ records: [Recipient], to folder: TemporaryFolder, named name: String)
    throws -> URL
  {
    try folder.write(try JSONEncoder().encode(records), to: name)
  }

  /// Makes letters by a process of their own, and gives their files by name.
  private static func make(
    _ list: URL, in folder: TemporaryFolder, _ name: String, _ options: String...
  ) throws -> [String: Data] {
    let output = folder.url.appending(path: name)
    let mailing = projectFolder.appending(path: "Scripts/benchmark/variable").path
    let made = try Command.run(
      ["merge", mailing, "--data", list.path, "--output", output.path] + options)
    #expect(made.status == 0, "\(made.errors)")
    let names = try FileManager.default.contentsOfDirectory(atPath: output.path)
    return try Dictionary(
      uniqueKeysWithValues: names.filter { $0.hasSuffix(".pdf") }.map { name in
        (name, try Data(contentsOf: output.appending(path: name)))
      })
  }
}
