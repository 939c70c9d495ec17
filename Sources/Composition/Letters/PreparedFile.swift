package import ArchivalPDF

/// A letter's file as far as it can be made before all letters were looked at.
package enum PreparedFile: Sendable {
  /// What the archival writer finishes.
  case archival(PreparedLetter)
  /// The whole file.
  case whole([UInt8])
}
