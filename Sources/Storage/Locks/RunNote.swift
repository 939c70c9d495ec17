import Foundation
package import Ledger

/// What a run that holds a folder says of itself, as long as it does.
///
/// It stands in the lock's file: while letters are checked, nothing else tells of the run, and what is found there
/// when nobody holds the folder any more is from one that was killed.
package struct RunNote: Hashable, Sendable {
  /// What the run is about.
  package let run: RunDescription
  /// When it began, in seconds since 1970 by the machine's clock.
  package let started: Double

  /// A run that begins.
  package init(_ run: RunDescription, started: Double) {
    (self.run, self.started) = (run, started)
  }

  /// So many bytes are read of one.
  private static let longest = 1 << 16

  /// Its form in the file.
  private struct Stored: Codable {
    let mailing, list, program: String
    let started: Double
  }

  /// The note in a lock's file; nil if there is none.
  init?(in path: String) {
    guard let descriptor = FileLock.opened(path) else { return nil }
    let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    guard let bytes = try? file.read(upToCount: RunNote.longest),
      let stored = try? JSONDecoder().decode(Stored.self, from: bytes), stored.started.isFinite
    else { return nil }
    run = RunDescription(mailing: stored.mailing, list: stored.list, program: stored.program)
    started = stored.started
  }

  /// Its bytes; none if it is too long to be read again.
  var bytes: [UInt8] {
    let stored = Stored(
      mailing: run.mailing, list: run.list, program: run.program, started: started)
    let bytes = (try? JSONEncoder().encode(stored)) ?? Data()
    return bytes.count > RunNote.longest ? [] : Array(bytes)
  }
}
