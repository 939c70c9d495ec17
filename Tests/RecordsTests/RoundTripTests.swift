import Diagnostics
import Records
import Testing

struct RoundTripTests {
  /// A generator that gives the same numbers in every run (SplitMix64).
  struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }

  static let pieces = [
    "a", "0", " ", "\"", ",", ";", "\t", "\n", "æ", "A\u{30A}", "€", "👩‍👩‍👧", "ש", "{{x}}", "=1+1", "",
  ]

  /// A table whose first column holds something in every row, so that no row is blank.
  static func table(_ generator: inout Generator) -> (columns: Int, rows: [[String]]) {
    let columns = Int.random(in: 2...6, using: &generator)
    let rows = (0..<Int.random(in: 1...40, using: &generator)).map { row in
      (0..<columns).map { column in
        let text = (0..<Int.random(in: 0...8, using: &generator)).map { _ in
          pieces.randomElement(using: &generator) ?? ""
        }.joined()
        return column == 0 ? "\(row)\(text)" : text
      }
    }
    return (columns, rows)
  }

  static func csv(
    _ table: [[String]], separator: String, lineEnd: String, _ generator: inout Generator
  ) -> String {
    table.map { row in
      row.map { value in
        let needsQuotes = value.contains { "\",;\t\n".contains($0) }
        guard needsQuotes || Int.random(in: 0..<4, using: &generator) == 0 else { return value }
        return "\"" + value.replacing("\"", with: "\"\"") + "\""
      }.joined(separator: separator)
    }.joined(separator: lineEnd) + (Bool.random(using: &generator) ? lineEnd : "")
  }

  @Test("what is written is read back", arguments: 0..<60)
  func roundTrip(seed: Int) throws {
    var generator = Generator(state: UInt64(seed))
    let (columns, rows) = Self.table(&generator)
    let names = (0..<columns).map { "c\($0)" }
    let separator = [",", ";", "\t"].randomElement(using: &generator) ?? ","
    let lineEnd = ["\n", "\r\n", "\r"].randomElement(using: &generator) ?? "\n"
    let text = Self.csv(
      [names] + rows, separator: separator, lineEnd: lineEnd, &generator)
    var options = ListOptions()
    options.chunkSize = [1, 5, 64, 4096].randomElement(using: &generator) ?? 1
    let form = Int.random(in: 0..<3, using: &generator)
    let bytes = form == 0 ? Array(text.utf8) : utf16(text, littleEndian: form == 1)
    let reading = try Reading(bytes, options: options)
    #expect(reading.problems == [])
    #expect(reading.fields == names)
    #expect(reading.rows == rows)
  }

  /// A text between quotation marks, some of its characters as escapes.
  static func json(_ text: String, _ generator: inout Generator) -> String {
    let characters = text.unicodeScalars.map { scalar -> String in
      let mustEscape = scalar.value < 0x20 || scalar == "\"" || scalar == "\\"
      guard mustEscape || Int.random(in: 0..<9, using: &generator) == 0 else {
        return String(scalar)
      }
      return scalar.utf16.map { unit in
        "\\u" + String(UInt32(unit) + 0x10000, radix: 16).dropFirst()
      }.joined()
    }
    return "\"\(characters.joined())\""
  }

  @Test("objects are read back, whatever the order of their names", arguments: 0..<60)
  func objects(seed: Int) throws {
    var generator = Generator(state: UInt64(seed))
    let (columns, rows) = Self.table(&generator)
    var options = ListOptions()
    options.chunkSize = [1, 5, 64, 4096].randomElement(using: &generator) ?? 1
    let shuffles = Bool.random(using: &generator)
    let records = rows.map { row in
      var order = Array(0..<columns)
      if shuffles { order.shuffle(using: &generator) }
      let members = order.map { column in
        Self.json("ø\(column)", &generator) + ": " + Self.json(row[column], &generator)
      }
      return "{\(members.joined(separator: ", "))}"
    }
    let first = "{\((0..<columns).map { "\"ø\($0)\": \"\"" }.joined(separator: ","))}"
    let text = "[\(([first] + records).joined(separator: ",\r\n"))]"
    let reading = try Reading(text, as: "list.json", options: options)
    #expect(reading.problems == [])
    #expect(reading.fields == (0..<columns).map { "ø\($0)" })
    #expect(reading.rows.dropFirst().elementsEqual(rows))
    #expect(reading.records.map(\.location.line) == Array(1...rows.count + 1))
  }

  @Test("no bytes make the reader fail otherwise than with problems", arguments: 0..<200)
  func noise(seed: Int) throws {
    var generator = Generator(state: UInt64(1000 + seed))
    let alphabet = Array("a,;\"\n\r\t[]{}:\\u0e-. \u{FEFF}ø".utf8) + [0, 0xE5, 0xFF, 0xFE]
    let bytes = (0..<Int.random(in: 0...60, using: &generator)).map { _ in
      alphabet.randomElement(using: &generator) ?? 0
    }
    let file = ["list.csv", "list.json", "list.yaml"].randomElement(using: &generator) ?? ""
    var options = ListOptions()
    let whole = try Reading(bytes, as: file, options: options)
    options.chunkSize = 1
    let pieces = try Reading(bytes, as: file, options: options)
    #expect(whole.problems == pieces.problems)
    #expect(whole.records == pieces.records)
    #expect(!whole.records.isEmpty || !whole.problems.isEmpty)
  }
}
