/// One thing that a page does, or has its reader do.
enum Step: Equatable {
  /// A file is written.
  case write(text: String, path: String)
  /// Lines of a file are shown, which must stand in it one after the other.
  case show(text: String, path: String)
  /// Commands are run, end with a status, and print what the page says, if it says anything.
  case run(commands: String, status: Int32, printed: CodeBlock?)

  /// A step and the line of the page that it comes from.
  typealias Numbered = (line: Int, step: Step)
}

/// Something in a page that its tests cannot take.
struct PageFault: Error, Equatable, CustomStringConvertible {
  var line: Int
  var description: String
}

extension Step {
  /// The languages of blocks that are only shown: none of them is Flett's.
  private static let foreign: Set<String> = ["swift", "latex", "typst", "dockerfile"]

  /// What a page's blocks come to, in order.
  static func all(of blocks: [CodeBlock]) throws(PageFault) -> [Numbered] {
    var steps: [Numbered] = []
    for (index, block) in blocks.enumerated() {
      let next = index + 1 < blocks.count ? blocks[index + 1] : nil
      let previous = index > 0 ? blocks[index - 1] : nil
      if let step = try step(block, before: next, after: previous) {
        steps.append((block.line, step))
      }
    }
    return steps
  }

  private static func step(
    _ block: CodeBlock, before next: CodeBlock?, after previous: CodeBlock?
  ) throws(PageFault) -> Step? {
    if let unknown = block.notes.keys.sorted().first(where: { !CodeBlock.notes.contains($0) }) {
      throw PageFault(line: block.line, description: "no note is called '\(unknown)'")
    }
    if block.notes["not run"] != nil { return nil }
    if let path = block.notes["file"] { return .write(text: block.text, path: path) }
    if let path = block.notes["in"] { return .show(text: block.text, path: path) }
    switch block.language {
    case "sh":
      return .run(
        commands: block.text, status: try status(of: block),
        printed: next.flatMap { $0.isOutput ? $0 : nil })
    case "text" where block.isOutput && previous?.language == "sh":
      return nil
    case let language where foreign.contains(language):
      return nil
    default:
      throw PageFault(
        line: block.line,
        description: "a block is 'sh', 'text' below what prints it, in a file "
          + "(<!-- file: path --> or <!-- in: path -->), or marked <!-- not run: why -->"
      )
    }
  }

  private static func status(of block: CodeBlock) throws(PageFault) -> Int32 {
    guard let said = block.notes["status"] else { return 0 }
    guard let status = Int32(said) else {
      throw PageFault(line: block.line, description: "the status '\(said)' is no number")
    }
    return status
  }
}

extension CodeBlock {
  /// Whether it is what the block before it prints.
  fileprivate var isOutput: Bool { language == "text" && followsBlock && notes["not run"] == nil }
}
