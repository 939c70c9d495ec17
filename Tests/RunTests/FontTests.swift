import Foundation
import TestSupport
import Testing

/// Fonts are an input of the letters that need them, and of no others.
@Suite(.serialized) struct FontTests {
  @Test(
    "a typewriter font that changed makes letters with code again, and no others",
    arguments: [("You owe us", 3), ("`Account 7`: you owe us", 0)])
  func otherFont(text: String, current: Int) throws {
    let mailing = try SampleMailing(count: 3)
    let project = URL(filePath: mailing.path).deletingLastPathComponent()
    let stationery = try String(
      contentsOf: projectFolder.appending(path: "Templates/stationery/ks.yaml"), encoding: .utf8)
    let own = project.appending(path: "own.yaml")
    try stationery.write(to: own, atomically: true, encoding: .utf8)
    let fonts = project.appending(path: "Fonts")
    try FileManager.default.createDirectory(at: fonts, withIntermediateDirectories: true)
    let font = fonts.appending(path: "DejaVuSansMono.ttf")
    try FileManager.default.copyItem(
      at: URL(filePath: "/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf"), to: font)
    try mailing.writeLetter(text: text)
    let letter = URL(filePath: mailing.path).appending(path: "letter.md")
    try String(contentsOf: letter, encoding: .utf8)
      .replacing(/stationery: .*/, with: "stationery: \(own.path)")
      .write(to: letter, atomically: true, encoding: .utf8)
    #expect(try mailing.merge().status == 0)
    #expect(try mailing.merge("--json").json()["current"] as? Int == 3)
    let handle = try FileHandle(forWritingTo: font)
    try handle.seekToEnd()
    try handle.write(contentsOf: [0, 0, 0, 0])
    try handle.close()
    #expect(try mailing.merge("--json").json()["current"] as? Int == current)
    #expect(try mailing.merge("--json").json()["current"] as? Int == 3)
  }

  @Test("letters in other scripts are current, too")
  func otherScript() throws {
    let mailing = try SampleMailing(count: 3)
    try mailing.writeLetter(text: "שלום. You owe us")
    #expect(try mailing.merge().status == 0)
    #expect(try mailing.merge("--json").json()["current"] as? Int == 3)
  }
}
