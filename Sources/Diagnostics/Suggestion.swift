/// The candidate that somebody who wrote `word` most likely meant, or nil if none is close.
///
/// Close means at most three edits (insertion, deletion, substitution, or a swap of neighbours), and
/// fewer than half the word's length; letter case does not count. Ties go to the first candidate.
public func closestMatch(to word: String, among candidates: some Sequence<String>) -> String? {
  let limit = min(3, max(1, word.count / 2))
  var best: (candidate: String, distance: Int)?
  for candidate in candidates where candidate != word {
    let distance = editDistance(Array(word.lowercased()), Array(candidate.lowercased()))
    if distance <= limit, distance < best?.distance ?? .max { best = (candidate, distance) }
  }
  return best?.candidate
}

/// The hint that names the closest candidate, if one is close, for a diagnostic's list of hints.
public func didYouMean(_ word: String, among candidates: some Sequence<String>) -> [String] {
  closestMatch(to: word, among: candidates).map { ["did you mean '\($0)'?"] } ?? []
}

/// The optimal string alignment distance of two words.
private func editDistance(_ left: [Character], _ right: [Character]) -> Int {
  guard abs(left.count - right.count) <= 3 else { return .max }
  var beforePrevious: [Int] = []
  var previous = Array(0...right.count)
  for i in left.indices {
    var row = [i + 1]
    for j in right.indices {
      var cost = min(
        previous[j + 1] + 1, row[j] + 1, previous[j] + (left[i] == right[j] ? 0 : 1))
      if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
        cost = min(cost, beforePrevious[j - 1] + 1)
      }
      row.append(cost)
    }
    (beforePrevious, previous) = (previous, row)
  }
  return previous[right.count]
}
