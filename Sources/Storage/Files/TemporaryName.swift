import Foundation
import Glibc

/// The names of files that are not whole yet: `.flett-PROCESS-NUMBER.tmp`.
enum TemporaryName {
  /// A name that no other file has.
  static func new() -> String { ".flett-\(getpid())-\(UInt64.random(in: .min ... .max)).tmp" }

  /// Whether a file has a name of this form.
  static func matches(_ name: String) -> Bool {
    guard name.hasPrefix(".flett-"), name.hasSuffix(".tmp") else { return false }
    let numbers = name.dropFirst(7).dropLast(4).split(
      separator: "-", omittingEmptySubsequences: false)
    return numbers.count == 2
      && numbers.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
  }

  /// Removes what killed runs left in a folder that nobody else works in at the moment.
  static func removeAll(in folder: String) {
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    where matches(name) {
      unsafe unlink(folder + "/" + name)
    }
  }
}
