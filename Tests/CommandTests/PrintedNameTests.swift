import Foundation
import TestSupport
import Testing

/// Names that a terminal would obey, or that are no text.
struct PrintedNameTests {
  /// Ends the line, turns the direction, and makes the terminal go up.
  static let name = "a\u{1B}[1A\u{202E}b\u{9B}2K\nforged"

  static let commands: [[String]] = [
    ["merge", name], ["check", name], ["status", name], ["verify", name], ["rebuild", name],
    ["new", name], ["keys", "show", name], ["keys", "check", name], ["keys", "import", name, name],
    ["merge", "m", "--data", name], ["merge", "m", "--output", "x\(name)"],
    ["merge", "m", "--combined", "\(name).pdf"], ["merge", "m", "--only", name],
    ["merge", "m", "--sheet", name], ["merge", "m", "--\(name)"], ["merge", "m", name], [name],
    ["preview", "m", "--png", "\(name).png"], ["preview", "m", "--only", name, "--png", "x.png"],
    ["preview", "m", "--host", name], ["merge", "m", "--sign", name],
    ["verify", name, "--trust", name], ["merge", "m", "--dry-run", "--output", name],
  ]

  /// What a terminal would obey, besides the ends of lines.
  static func obeyed(_ text: String) -> [Unicode.Scalar] {
    text.unicodeScalars.filter { scalar in
      (scalar.value < 0x20 && scalar != "\n" && scalar != "\t")
        || (0x7F...0x9F).contains(scalar.value) || (0x202A...0x202E).contains(scalar.value)
    }
  }

  @Test("what is printed of arguments and paths is harmless", arguments: commands)
  func arguments(_ arguments: [String]) throws {
    let command = try Command()
    try command.writeMailing()
    let program = builtProgram.path(percentEncoded: false)
    let outcome = try command.run(program, arguments)
    #expect(Self.obeyed(outcome.output + outcome.errors).isEmpty)
    #expect(
      !(outcome.output + outcome.errors).split(separator: "\n").contains { $0.hasPrefix("forged") })
    if outcome.output.hasPrefix("{") { try expectJSON(outcome.output) }
  }

  @Test("what is printed of files in a folder is harmless", arguments: [false, true])
  func files(_ isJSON: Bool) throws {
    let command = try Command()
    try command.writeMailing()
    #expect(try command.flett("merge", "m", "--output", "out").status == 0)
    try command.folder.write("x", to: "out/\(Self.name).pdf")
    // A name that is no text.
    #expect(
      try command.run("sh", ["-c", "printf x >\"$(printf 'out/\\377\\376.pdf')\""]).status == 0)
    for arguments in [
      ["verify", "out"], ["verify", "out/\(Self.name).pdf"], ["status", "out"],
    ] {
      let program = builtProgram.path(percentEncoded: false)
      let outcome = try command.run(program, arguments + (isJSON ? ["--json"] : []))
      #expect(Self.obeyed(outcome.output + outcome.errors).isEmpty)
      if isJSON { try expectJSON(outcome.output) }
    }
  }

  private func expectJSON(_ text: String) throws {
    let value = try JSONSerialization.jsonObject(with: Data(text.utf8))
    #expect(value is [String: Any])
  }

  @Test("JSON tells problems in the words of the terminal")
  func json() throws {
    let command = try Command()
    let outcome = try command.flett("check", Self.name, "--json")
    let report = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    #expect("\(report)".contains("\\u{202E}b"))
    #expect(Self.obeyed(outcome.output).isEmpty)
  }

  @Test("64: an argument that is no text, and nothing is made")
  func argument() throws {
    let command = try Command()
    try command.writeMailing()
    let program = builtProgram.path(percentEncoded: false)
    let outcome = try command.run(
      "sh", ["-c", "exec \"$0\" merge m --output \"$(printf 'a\\377')\"", program])
    #expect(outcome.status == 64)
    #expect(outcome.errors.hasPrefix("Error: Argument 4, 'a\\xff', is not UTF-8.\n"))
    #expect(command.files() == ["m"])
  }
}
