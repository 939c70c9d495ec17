import Foundation

/// A program of which something goes on behind it, a server or what serves a disk, and keeps nothing of ours open.
enum DetachedProgram {
  /// Runs a program to its end.
  ///
  /// - Parameters:
  ///   - words: Its name or path, and its arguments.
  ///   - tellsErrors: Whether what it says on standard error is part of its output.
  /// - Returns: The status it ended with, and its output.
  /// - Throws: An error if it cannot be started.
  static func run(
    _ words: [String], tellsErrors: Bool = false
  ) throws -> (status: Int32, output: String) {
    let folder = try TemporaryFolder()
    let file = try folder.write("", to: "output")
    let output = try FileHandle(forWritingTo: file)
    let process = Process()
    process.executableURL = URL(filePath: "/bin/bash")
    process.currentDirectoryURL = URL(filePath: "/")
    process.arguments =
      [
        "-c",
        """
        for file in /proc/self/fd/*; do
          number=${file##*/}
          if [ "$number" -gt 2 ]; then eval "exec $number>&-"; fi
        done
        exec "$0" "$@"
        """,
      ] + words
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = tellsErrors ? output : FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return (process.terminationStatus, try String(contentsOf: file, encoding: .utf8))
  }
}
