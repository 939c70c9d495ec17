import Dispatch
import Synchronization

extension FuzzTarget {
  /// What `LLVMFuzzerTestOneInput` does: it stops the program where something must not be.
  package func examine(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    do {
      _ = self == .pdf ? try waiting(for: bytes) : try examineAtOnce(bytes)
    } catch {
      fatalError("\(rawValue): \(error)")
    }
    return 0
  }

  /// libFuzzer calls on the program's first thread, where nothing else runs that waiting could hold up.
  private func waiting(for bytes: [UInt8]) throws -> Outcome {
    let box = Box()
    let isDone = DispatchSemaphore(value: 0)
    Task {
      let result: Result<Outcome, any Error>
      do {
        result = .success(try await examine(bytes))
      } catch {
        result = .failure(error)
      }
      box.result.withLock { $0 = result }
      isDone.signal()
    }
    isDone.wait()
    guard let result = box.result.withLock({ $0 }) else { throw Violation("nothing came of it") }
    return try result.get()
  }

  private final class Box: Sendable {
    let result = Mutex<Result<Outcome, any Error>?>(nil)
  }
}
