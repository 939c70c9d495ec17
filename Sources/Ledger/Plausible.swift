/// What numbers in ledgers and manifests can be: beyond these bounds nothing is a number of ours, and sums
/// within them never overflow.
enum Plausible {
  /// Numbers of records, pages and attempts, and numbers in the ledger.
  static let count = 0...1 << 40
  /// Numbers of letters in a ledger, each a bit in a ``NumberSet``.
  static let id: ClosedRange<Int64> = 1...1 << 30
  /// Sizes of files in bytes: up to here a floating-point sum is exact.
  static let size = 0...1 << 53
  /// Seconds since 1970, to the end of the year 9999.
  static let time = 0.0...253_402_300_799
  /// How many bytes a SHA-256 has.
  static let digest = 32
}
