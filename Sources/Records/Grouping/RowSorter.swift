import Diagnostics

/// Brings the rows of a table into the order of the records that they belong to; rows of one record stay in the
/// order in which they come.
enum RowSorter {
  /// Rows in the order of their records, as bytes of a ``KeyedBytesReader``.
  ///
  /// - Parameters:
  ///   - name: What their table is called in messages.
  ///   - options: How much is sorted at a time.
  ///   - next: Gives each row with the place of its record, from 1; nil after the last one.
  /// - Returns: The sorted rows, in memory or in a file of our own.
  /// - Throws: ``DiagnosticsError`` if the rows cannot be kept, and what `next` throws.
  static func sorted(
    named name: String, _ options: ListOptions,
    _ next: () throws(DiagnosticsError) -> (owner: UInt32, row: Record)?
  ) throws(DiagnosticsError) -> ByteSource {
    try ByteSorter.sorted(named: name, holding: options.sortedBytes) {
      bytes throws(DiagnosticsError) in
      guard let (owner, row) = try next() else { return nil }
      SortedKey.append(owner, to: &bytes)
      bytes.append(storing: row)
      return 4
    }
  }
}
