import CommonMark
import Testing

struct CommonMarkTests {
  @Test("blocks and their places")
  func blocks() throws {
    let root = try MarkdownNode(markdown: "# Æ\n\nfirst\n\n> quote\n\n3. x\n4. y\n\n---\n")
    #expect(
      root.children.map(\.kind) == [
        .heading(level: 1), .paragraph, .blockQuote, .list(start: 3, isTight: true), .thematicBreak,
      ])
    #expect(root.children.map(\.line) == [1, 3, 5, 7, 10])
    #expect(root.children[3].children.map(\.kind) == [.item, .item])
    #expect(root.children[3].children.map(\.line) == [7, 8])
  }

  @Test("inline text keeps private-use characters, entities and breaks")
  func inlines() throws {
    let root = try MarkdownNode(markdown: "a **\u{E000}** &aelig;\nb\\\nc `d` [e](f \"g\") ![h](i)")
    #expect(
      root.children[0].children.map(\.kind) == [
        .text("a "), .strong, .text(" æ"), .softBreak, .text("b"), .lineBreak,
        .text("c "), .code("d"), .text(" "), .link(target: "f", title: "g"), .text(" "),
        .image(target: "i", title: ""),
      ])
    #expect(root.children[0].children[1].children.map(\.kind) == [.text("\u{E000}")])
  }

  @Test("a table has its alignments, its header first and rows that are padded")
  func tables() throws {
    let root = try MarkdownNode(markdown: "| a | b | c |\n|:--|:-:|---|\n| 1 | 2 |\n")
    let table = root.children[0]
    #expect(table.kind == .table([.left, .center, .none]))
    #expect(table.children.map(\.kind) == [.tableRow, .tableRow])
    #expect(table.children.map(\.children.count) == [3, 3])
    #expect(table.children[1].line == 3)
  }

  @Test("a paragraph right before a table has its place, and the table its own")
  func paragraphBeforeTable() throws {
    let root = try MarkdownNode(
      markdown: "a\n\n- b *c*\n  d *e*\n  | f |\n  |---|\n  | g |\n\nh\n| i |\n|---|\n")
    let item = root.children[1].children[0]
    #expect(item.children.map(\.line) == [3, 5])
    #expect(item.children[0].children.map(\.line) == [3, 3, 0, 4, 4])
    #expect(item.children[1].children.map(\.line) == [5, 7])
    #expect(root.children.map(\.line) == [1, 3, 9, 10])
  }

  @Test("no other extension is on")
  func extensions() throws {
    let root = try MarkdownNode(markdown: "~~a~~ www.example.org\n")
    #expect(
      root.children[0].children.map(\.kind) == [
        .text("~~a~~ www.example.org")
      ])
  }

  @Test("HTML is told from text")
  func html() throws {
    let root = try MarkdownNode(markdown: "<div>\n\na <b>c\n")
    #expect(root.children[0].kind == .htmlBlock("<div>\n"))
    #expect(root.children[1].children[1].kind == .htmlInline("<b>"))
  }

  @Test("deep nesting is refused, not followed")
  func depth() {
    let deep = String(repeating: ">", count: 50_000) + " x"
    #expect(throws: MarkdownError.tooDeep(line: 1)) { try MarkdownNode(markdown: deep) }
  }

  @Test("an empty text is an empty document")
  func empty() throws {
    #expect(try MarkdownNode(markdown: "").children.isEmpty)
  }
}
