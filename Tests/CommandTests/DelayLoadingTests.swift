import Foundation
import TestSupport
import Testing

/// C libraries, which the program that people run opens when they are first needed.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["FLETT_PROGRAM"] != nil))
struct DelayLoadingTests {
  @Test("the program opens no more than the system's own libraries when it starts")
  func start() throws {
    var command = try Command()
    command.environment["LD_TRACE_LOADED_OBJECTS"] = "1"
    let opened = try command.flett().lines.compactMap { line in
      line.split(whereSeparator: \.isWhitespace).first?.split(separator: "/").last
    }
    #expect(opened.contains("libc.so.6"), "\(opened)")
    for library in opened {
      let isOfSystem = ["linux-vdso", "ld-linux", "libc.", "libm.", "libstdc++.", "libgcc_s."]
        .contains { library.hasPrefix($0) }
      #expect(isOfSystem, "\(library)")
    }
  }

  @Test("a library that is missing is told when it is needed, and no sooner")
  func missing() throws {
    var command = try Command()
    #expect(try command.flett("new", "mailing").status == 0)
    // Files that are none of the linker's keep it from finding those that are.
    for name in ["libpng16.so.16", "libpng16.so"] {
      try command.folder.write("", to: "lib/\(name)")
    }
    command.environment["LD_LIBRARY_PATH"] = command.path + "lib"
    #expect(try command.flett("--version").status == 0)
    let run = try command.flett("merge", "mailing", "--output", "out", "--unsigned")
    #expect(run.status == 66, "\(run)")
    // Which of those that need it comes first is theirs to say.
    #expect(run.errors.hasPrefix("error: the library lib"), "\(run)")
    #expect(run.errors.contains("libpng16.so.16"), "\(run)")
    #expect(run.errors.contains("[library.missing]"), "\(run)")
    #expect(!FileManager.default.fileExists(atPath: command.path + "out/manifest.json"))
  }
}
