import CCommonMark

extension MarkdownNode {
  /// How deep nodes may stand inside one another.
  private static let maximumDepth = 100

  /// Registers cmark-gfm's extensions once: two threads must not do it at the same time.
  private static let registered: Void = cmark_gfm_core_extensions_ensure_registered()

  /// Reads CommonMark with tables (GitHub's extension), and no other extension.
  ///
  /// A pure function: nothing of cmark's outlives the call.
  ///
  /// - Parameter markdown: The text; line ends are line feeds.
  /// - Throws: ``MarkdownError`` where the text is too long or nested too deeply.
  package init(markdown: String) throws(MarkdownError) {
    _ = MarkdownNode.registered
    guard markdown.utf8.count <= 1 << 24 else { throw .tooLong }
    guard let parser = cmark_parser_new(CMARK_OPT_DEFAULT) else {
      throw .unexpected("cmark_parser_new")
    }
    defer { cmark_parser_free(parser) }
    guard let table = cmark_find_syntax_extension("table"),
      cmark_parser_attach_syntax_extension(parser, table) == 1
    else { throw .unexpected("the table extension is missing") }
    var text = markdown
    text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) {
        cmark_parser_feed(parser, $0.baseAddress, $0.count)
      }
    }
    guard let root = cmark_parser_finish(parser) else { throw .unexpected("cmark_parser_finish") }
    defer { cmark_node_free(root) }
    self = try MarkdownNode.copy(root, depth: 0)
  }

  /// A value with all that a C node and its children say.
  private static func copy(
    _ node: OpaquePointer, depth: Int
  ) throws(MarkdownError) -> MarkdownNode {
    let line = Int(cmark_node_get_start_line(node))
    guard depth < maximumDepth else { throw .tooDeep(line: line) }
    var copied = MarkdownNode(
      try kind(of: node), line: line, column: Int(cmark_node_get_start_column(node)),
      lastLine: Int(cmark_node_get_end_line(node)))
    var next = cmark_node_first_child(node)
    while let child = next {
      copied.children.append(try copy(child, depth: depth + 1))
      next = cmark_node_next(child)
    }
    copied.placeParagraphsBeforeTables()
    return copied
  }

  private static func kind(of node: OpaquePointer) throws(MarkdownError) -> Kind {
    let name = text(cmark_node_get_type_string(node))
    switch name {
    case "document": return .document
    case "block_quote": return .blockQuote
    case "list": return list(node)
    case "item": return .item
    case "code_block": return .codeBlock(text(cmark_node_get_literal(node)))
    case "html_block": return .htmlBlock(text(cmark_node_get_literal(node)))
    case "paragraph": return .paragraph
    case "heading": return .heading(level: Int(cmark_node_get_heading_level(node)))
    case "thematic_break": return .thematicBreak
    case "table": return .table(alignments(of: node))
    case "table_header", "table_row": return .tableRow
    case "table_cell": return .tableCell
    default: return try inlineKind(named: name, of: node)
    }
  }

  private static func inlineKind(
    named name: String, of node: OpaquePointer
  ) throws(MarkdownError) -> Kind {
    switch name {
    case "text": return .text(text(cmark_node_get_literal(node)))
    case "softbreak": return .softBreak
    case "linebreak": return .lineBreak
    case "code": return .code(text(cmark_node_get_literal(node)))
    case "html_inline": return .htmlInline(text(cmark_node_get_literal(node)))
    case "emph": return .emphasis
    case "strong": return .strong
    case "link":
      return .link(target: text(cmark_node_get_url(node)), title: text(cmark_node_get_title(node)))
    case "image":
      return .image(target: text(cmark_node_get_url(node)), title: text(cmark_node_get_title(node)))
    default: throw .unexpected(name)
    }
  }

  private static func list(_ node: OpaquePointer) -> Kind {
    let isNumbered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST
    return .list(
      start: isNumbered ? Int(cmark_node_get_list_start(node)) : nil,
      isTight: cmark_node_get_list_tight(node) == 1)
  }

  private static func alignments(of node: OpaquePointer) -> [Alignment] {
    let count = Int(cmark_gfm_extensions_get_table_columns(node))
    guard let letters = cmark_gfm_extensions_get_table_alignments(node) else {
      return Array(repeating: .none, count: count)
    }
    return UnsafeBufferPointer(start: letters, count: count).map { letter in
      switch letter {
      case UInt8(ascii: "l"): .left
      case UInt8(ascii: "c"): .center
      case UInt8(ascii: "r"): .right
      default: .none
      }
    }
  }

  /// A copy of a C string that cmark owns; empty for none.
  private static func text(_ pointer: UnsafePointer<CChar>?) -> String {
    pointer.map { String(cString: $0) } ?? ""
  }
}
