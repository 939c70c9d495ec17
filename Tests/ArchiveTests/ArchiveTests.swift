import Archive
import Foundation
import TestSupport
import Testing

struct ArchiveTests {
  private let files = [
    ("Rødt.pdf", [UInt8]("first".utf8)), ("3f/Miljøpartiet De Grønne.pdf", []),
    ("manifest.json", [UInt8](repeating: 7, count: 300_000)),
  ]

  private func archive(_ format: ArchiveFormat, in folder: TemporaryFolder) throws -> URL {
    let url = folder.url.appending(path: "letters-\(UUID().uuidString).\(format.rawValue)")
    try Data().write(to: url)
    let handle = try FileHandle(forWritingTo: url)
    let archive = try ArchiveFile(to: handle.fileDescriptor, as: format)
    for (name, bytes) in files { try archive.add(bytes, named: name) }
    try archive.finish()
    try handle.close()
    return url
  }

  /// What Python, whose zip and tar code is its own, reads from the archive.
  private func read(_ url: URL, _ format: ArchiveFormat) throws -> [String] {
    let open =
      format == .zip
      ? "a=zipfile.ZipFile(p); assert a.testzip() is None; n=a.namelist(); r=a.read"
      : "a=tarfile.open(p); n=a.getnames(); r=lambda x: a.extractfile(x).read()"
    let script = """
      import sys, zipfile, tarfile, hashlib
      p=sys.argv[1]; \(open)
      sys.stdout.buffer.write("\\n".join(f"{x} {hashlib.sha256(r(x)).hexdigest()[:8]}" for x in n).encode())
      """
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-c", script, url.path]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    return String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  @Test("other programs read what was put in", arguments: ArchiveFormat.allCases)
  func roundTrip(_ format: ArchiveFormat) throws {
    let folder = try TemporaryFolder()
    let names = try read(archive(format, in: folder), format)
    #expect(
      names == [
        "Rødt.pdf a7937b64", "3f/Miljøpartiet De Grønne.pdf e3b0c442", "manifest.json \(sevens)",
      ])
  }

  private let sevens = "08f16647"

  @Test("the same files give the same bytes", arguments: ArchiveFormat.allCases)
  func determinism(_ format: ArchiveFormat) throws {
    let folder = try TemporaryFolder()
    let first = try Data(contentsOf: archive(format, in: folder))
    #expect(try first == Data(contentsOf: archive(format, in: folder)))
  }

  @Test("a full disk is told")
  func fullDisk() throws {
    let handle = try #require(FileHandle(forWritingAtPath: "/dev/full"))
    let archive = try ArchiveFile(to: handle.fileDescriptor, as: .tar)
    let error = #expect(throws: ArchiveError.self) {
      for index in 0..<100 { try archive.add([1, 2, 3], named: "\(index).pdf") }
      try archive.finish()
    }
    #expect(error?.number == ENOSPC)
  }

  @Test(
    "the form comes from the name",
    arguments: [
      ("a/Letters.ZIP", ArchiveFormat.zip), ("b.tar", .tar), ("zip", nil), ("c.tgz", nil),
    ]
      as [(String, ArchiveFormat?)])
  func form(_ name: String, _ format: ArchiveFormat?) {
    #expect(ArchiveFormat(fileName: name) == format)
  }
}
