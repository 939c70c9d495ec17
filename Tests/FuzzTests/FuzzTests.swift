import Foundation
import FuzzTargets
import TestSupport
import Testing

/// What libFuzzer has found worth keeping is tried again, and changed in ways that are the same each time.
///
/// If the tests end here with a signal, the input is in `.build/fuzzing/<target>-<trial>-last`.
@Suite(.timeLimit(.minutes(30)))
struct FuzzTests {
  @Test(
    "every kept input gives a result or words, and the same twice",
    arguments: FuzzTarget.allCases)
  func replay(target: FuzzTarget) async throws {
    let corpus = try Corpus(target, trial: "kept")
    #expect(!corpus.inputs.isEmpty, "the corpus is not there")
    for input in corpus.inputs {
      do {
        let outcome = try await corpus.examine(input.bytes)
        #expect(outcome.isTaken || !outcome.words.isEmpty, "\(input.name): refused without a word")
        #expect(try await corpus.examine(input.bytes) == outcome, "\(input.name)")
        if input.name.hasPrefix("good") { #expect(outcome.isTaken, "\(input.name): \(outcome)") }
        if input.name.hasPrefix("bad") { #expect(!outcome.isTaken, "\(input.name): \(outcome)") }
      } catch {
        Issue.record("\(target)/\(input.name): \(error)")
      }
    }
    try corpus.finish()
  }

  @Test("changed inputs give a result or words, too", arguments: FuzzTarget.allCases)
  func mutations(target: FuzzTarget) async throws {
    let corpus = try Corpus(target, trial: "changed")
    let seeds = corpus.inputs.map(\.bytes)
    var mutator = try Mutator(seed: 14)
    let isLong = ProcessInfo.processInfo.environment["FLETT_LONG"] != nil
    for number in 0..<(isLong ? 20_000 : 400) {
      let bytes = mutator.changed(seeds[number % seeds.count], among: seeds)
      do {
        let outcome = try await corpus.examine(bytes)
        #expect(outcome.isTaken || !outcome.words.isEmpty, "refused without a word")
      } catch {
        let file = try corpus.keep(bytes, named: "changed-\(number)")
        Issue.record("\(target): \(error); the input is in \(file)")
      }
    }
    try corpus.finish()
  }
}
