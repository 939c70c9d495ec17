package import Records

/// Which records of a list a run is about.
package struct RecordChoice: Sendable {
  /// The field that tells records apart.
  package var key: String?
  /// The keys asked for; nil for all.
  package var only: Set<String>?
  /// How many records at most; nil for all.
  package var limit: Int?
  /// Which part of the list; nil for all.
  var shard: Shard?

  /// Every record of a list.
  package static let all = RecordChoice()

  /// Records as they are named.
  package init(
    key: String? = nil, only: Set<String>? = nil, limit: Int? = nil, shard: Shard? = nil
  ) {
    (self.key, self.only, self.limit, self.shard) = (key, only, limit, shard)
  }

  /// Whether a record is one of those asked for.
  func takes(_ record: Record) -> Bool {
    guard only != nil || shard != nil else { return true }
    let key = self.key(of: record)
    return only?.contains(key) != false && shard?.takes(key) != false
  }

  /// What tells a record from the others.
  package func key(of record: Record) -> String { record.key(named: key) }
}
