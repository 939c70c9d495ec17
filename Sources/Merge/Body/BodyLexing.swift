import Diagnostics

/// The body's lines and tags, before Markdown has seen them.
struct LexedBody {
  /// The lines in order.
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
    let pieces = TagScanner.pieces(of: text)
    var line = BodyLine(
      number: number, text: "", tags: first..<first, prefix: "", isStructural: false,
      isComment: false, shifts: [])
    var words = ""
    for piece in pieces {
      if piece.kind == .text {
        if tags.count == first { line.prefix = piece.content }
        line.text += piece.content
        words += piece.content
        continue
      }
      let tag = tag(piece, at: location(number, piece.offset + 1))
      guard let placeholder = Placeholder.scalar(for: tags.count) else {
        error(
          "merge.too-many-tags", "a letter may have at most \(Placeholder.limit) tags",
          at: location(1, 1))
        continue
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
    line.tags = first..<tags.count
    let isBare = !line.tags.isEmpty && words.utf8.allSatisfy { " \t>".utf8.contains($0) }
    line.isComment = isBare && tags[line.tags].allSatisfy { $0.content == .nothing }
    line.isStructural =
      isBare && !line.isComment
      && tags[line.tags].allSatisfy { $0.isStructural || $0.content == .nothing }
    return line
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
