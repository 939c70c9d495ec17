/// A fenced code block of a page, and the comments right above it that say what becomes of it.
struct CodeBlock: Equatable {
  /// What stands after the fence: `sh`, `text`, `yaml` …; empty if nothing does.
  var language: String
  /// What is between the fences, each line with its end.
  var text: String
  /// The line of the opening fence, from 1.
  var line: Int
  /// The comments between this block and whatever stands before it, by name.
  var notes: [String: String] = [:]
  /// Whether nothing but empty lines and comments stand between this block and the one before.
  var followsBlock = false

  /// Whether nothing in it stands for other words.
  var isExact: Bool { !text.contains("…") }

  /// What a comment may say above a block, and what that means.
  static let notes: Set<String> = [
    "not run",  // why the commands are not run, or what the words are if nothing prints them
    "status",  // the exit status of the commands, if it is not 0
    "file",  // the file that the block is written into, before anything below it is run
    "in",  // the file in which its lines stand
  ]
}

extension CodeBlock {
  /// The code blocks of a Markdown page, in order.
  ///
  /// Fences are those of CommonMark, 4.5; a comment takes one line, `<!-- name: value -->`.
  static func all(in page: String) -> [CodeBlock] {
    var reader = Reader()
    for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
      reader.read(line)
    }
    return reader.blocks
  }

  /// Takes a page line by line.
  private struct Reader {
    var blocks: [CodeBlock] = []
    private var number = 0
    private var fence: Substring?
    private var notes: [String: String] = [:]
    private var followsBlock = false

    mutating func read(_ line: Substring) {
      number += 1
      let words = line.drop { $0 == " " }
      if let fence {
        if words.hasPrefix(fence), words.allSatisfy({ $0 == "`" }) { return close() }
        blocks[blocks.count - 1].text += line + "\n"
      } else if words.hasPrefix("```") {
        open(words)
      } else if let (name, value) = note(in: words) {
        notes[name] = value
      } else if !words.isEmpty {
        (notes, followsBlock) = ([:], false)
      }
    }

    private mutating func open(_ words: Substring) {
      fence = words.prefix { $0 == "`" }
      let language = String(words.drop { $0 == "`" })
      blocks.append(
        CodeBlock(
          language: language, text: "", line: number, notes: notes, followsBlock: followsBlock))
    }

    private mutating func close() {
      (fence, notes, followsBlock) = (nil, [:], true)
    }

    /// The name and the value of a comment that takes the whole line.
    private func note(in words: Substring) -> (String, String)? {
      guard let match = words.wholeMatch(of: /<!-- ([a-z ]+): (.+) -->\s*/) else { return nil }
      return (String(match.1), String(match.2))
    }
  }
}
