import Foundation
import TestSupport
import Testing

/// Whether a process may be traced here.
private let canTrace = (try? Command().run("strace", ["-qq", "-o", "trace", "true"]).status) == 0

/// Which files a run opens: its own, the fonts, and what every program of this system needs.
@Suite(.enabled(if: canTrace, "needs strace, and leave to trace a process"))
struct HermeticityTests {
  /// What may be opened besides the mailing, its stationery, the fonts and the output folder.
  ///
  /// Shared libraries, the loader's cache, the kernel's word on this process, the time zone and the C
  /// library's locale, and the terminal, whose settings are put back when a command is stopped.
  static let system = [
    "/lib/", "/lib64/", "/usr/lib/", "/etc/ld.so.cache", "/proc/",
    "/sys/devices/system/cpu", "/sys/fs/cgroup", "/dev/null",
    "/dev/urandom", "/dev/tty", "/etc/localtime", "/usr/share/zoneinfo", "/usr/share/locale",
    "/usr/lib/locale", "/etc/locale",
  ]

  /// The files that a traced run opened, or looked into as folders; those that were not there too.
  private func opened(_ trace: String) -> Set<String> {
    let calls = /(?:open|openat|openat2|creat)\((?:AT_FDCWD, )?"([^"]*)"/
    return Set(trace.matches(of: calls).map { String($0.1) })
  }

  private func trace(_ command: Command, _ arguments: [String]) throws -> Set<String> {
    let program = builtProgram.path(percentEncoded: false)
    let outcome = try command.run(
      "strace", ["-f", "-qq", "-s", "4096", "-e", "trace=file", "-o", "trace", program] + arguments)
    try #require(outcome.status == 0, "\(outcome.errors)")
    let trace = try String(contentsOf: command.folder.url.appending(path: "trace"), encoding: .utf8)
    return opened(trace)
  }

  @Test(
    "a run opens the mailing, the fonts and its output, and nothing else of anybody's",
    arguments: ["archive", "cairo"])
  func merge(_ renderer: String) throws {
    let command = try Command()
    try command.writeMailing(
      body: "Hei, {{name}}. `kode`\n", list: "name,city\nRødt,Oslo\nשלום,\n",
      stationery: "fonts: {text: Open Sans, fallback: [Noto Sans Hebrew]}\n")
    let arguments = ["merge", "m", "--renderer", renderer, "-o", "out", "--jobs", "2"]
    let files = try trace(command, arguments)
    #expect(files.contains { $0.hasPrefix("/usr/share/fonts/") })
    let libraries = builtProgram.deletingLastPathComponent().path(percentEncoded: false)
    let allowed =
      HermeticityTests.system + ["/usr/share/fonts", "m/", "out", libraries]
      + ["m/", "out"].map { command.path + $0 }
    // The loader looks for shared libraries in several folders; the letter's language has a dictionary.
    let dictionary = "/usr/share/hyphen/hyph_nb_NO.dic"
    let others = files.filter { file in
      !file.contains(".so") && file != dictionary && !allowed.contains { file.hasPrefix($0) }
    }
    #expect(others.isEmpty, "\(others.sorted())")
    #expect(files.contains(dictionary))
    #expect(command.files(in: "out").count == 2)
  }

  @Test("no dictionary is looked at where words are not hyphenated")
  func withoutDictionaries() throws {
    let command = try Command()
    try command.writeMailing(stationery: "fonts: {text: Open Sans}\nhyphenation: off\n")
    let files = try trace(command, ["merge", "m", "-o", "out"])
    #expect(!files.contains { $0.hasPrefix("/usr/share/hyphen") })
  }

  @Test("neither fontconfig's settings nor its cache are looked at")
  func fontconfig() throws {
    let command = try Command()
    let arguments = ["merge", Command.mailing, "-o", "out"]
    let files = try trace(command, arguments)
    let asked = files.filter {
      $0.contains("fontconfig") || $0.hasPrefix("/etc/fonts") || $0.contains("fonts.conf")
    }
    #expect(asked.filter { !$0.contains("libfontconfig.so") }.isEmpty, "\(asked)")
    #expect(command.files() == ["out", "trace"])
  }
}
