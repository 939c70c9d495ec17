import Batch
import Foundation
import Synchronization

/// How progress is told.
enum ProgressForm: String, CaseIterable {
  /// A line on the terminal that grows.
  case bar
  /// A line of its own every few seconds, for logs.
  case plain
  /// Not at all.
  case none
}

/// Tells on standard error how far a run is, how fast it goes, and how long it will take.
final class ProgressDisplay: Sendable {
  private struct State {
    var shown = -1
    var stage = RunProgress.Stage.checking
    var began = ContinuousClock.now
    var last = ContinuousClock.now
  }

  /// How it tells.
  let form: ProgressForm
  private let state = Mutex(State())
  private static let width = 30
  private static let pause = Duration.seconds(3)

  /// A display of the given form that has shown nothing yet.
  init(_ form: ProgressForm) {
    self.form = form
  }

  /// Shows how far the run is; does nothing while the picture would be the same.
  func show(_ progress: RunProgress) {
    state.withLock { state in
      let now = ContinuousClock.now
      if progress.stage != state.stage || state.shown < 0 {
        (state.stage, state.shown, state.began, state.last) = (progress.stage, 0, now, now)
      }
      let isLast = progress.done == progress.total
      switch form {
      case .none: break
      case .bar:
        let filled = ProgressDisplay.width * progress.done / max(1, progress.total)
        guard filled != state.shown || now - state.last > .seconds(1) else { return }
        (state.shown, state.last) = (filled, now)
        write("\r\(bar(filled)) \(words(progress, now - state.began))\u{1B}[K")
      case .plain:
        guard now - state.last > ProgressDisplay.pause || isLast else { return }
        state.last = now
        write(words(progress, now - state.began) + "\n")
      }
    }
  }

  /// Takes the bar away.
  func clear() {
    state.withLock { state in
      guard form == .bar, state.shown >= 0 else { return }
      write("\r\u{1B}[2K")
      state.shown = -1
    }
  }

  private func bar(_ filled: Int) -> String {
    String(repeating: "█", count: filled)
      + String(repeating: "░", count: ProgressDisplay.width - filled)
  }

  /// `making 1200 of 9000, 410 a second, 19 s left`.
  private func words(_ progress: RunProgress, _ time: Duration) -> String {
    let text = "\(progress.stage.rawValue) \(progress.done) of \(progress.total)"
    let seconds = time / .seconds(1)
    guard seconds > 0.5, progress.done > 0 else { return text }
    let rate = Double(progress.done) / seconds
    let left = Int((Double(progress.total - progress.done) / rate).rounded(.up))
    let clock = left < 120 ? "\(left) s" : "\((left + 59) / 60) min"
    return "\(text), \(Int(rate.rounded())) a second, \(clock) left"
  }

  private func write(_ text: String) { StandardStream.error.write(text) }
}
