import Foundation
import Resources
import TestSupport
import Testing

/// Files that are built into the program.
struct ResourcesTests {
  @Test(
    "every file of a folder that goes into the program is there as it stands in the sources",
    arguments: ["Preview/Page", "Composition/Starter/Resources"])
  func whole(folder: String) throws {
    let place = projectFolder.appending(path: "Sources/\(folder)")
    let names = try FileManager.default.contentsOfDirectory(atPath: place.path)
    try #require(!names.isEmpty)
    for name in names {
      let data = try Data(contentsOf: place.appending(path: name))
      #expect(Resources.bytes(of: "\(folder)/\(name)") == Array(data), "\(name)")
    }
  }

  @Test("a file that is not built in is none")
  func missing() {
    #expect(Resources.bytes(of: "Preview/Page") == nil)
    #expect(Resources.bytes(of: "") == nil)
  }
}
