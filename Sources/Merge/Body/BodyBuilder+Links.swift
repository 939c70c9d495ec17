import Bytes
import CommonMark
import Configuration
import Diagnostics
import Document
import Geometry

extension BodyBuilder {
  /// Reads a link's target into the context of the words inside it.
  mutating func follow(
    _ target: String, at place: SourceLocation, in inline: inout InlineContext
  ) {
    if target.hasPrefix("lang:") {
      let language = String(target.dropFirst(5))
      guard language.isLanguageTag else {
        return context.error(
          "merge.language", "'\(written(language))' is no language tag", at: place,
          hints: ["a language is marked as in [word](lang:en)"])
      }
      inline.language = language
    } else if target.isEmpty || target.hasPrefix("#") {
      context.problems.report(
        .warning(
          "merge.link-without-target", "the link has no target and is printed as plain text",
          at: place))
    } else {
      context.linkCount += 1
      inline.link = link(target, at: place)
    }
  }

  /// A text of Markdown's with its tags as the author wrote them.
  private func written(_ text: String) -> String {
    var written = ""
    for scalar in text.unicodeScalars {
      if let number = Placeholder.tag(for: scalar), number < body.tags.count {
        written += body.tags[number].source
      } else {
        written.unicodeScalars.append(scalar)
      }
    }
    return written
  }

  private mutating func link(_ target: String, at place: SourceLocation) -> LinkTemplate {
    var parts: [LinkTemplate.Part] = []
    var text = ""
    for scalar in target.unicodeScalars {
      guard let number = Placeholder.tag(for: scalar), number < body.tags.count else {
        text.unicodeScalars.append(scalar)
        continue
      }
      switch body.tags[number].content {
      case .field(let field):
        parts += [.text(percentEncoded(text, keepingReserved: true)), .field(field)]
        text = ""
      case .literal(let literal): text += literal
      default:
        context.error(
          "merge.tag-in-link", "'\(body.tags[number].source)' cannot stand in a link's target",
          at: body.tags[number].location)
      }
    }
    parts.append(.text(percentEncoded(text, keepingReserved: true)))
    parts.removeAll { $0 == .text("") }
    if case .text(let start)? = parts.first, !hasLinkScheme(start) {
      context.error(
        "merge.link-target", "'\(start)' is no address that a letter's reader could follow",
        at: place, hints: ["an address begins with https:, http:, mailto: or tel:"])
    }
    return LinkTemplate(parts: parts, number: context.linkCount)
  }

  /// The picture of a paragraph that holds nothing else.
  func lonelyImage(in paragraph: MarkdownNode) -> MarkdownNode? {
    guard paragraph.children.count == 1, let only = paragraph.children.first,
      case .image = only.kind
    else { return nil }
    return only
  }

  /// Notes a picture within running text.
  mutating func misplacedImage(at place: SourceLocation) {
    context.error(
      "merge.image-in-text", "a picture must stand alone in its paragraph", at: place)
  }

  /// A picture as a block.
  mutating func image(_ node: MarkdownNode, at place: SourceLocation) -> TemplateBlock? {
    guard case .image(let target, let title) = node.kind else { return nil }
    let alternative = plainText(of: node)
    guard !(target + title + alternative).unicodeScalars.contains(where: isPrivateUse) else {
      context.error("merge.tag-in-image", "a picture cannot hold tags", at: place)
      return nil
    }
    if alternative.allSatisfy(\.isWhitespace) {
      context.error(
        "merge.image-without-text", "the picture '\(target)' has no words that stand for it",
        at: place, hints: ["say what it shows, as in ![a map of the municipality](\(target))"])
    }
    var width: Length?
    if !title.isEmpty {
      width = Length(title)
      if width == nil || width.map({ $0 <= .zero }) == true {
        context.error(
          "merge.image-width", "the picture's title must be its width, not '\(title)'", at: place,
          hints: ["a width is given as in ![a map](map.png \"60 mm\")"])
      }
    }
    guard let path = context.containedPath(target, of: "the picture", at: place) else { return nil }
    let reference = ImageReference(
      name: target, path: path, alternative: alternative, width: width, origin: place)
    return TemplateBlock(
      origin: place, content: .fixed(BodyBuilder.ready(.image(reference), at: place)))
  }

  private func plainText(of node: MarkdownNode) -> String {
    switch node.kind {
    case .text(let text), .code(let text): text
    case .softBreak, .lineBreak: " "
    default: node.children.map(plainText).joined()
    }
  }
}

/// Whether an address begins in a way that readers of a letter can follow.
func hasLinkScheme(_ target: String) -> Bool {
  let start = target.prefix { $0 != ":" }
  return start.utf8.count < target.utf8.count
    && ["https", "http", "mailto", "tel"].contains(start.lowercased())
}

/// An address in the characters that addresses may hold (RFC 3986).
///
/// - Parameters:
///   - text: The address, or a part of it.
///   - keepingReserved: Whether `/`, `?` and the like mean what they mean in addresses.
/// - Returns: ASCII characters only.
func percentEncoded(_ text: String, keepingReserved: Bool) -> String {
  let kept = keepingReserved ? "-._~:/?#[]@!$&'()*+,;=%" : "-._~@"
  return text.percentEncoded { byte in
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: kept.utf8.contains(byte)
    }
  }
}
