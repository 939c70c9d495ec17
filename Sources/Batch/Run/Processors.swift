import Foundation

/// How many letters can be made side by side on this machine.
func processorCount() -> Int {
  ProcessInfo.processInfo.activeProcessorCount
}
