import Foundation
import TestSupport
import Testing

@testable import Preview

/// What of the page is built into the program.
struct PageFilesTests {
  private let folder = projectFolder.appending(path: "Sources/Preview/Page")

  @Test("every file of the page is served as it stands in the sources")
  func whole() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0 != "index.html" }
    #expect(Set(PageFiles.all.keys) == Set(names.map { "/" + $0 }))
    for name in names {
      let data = try Data(contentsOf: folder.appending(path: name))
      #expect(PageFiles.all["/" + name]?.bytes == Array(data), "\(name)")
    }
  }

  @Test("the page itself is as it stands in the sources, but for its token")
  func index() throws {
    let page = try String(contentsOf: folder.appending(path: "index.html"), encoding: .utf8)
    let served = String(decoding: PageFiles.index(token: "T0KEN"), as: UTF8.self)
    #expect(served.contains("T0KEN"))
    #expect(served == page.replacingOccurrences(of: "{{token}}", with: "T0KEN"))
  }
}
