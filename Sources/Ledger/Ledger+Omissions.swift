package import Diagnostics
import SQLite

/// Who of the list gets no letter, as of the last plan.
extension Ledger {
  /// Gathers recipients who get no letter.
  ///
  /// Nothing of it is kept until a plan is adopted that takes them in.
  package func gather(_ omissions: [OmittedEntry]) throws(DiagnosticsError) {
    try write { database in
      for omission in omissions { try StoredOmission(omission).gather(in: database) }
    }
  }

  /// Whether the ledger knows those already that were gathered, and no others.
  package func knowsGatheredOmissions() throws(DiagnosticsError) -> Bool {
    try read { try StoredOmission.areGathered(in: $0) }
  }

  /// Hands over those who get no letter, in the order of the list.
  ///
  /// - Throws: ``DiagnosticsError`` if the ledger cannot be read.
  package func forEachOmission(_ body: (OmittedEntry) -> Void) throws(DiagnosticsError) {
    try read { try StoredOmission.forEach(in: $0, body) }
  }

  /// How many get no letter, by reason.
  ///
  /// - Throws: ``DiagnosticsError`` if the ledger cannot be read.
  package func omissionCounts() throws(DiagnosticsError) -> OmissionCounts {
    var counts = OmissionCounts()
    try forEachOmission { counts.add($0.reason) }
    return counts
  }
}

/// How many recipients get no letter, by reason.
package struct OmissionCounts: Hashable, Sendable, Codable {
  /// Of rows that a sheet hides, of lists of people who get none, and of conditions.
  package private(set) var hidden = 0, except = 0, condition = 0

  private enum CodingKeys: String, CodingKey {
    case hidden, except
    case condition = "where"
  }

  /// Nobody.
  package init() {}

  /// How many there are together.
  package var total: Int { hidden + except + condition }

  mutating func add(_ reason: OmissionReason) {
    switch reason {
    case .hidden: hidden += 1
    case .except: except += 1
    case .condition: condition += 1
    }
  }

  /// Whether a list could be so long.
  var isPlausible: Bool { [hidden, except, condition].allSatisfy(Plausible.count.contains) }
}
