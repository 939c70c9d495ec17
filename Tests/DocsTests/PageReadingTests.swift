import Testing

/// What the tests of pages find, and what they let pass.
struct PageReadingTests {
  private func steps(_ text: String) throws -> [Step] {
    try Step.all(of: CodeBlock.all(in: text)).map(\.step)
  }

  @Test("commands are run with the status and the words that the page says")
  func commands() throws {
    let page = """
      First

      <!-- file: a/list.csv -->
      ```csv
      name
      ```
      <!-- status: 65 -->
      ```sh
      flett check a
      ```

      ```text
      wrong
      ```
      ```sh
      true
      ```
      """
    let printed = CodeBlock(language: "text", text: "wrong\n", line: 12, followsBlock: true)
    #expect(
      try steps(page) == [
        .write(text: "name\n", path: "a/list.csv"),
        .run(commands: "flett check a\n", status: 65, printed: printed),
        .run(commands: "true\n", status: 0, printed: nil),
      ])
  }

  @Test("what is marked is not run, and a mark is for one block only")
  func marked() throws {
    let page = """
      <!-- not run: it stays until Ctrl-C -->
      ```sh
      flett preview a
      ```
      ```sh
      true
      ```
      """
    #expect(try steps(page) == [.run(commands: "true\n", status: 0, printed: nil)])
  }

  @Test(
    "a block that nobody can hold to anything is a fault at its line",
    arguments: [
      "```\nflett check a\n```", "```text\nwords\n```",
      "```sh\ntrue\n```\nwords\n```text\nmore\n```",
      "```yaml\na: b\n```", "<!-- nto run: why -->\n```sh\ntrue\n```",
      "<!-- status: bad -->\n```sh\nfalse\n```",
    ])
  func faults(page: String) {
    #expect(throws: PageFault.self) { try steps(page) }
  }

  @Test(
    "lines that are shown stand in their file one after the other",
    arguments: [
      ("a\nb\nc\n", "b\nc\n", true), ("a:\n  b: c\n  d: e\n", "b: c\nd: e\n", true),
      ("a\nb\nc\n", "a\nc\n", false), ("a\n", "A\n", false), ("a\n", "", false),
      ("a b\n", "b\n", false), ("a\n\nb\n", "a\n\nb\n", true),
    ])
  func shown(file: String, lines: String, isRight: Bool) throws {
    #expect(file.holds(lines) == isRight)
    let page = "<!-- in: a/letter.md -->\n```yaml\n\(lines)```\n"
    #expect(try steps(page) == [.show(text: lines, path: "a/letter.md")])
  }

  @Test(
    "an ellipsis stands for anything in a line, and alone for any lines",
    arguments: [
      ("a\n", "a", true), ("a", "b", false), ("a", "a\nb", false), ("a\nb", "a", false),
      ("a … c …", "a b c d", true), ("a … c …", "a b d", false), ("…z", "az", true),
      ("a…a", "a", false), ("a\n…\nc", "a\nc", true), ("a\n…\nc", "a\nb\nb\nc", true),
      ("a\n…\nc", "a\nb\nd", false), ("…", "", true), ("", "a", false),
    ])
  func printed(quoted: String, printed: String, isRight: Bool) {
    #expect(PrintedText(quoted).matches(printed) == isRight)
  }

  @Test("what is printed now stands in a page in place of what was")
  func recording() {
    let page = Page(path: "", text: "A\n```sh\n```\n```text\nold\n```\nB\n```text\n```\n")
    let blocks = CodeBlock.all(in: page.text).filter { $0.language == "text" }
    #expect(
      page.replacing([(blocks[0], "new\nlines\n"), (blocks[1], "more")])
        == "A\n```sh\n```\n```text\nnew\nlines\n```\nB\n```text\nmore\n```\n")
  }

  @Test("headings have the names that GitHub gives them; code is no link")
  func anchors() {
    let page = Page(
      path: "",
      text: "# What a `check` says, *and* [why](a.md)\n```sh\n# no heading\n```\n`[a](b)`\n")
    #expect(page.anchors == ["what-a-check-says-and-why"])
    #expect(!page.prose().contains("(b)"))
  }

  @Test(
    "commands see the built program and a home folder of their own, and stop at the first fault")
  func session() throws {
    let session = try Session()
    try session.write("words\n", to: "a/b")
    #expect(try session.run("cat a/b; cd ~; pwd").text == "words\n/home/kari\n")
    #expect(try session.run("flett --version").status == 0)
    let stopped = try session.run("echo first\nfalse\necho second")
    #expect(stopped.status == 1 && stopped.text == "first\n")
  }
}
