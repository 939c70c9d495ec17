import Foundation

/// How many letters can be made side by side on this machine.
package func processorCount() -> Int {
  ProcessInfo.processInfo.activeProcessorCount
}
