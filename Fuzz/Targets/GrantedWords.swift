import Document
import Records

/// Which words of a letter's text a record's conditions grant, found without Markdown and without `Merge`.
///
/// It reads nothing but tags, from the first to the last: words such as `q17` that stand once in the text. Only
/// simple tags are understood; a letter with any other is not judged.
struct GrantedWords {
  /// The words that must stand in the letter, and those that must not.
  private(set) var granted: Set<Substring> = [], withheld: Set<Substring> = []
  /// Whether Markdown may take granted words out of the text, as it does those of a link's target.
  private let mayVanish: Bool

  /// Judges a letter's text for a record.
  init(of text: String, for record: Record) {
    var (granted, withheld): (Set<Substring>, Set<Substring>) = ([], [])
    var tags = Tags(record)
    let body = GrantedWords.body(of: text)
    mayVanish = body.contains { "[]`~<>|&!\\:\t".contains($0) } || body.contains("    ")
    for (index, piece) in body.split(separator: "{{", omittingEmptySubsequences: false).enumerated()
    {
      var words = piece
      if index > 0 {
        guard let end = piece.firstRange(of: "}}") else { return }
        guard tags.take(piece[..<end.lowerBound]) else { return }
        words = piece[end.upperBound...]
      }
      for word in GrantedWords.words(of: words) {
        if tags.isGranting { granted.insert(word) } else { withheld.insert(word) }
      }
    }
    guard tags.isClosed, !text.contains("columns"), !text.contains("values") else { return }
    let elsewhere = Set(GrantedWords.words(of: text.dropLast(body.count)))
    self.withheld = withheld.subtracting(granted).subtracting(elsewhere)
    self.granted = granted
  }

  /// Looks whether a letter has the words that it should have.
  func check(_ letter: Letter) throws {
    let said = Set(GrantedWords.words(of: letter.bodyText[...]))
    if let word = withheld.first(where: said.contains) {
      throw Violation("'\(word)' is not for this recipient")
    }
    guard !mayVanish, let word = granted.first(where: { !said.contains($0) }) else { return }
    throw Violation("'\(word)' is lost")
  }

  /// What stands behind the front matter.
  private static func body(of text: String) -> Substring {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard let end = lines.dropFirst().firstIndex(where: { $0.hasPrefix("---") }),
      end + 1 < lines.count
    else { return "" }
    return text[lines[end + 1].startIndex...]
  }

  /// The words made of a `q` and figures that no other sign stands beside.
  private static func words(of text: Substring) -> [Substring] {
    text.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
      .filter { $0.first == "q" && $0.count > 1 && $0.dropFirst().allSatisfy(\.isNumber) }
  }
}

/// The tags that a reader is between.
private struct Tags {
  private var open: [(name: Substring, isGranting: Bool, wasGranting: Bool)] = []
  private let record: Record

  init(_ record: Record) { self.record = record }

  /// Whether what stands here is in the record's letter.
  var isGranting: Bool { open.allSatisfy(\.isGranting) }
  /// Whether all that was opened was closed.
  var isClosed: Bool { open.isEmpty }

  /// Takes a tag; false if it is none of those that are understood.
  mutating func take(_ tag: Substring) -> Bool {
    switch tag {
    case "else":
      guard open.last?.name == "if", let holds = open.last?.wasGranting else { return false }
      open[open.count - 1].isGranting = !holds
    case "/if", "/each":
      guard open.popLast()?.name == tag.dropFirst() else { return false }
    case "name", "this": break
    default:
      guard let space = tag.firstIndex(of: " "), let holds = holds(tag[tag.index(after: space)...])
      else { return false }
      let name = tag[..<space].dropFirst()
      guard tag.hasPrefix("#"), name == "if" || name == "each" else { return false }
      open.append((name, holds, holds))
    }
    return true
  }

  /// Whether a field has something to say; nil if that is not plain.
  private func holds(_ field: Substring) -> Bool? {
    switch record[String(field)]?.content {
    case .text(""): false
    case .text(let text): text.allSatisfy { $0.isASCII && $0.isLetter } ? true : nil
    case .list(let items): !items.isEmpty
    default: nil
    }
  }
}
