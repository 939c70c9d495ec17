import Diagnostics

/// The body's lines and tags, before Markdown has seen them.
struct LexedBody {
  var lines: [BodyLine] = []
  /// All tags in order; a placeholder's number is its position here.
  var tags: [TemplateTag] = []
}

extension ReadingContext {
  /// Finds and understands all tags of the body.
  mutating func lex(_ source: ArraySlice<String>, firstLine: Int) -> LexedBody {
    var body = LexedBody()
    for (offset, text) in source.enumerated() {
      body.lines.append(line(text, number: firstLine + offset, into: &body.tags))
    }
    markCode(&body.lines)
    return body
  }

  private mutating func line(_ text: String, number: Int, into tags: inout [TemplateTag])
    -> BodyLine
  {
    let first = tags.count
    var line = BodyLine(
      number: number, text: "", tags: first..<first, prefix: "", isStructural: false,
      isComment: false, shifts: [])
    var words = ""
    for piece in TagScanner.pieces(of: text) {
      if piece.kind == .text {
        if tags.count == first { line.prefix = piece.content }
        line.text += piece.content
        words += piece.content
      } else {
        add(tag(piece, at: location(number, piece.offset + 1)), piece, to: &line, &tags)
      }
    }
    line.tags = first..<tags.count
    line.classify(tags[line.tags], besides: words)
    return line
  }

  /// Adds a tag: its placeholder stands in the line's text.
  private mutating func add(
    _ tag: TemplateTag, _ piece: ScannedPiece, to line: inout BodyLine,
    _ tags: inout [TemplateTag]
  ) {
    guard let placeholder = Placeholder.scalar(for: tags.count) else {
      return error(
        "merge.too-many-tags", "a letter may have at most \(Placeholder.limit) tags",
        at: location(1, 1))
    }
    tags.append(tag)
    let length = piece.kind == .tag ? piece.content.count + 4 : piece.content.count
    if tag.content == .nothing {
      line.shifts.append((line.text.utf8.count, length))
    } else {
      line.text.unicodeScalars.append(placeholder)
      line.shifts.append((line.text.utf8.count, length - 1))
    }
  }

  /// Marks the lines of fenced code, where a block tag is part of the code.
  private func markCode(_ lines: inout [BodyLine]) {
    var open: BodyLine.Fence?
    for index in lines.indices {
      let fence = lines[index].fence
      if let fenced = open {
        lines[index].isCode = true
        lines[index].isStructural = false
        if let fence, fence.isBare, fence.mark == fenced.mark, fence.length >= fenced.length {
          open = nil
        }
      } else {
        open = fence
      }
    }
  }
}

extension BodyLine {
  /// Finds out whether the line has nothing but comments, or nothing but tags that Markdown must not see in a text.
  fileprivate mutating func classify(_ tags: ArraySlice<TemplateTag>, besides words: String) {
    let isBare = !tags.isEmpty && words.utf8.allSatisfy { " \t>".utf8.contains($0) }
    isComment = isBare && tags.allSatisfy { $0.content == .nothing }
    isStructural =
      isBare && !isComment && tags.allSatisfy { $0.isStructural || $0.content == .nothing }
  }
}
