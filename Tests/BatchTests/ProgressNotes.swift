import Batch
import Synchronization

/// What a run told of its progress.
final class ProgressNotes: Sendable {
  private let noted = Mutex<[RunProgress]>([])

  /// All of it in order.
  var all: [RunProgress] { noted.withLock { $0 } }

  /// Keeps it.
  func note(_ progress: RunProgress) {
    noted.withLock { $0.append(progress) }
  }
}
