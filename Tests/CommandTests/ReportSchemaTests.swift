import Foundation
import TestSupport
import Testing

/// `--json` and the schema in `docs` that says what its fields are.
struct ReportSchemaTests {
  private let command: Command
  private let schema: JSONSchema

  init() throws {
    command = try Command()
    try command.writeMailing(list: "name,city\nRødt,Oslo\nB 🎉,\n")
    schema = try JSONSchema(projectFolder.appending(path: "docs/report.schema.json"))
  }

  @Test(
    "what is printed is as the schema says",
    arguments: [
      ["merge", "m"], ["merge", "m", "--keep-going"], ["merge", "m", "--dry-run"],
      ["merge", "m", "--limit", "1"], ["merge", "m", "--limit", "1", "--combined", "all.pdf"],
      ["merge", "nowhere"], ["merge", "m", "--undispatched"], ["check", "m"],
      ["check", "m", "--where", "city", "--except", "stop.csv"],
      ["merge", "m", "--where", "city", "--except", "stop.csv", "--dry-run"],
      ["merge", "m", "--where", "city", "--except", "stop.csv"],
    ])
  func report(_ arguments: [String]) throws {
    try command.folder.write("name\nNobody\n", to: "stop.csv")
    let outcome = try command.run(
      builtProgram.path(percentEncoded: false), arguments + ["--json"])
    #expect(try schema.faults(of: outcome.output) == [])
    if arguments.contains("--where"), arguments.contains("merge") {
      #expect(outcome.output.contains(#""reason" : "where""#), "\(outcome)")
    }
  }

  @Test("so is what is printed of a folder that is proved")
  func verification() throws {
    #expect(try command.flett("merge", "m", "--limit", "1").status == 0)
    let outcome = try command.flett("verify", "m", "--json")
    #expect(outcome.status == 0, "\(outcome)")
    #expect(try schema.faults(of: outcome.output) == [])
  }

  @Test(
    "the schema tells what is not as it says",
    arguments: [
      ("{}", "no 'letters'"), (#"{"letters": "2"}"#, "/letters is no integer"),
      (#"{"lettres": 2}"#, "/lettres is not in the schema"),
      (#"{"plan": [{"step": "jump"}]}"#, "/plan/0/step is none of"),
    ])
  func faults(_ text: String, _ fault: String) throws {
    #expect(try schema.faults(of: text).contains { $0.contains(fault) })
  }
}

/// A JSON Schema, as far as ours goes: types, members, items, numbers from a least one, and lists of words.
private struct JSONSchema {
  private let root: [String: Any]

  init(_ file: URL) throws {
    let object = try JSONSerialization.jsonObject(with: Data(contentsOf: file))
    root = try #require(object as? [String: Any])
  }

  /// What of a document is not as the schema says.
  func faults(of text: String) throws -> [String] {
    faults(try JSONSerialization.jsonObject(with: Data(text.utf8)), root, at: "")
  }

  private func faults(_ value: Any, _ schema: [String: Any], at place: String) -> [String] {
    if let reference = schema["$ref"] as? String {
      let name = reference.replacing("#/$defs/", with: "")
      guard let all = root["$defs"] as? [String: [String: Any]], let found = all[name] else {
        return ["\(reference) leads nowhere"]
      }
      return faults(value, found, at: place)
    }
    if let words = schema["enum"] as? [String] {
      let isOne = (value as? String).map(words.contains) ?? false
      return isOne ? [] : ["\(place) is none of \(words)"]
    }
    return switch schema["type"] as? String {
    case "object": objectFaults(value, schema, at: place)
    case "array": arrayFaults(value, schema, at: place)
    case "integer":
      (value as? Int).map { $0 >= schema["minimum"] as? Int ?? .min } == true
        ? [] : ["\(place) is no integer of the range"]
    case "string": value is String ? [] : ["\(place) is no string"]
    default: ["\(place): the schema asks for a type that this reader does not know"]
    }
  }

  private func objectFaults(_ value: Any, _ schema: [String: Any], at place: String) -> [String] {
    guard let object = value as? [String: Any] else { return ["\(place) is no object"] }
    guard let members = schema["properties"] as? [String: [String: Any]] else { return [] }
    let missing = (schema["required"] as? [String] ?? []).filter { object[$0] == nil }
    return missing.map { "\(place) has no '\($0)'" }
      + object.flatMap { name, value in
        members[name].map { faults(value, $0, at: "\(place)/\(name)") }
          ?? ["\(place)/\(name) is not in the schema"]
      }
  }

  private func arrayFaults(_ value: Any, _ schema: [String: Any], at place: String) -> [String] {
    guard let array = value as? [Any], let items = schema["items"] as? [String: Any] else {
      return ["\(place) is no array"]
    }
    return array.enumerated().flatMap { faults($1, items, at: "\(place)/\($0)") }
  }
}
