import Foundation
import TestSupport
import Testing

/// `flett preview` without pictures: the page's server, from outside.
struct LivePreviewTests {
  @Test("the page has an address, keeps its port, and ends well on Ctrl-C")
  func served() throws {
    let command = try Command()
    try command.writeMailing()
    let process = Process()
    process.executableURL = builtProgram
    process.arguments = ["preview", command.path + "m", "--no-open"]
    let (output, errors) = (Pipe(), Pipe())
    (process.standardOutput, process.standardError) = (output, errors)
    try process.run()
    var said = ""
    while !said.contains("Ctrl-C ends it.") {
      let data = output.fileHandleForReading.availableData
      try #require(!data.isEmpty, "the preview ended by itself")
      said += String(decoding: data, as: UTF8.self)
    }
    let address = try #require(said.firstMatch(of: /http:\/\/127\.0\.0\.1:(\d+)\/\?key=\w+/))
    let taken = try command.flett("preview", "m", "--no-open", "--port", String(address.1))
    #expect(taken.status == 75)
    #expect(taken.errors.contains("port \(address.1) of '127.0.0.1' cannot be had"))
    process.interrupt()
    let last = try errors.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    #expect(String(decoding: last, as: UTF8.self) == "\nending the preview\n")
  }
}
