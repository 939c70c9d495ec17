import ArchivalPDF
import Diagnostics
import DisplayList

/// Puts letters into one file.
struct CombinedLetters {
  var options = ArchivalOptions.test
  var startsOnOddPages = false
  var shape = CombinedShape()
  /// How many letters a portion has.
  var portion = 16
  /// How many writers share the work.
  var writers = 1

  /// The file of some letters.
  func file(_ letters: [PagedLetter]) throws -> [UInt8] {
    try pieces(letters).flatMap { $0 }
  }

  /// The same in the pieces that a run would write one after the other.
  func pieces(_ letters: [PagedLetter]) throws -> [[UInt8]] {
    let shared = SharedParts()
    let writers = try (0..<writers).map { _ in try ArchivalWriter(options, sharing: shared) }
    let portions = try portions(letters, writers)
    let file = try plan(portions).file()
    var writer = try CombinedWriter(file)
    var pieces: [[UInt8]] = []
    for (number, portion) in portions.enumerated() {
      pieces += try writer.add(
        writers[number % writers.count].chunk(of: portion, portion: number, in: file))
    }
    return pieces + (try writer.finish())
  }

  /// What is known of the file before it is written.
  func plan(_ letters: [PagedLetter]) throws -> CombinedFile {
    try plan(portions(letters, [ArchivalWriter(options)])).file()
  }

  private func portions(_ letters: [PagedLetter], _ writers: [ArchivalWriter]) throws
    -> [[CombinedLetter]]
  {
    let prepared = try letters.enumerated().map { index, letter in
      CombinedLetter(
        try writers[index % writers.count].prepare(letter), name: "\(index + 1) \(letter.key)")
    }
    return stride(from: 0, to: prepared.count, by: portion).map {
      Array(prepared[$0..<min($0 + portion, prepared.count)])
    }
  }

  private func plan(_ portions: [[CombinedLetter]]) throws -> CombinedPlan {
    var combined = CombinedOptions(
      options, title: "Brev til partiene", startsOnOddPages: startsOnOddPages)
    combined.shape = shape
    var plan = CombinedPlan(combined)
    for portion in portions { plan.add(try CombinedPortion(portion, combined)) }
    return plan
  }
}
