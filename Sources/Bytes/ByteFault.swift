/// Why bytes from outside cannot be read any further.
package enum ByteFault: Error, Hashable, Sendable {
  /// They end before what they announce.
  case end
  /// A number in them, or a sum of such numbers, is larger than any that can be meant.
  case overflow
  /// What they hold is nested deeper than the reader follows.
  case tooDeep
  /// Reading them costs more work or memory than their size can be worth.
  case tooMuch
}
