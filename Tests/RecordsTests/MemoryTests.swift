import Diagnostics
import Foundation
import Records
import TestSupport
import Testing

/// The memory that long lists take, looked at in a process of its own.
struct MemoryTests {
  @Test("a long CSV list is read within 150 MB")
  func csv() async {
    await #expect(processExitsWith: .success) {
      let rows = longList
      try expectLittleMemory(
        "list.csv", rows: rows, header: "name,street,postcode,city,reference\n", end: ""
      ) { "Ås kommune \($0),Storgata \($0 % 97),\(1000 + $0 % 9000),Ås,20/01963-\($0)\n" }
    }
  }

  @Test("a long JSON list is read within 150 MB")
  func json() async {
    await #expect(processExitsWith: .success) {
      let rows = longList / 4
      try expectLittleMemory("list.json", rows: rows, header: "[{\"name\": \"x\"}", end: "]") {
        ",\n{\"name\": \"Ås \($0)\", \"city\": \"Ås\", \"lines\": [\"\($0)\", 1.10]}"
      }
    }
  }

  @Test("rows of one key that lie apart are put together within 150 MB")
  func apart() async {
    await #expect(processExitsWith: .success) {
      let rows = longList
      let (folder, file) = try write(
        "list.csv", rows: rows, header: "nr,name,item,price\n", end: ""
      ) { "\($0 % (longList / 10)),Ås kommune \($0 % (longList / 10)),Vare \($0),\($0).50\n" }
      defer { withExtendedLifetime(folder) {} }
      var parts = RecordParts(key: "nr")
      parts.rows = RowsName("Lines", at: SourceLocation(file: "letter.md", line: 1, column: 1))
      let list = try RecordList.open(path: file.path, named: "list.csv", of: parts).output
      var count = 0
      try list.forEach { record in
        guard case .list(let lines)? = record["Lines"]?.content, lines.count == 10 else { exit(4) }
        count += 1
      }
      guard count == rows / 10, list.count == count else { exit(5) }
      try checkPeakMemory()
    }
  }

  @Test("rows that all have one key, and each a letter, are told within 150 MB")
  func oneKey() async {
    await #expect(processExitsWith: .success) {
      let rows = longList
      let (folder, file) = try write("list.csv", rows: rows, header: "nr\n", end: "") { _ in "1\n" }
      defer { withExtendedLifetime(folder) {} }
      do {
        _ = try RecordList.open(path: file.path, named: "list.csv", of: RecordParts(key: "nr"))
        exit(2)
      } catch {
        guard (error as? DiagnosticsError)?.diagnostics.count == 101 else { exit(3) }
      }
      try checkPeakMemory()
    }
  }

  @Test("rows of one key that are more than a letter can hold are told within 150 MB")
  func oneRecord() async {
    await #expect(processExitsWith: .success) {
      // As many rows as are 16 MB, each value counting 64 bytes: in the short form of tests wide ones.
      let (rows, value) = longList < 1_000_000 ? (longList, 1000) : (longList, 0)
      let text = "1," + String(repeating: "x", count: value) + "\n"
      let (folder, file) = try write("list.csv", rows: rows, header: "nr,b\n", end: "") { _ in text
      }
      defer { withExtendedLifetime(folder) {} }
      var parts = RecordParts(key: "nr")
      parts.rows = RowsName("Lines", at: SourceLocation(file: "letter.md", line: 1, column: 1))
      do {
        _ = try RecordList.open(path: file.path, named: "list.csv", of: parts)
        exit(2)
      } catch {
        let problems = (error as? DiagnosticsError)?.diagnostics ?? []
        guard problems.map(\.id) == ["records.long-record"] else { exit(3) }
        let most = 16 << 20
        guard problems[0].location?.line == most / (value + 129) + 2 else { exit(4) }
      }
      try checkPeakMemory()
    }
  }

  @Test("a list whose keys all stand twice is told within 150 MB")
  func clashes() async {
    await #expect(processExitsWith: .success) {
      let rows = longList
      let (folder, file) = try write(
        "list.csv", rows: rows, header: "name,b\n", end: ""
      ) { "Ås kommune nummer \($0 / 2),\($0)\n" }
      defer { withExtendedLifetime(folder) {} }
      do {
        _ = try RecordList.open(path: file.path, named: "list.csv", of: RecordParts(key: "name"))
        exit(2)
      } catch {
        let more = (error as? DiagnosticsError)?.diagnostics.last?.message
        let hidden = (rows / 2 - 100).formatted(.number.locale(Locale(identifier: "en_US")))
        guard more == "'list.csv' has \(hidden) more errors like these" else { exit(3) }
      }
      try checkPeakMemory()
    }
  }
}

/// How many rows a long list has: a million in the long form of the tests.
private var longList: Int {
  ProcessInfo.processInfo.environment["FLETT_LONG"] == nil ? 20_000 : 1_000_000
}

/// Writes a list of many rows, a piece at a time.
private func write(
  _ name: String, rows: Int, header: String, end: String, row: (Int) -> String
) throws -> (folder: TemporaryFolder, file: URL) {
  let folder = try TemporaryFolder()
  let file = try folder.write(header, to: name)
  let handle = try FileHandle(forWritingTo: file)
  try handle.seekToEnd()
  for start in stride(from: 0, to: rows, by: 1000) {
    let piece = (start..<min(start + 1000, rows)).map(row).joined()
    try handle.write(contentsOf: Data(piece.utf8))
  }
  try handle.write(contentsOf: Data(end.utf8))
  try handle.close()
  return (folder, file)
}

/// Reads a list of many rows twice, and ends the process with a failure if that took much memory.
private func expectLittleMemory(
  _ name: String, rows: Int, header: String, end: String, row: (Int) -> String
) throws {
  let (folder, file) = try write(name, rows: rows, header: header, end: end, row: row)
  defer { withExtendedLifetime(folder) {} }
  let list = try RecordList.open(path: file.path, named: name, of: RecordParts(key: "name")).output
  var count = 0
  try list.forEach { record in
    guard record.number == count + 1, record.values.count == list.fields.names.count else {
      exit(4)
    }
    count += 1
  }
  guard count == list.count, count >= rows else { exit(5) }
  try checkPeakMemory()
}

/// Ends the process with a failure if it ever took 150 MB of memory.
private func checkPeakMemory() throws {
  let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
  let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
  guard let kilobytes = Int(line.filter(\.isNumber)) else { exit(6) }
  print("peak memory: \(kilobytes) kB")
  if kilobytes > 150_000 { exit(7) }
}
