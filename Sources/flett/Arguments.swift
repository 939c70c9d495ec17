import ArgumentParser
import Diagnostics
import Glibc

/// What the command was called with.
enum Arguments {
  /// Holds that every argument is text.
  ///
  /// An argument that is not would be repaired on the way, and its letters go into a folder with another name.
  ///
  /// - Throws: `ValidationError` if one is not UTF-8.
  static func requireText() throws {
    for number in 1..<max(1, Int(CommandLine.argc)) {
      guard let argument = unsafe CommandLine.unsafeArgv[number],
        unsafe String(validatingCString: argument) == nil
      else { continue }
      let bytes = unsafe UnsafeRawBufferPointer(start: argument, count: strlen(argument))
      throw ValidationError("Argument \(number), '\(unsafe shown(bytes))', is not UTF-8.")
    }
  }

  /// Bytes for a terminal: those outside ASCII in hexadecimal digits.
  private static func shown(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { byte in
      (0x20..<0x7F).contains(byte)
        ? String(UnicodeScalar(byte)) : "\\x" + String(256 + Int(byte), radix: 16).dropFirst()
    }.joined()
  }

  /// A message of the parser, in which arguments of several lines are on one.
  static func quoted(in message: String) -> String {
    CommandLine.arguments.dropFirst().filter { $0.contains("\n") }.reduce(message) {
      $0.replacing($1, with: $1.onOneLine)
    }
  }
}
