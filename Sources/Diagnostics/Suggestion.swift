/// How many words of one kind get a suggestion: a hostile file may have thousands that are unknown, and each is
/// compared with thousands of names.
public let mostSuggestions = 100

/// The most bytes of a word, and of a name, that are compared.
private let longestWord = 128

/// The candidate that somebody who wrote `word` most likely meant, or nil if none is close.
///
/// Close means at most three edits (insertion, deletion, substitution, or a swap of neighbours), and
/// fewer than half the word's length; letter case does not count. Ties go to the first candidate. A word or
/// candidate of more than 128 bytes is close to none.
///
/// - Complexity: O(*n*) in the number of candidates.
public func closestMatch(to word: String, among candidates: some Sequence<String>) -> String? {
  guard word.utf8.count <= longestWord else { return nil }
  let letters = scalars(word)
  var limit = min(3, max(1, word.count / 2))
  var best: String?
  for candidate in candidates where candidate.utf8.count <= longestWord && candidate != word {
    guard let distance = editDistance(letters, scalars(candidate), limit: limit) else { continue }
    best = candidate
    // Only a closer one counts from here on.
    guard distance > 0 else { break }
    limit = distance - 1
  }
  return best
}

/// The hint that names the closest candidate, if one is close, for a diagnostic's list of hints.
public func didYouMean(_ word: String, among candidates: some Sequence<String>) -> [String] {
  closestMatch(to: word, among: candidates).map { ["did you mean '\($0)'?"] } ?? []
}

private func scalars(_ word: String) -> [Unicode.Scalar] { Array(word.lowercased().unicodeScalars) }

/// The optimal string alignment distance of two words; nil if it is beyond a limit.
private func editDistance(
  _ left: [Unicode.Scalar], _ right: [Unicode.Scalar], limit: Int
) -> Int? {
  guard abs(left.count - right.count) <= limit else { return nil }
  let (left, right) = withoutCommonEnds(left[...], right[...])
  var beforePrevious: [Int] = []
  var previous = Array(0...right.count)
  for (i, letter) in left.enumerated() {
    var row = [i + 1]
    var least = i + 1
    for j in 0..<right.count {
      let other = right[right.startIndex + j]
      var cost = min(previous[j + 1] + 1, row[j] + 1, previous[j] + (letter == other ? 0 : 1))
      if i > 0, j > 0, letter == right[right.startIndex + j - 1],
        left[left.startIndex + i - 1] == other
      {
        cost = min(cost, beforePrevious[j - 1] + 1)
      }
      row.append(cost)
      least = min(least, cost)
    }
    // A swap may still reach from the row before the previous one, for one edit.
    guard least <= limit + 1 else { return nil }
    (beforePrevious, previous) = (previous, row)
  }
  let distance = previous[right.count]
  return distance <= limit ? distance : nil
}

/// Two words without the letters that both begin and end with.
private func withoutCommonEnds(
  _ left: ArraySlice<Unicode.Scalar>, _ right: ArraySlice<Unicode.Scalar>
) -> (ArraySlice<Unicode.Scalar>, ArraySlice<Unicode.Scalar>) {
  var (left, right) = (left, right)
  while let letter = left.first, letter == right.first {
    left.removeFirst()
    right.removeFirst()
  }
  while let letter = left.last, letter == right.last {
    left.removeLast()
    right.removeLast()
  }
  return (left, right)
}
