package import Foundation

/// The built program `flett` that tests run.
///
/// It is what `FLETT_PROGRAM` names, so that `Scripts/test` can run the same tests with the optimised program;
/// else what was built with the tests.
package let builtProgram: URL = {
  if let named = ProcessInfo.processInfo.environment["FLETT_PROGRAM"] {
    return URL(filePath: named, relativeTo: projectFolder)
  }
  // It lies beside the test bundle.
  let bundle = CommandLine.arguments.first { $0.contains(".xctest") }
  let beside = bundle.map {
    URL(filePath: String($0.prefix(upTo: $0.range(of: ".xctest")?.lowerBound ?? $0.endIndex)))
      .deletingLastPathComponent().appending(path: "flett")
  }
  if let beside, FileManager.default.isExecutableFile(atPath: beside.path) { return beside }
  return projectFolder.appending(path: ".build/debug/flett")
}()
