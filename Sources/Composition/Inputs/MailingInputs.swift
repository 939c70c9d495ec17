package import Merge
import Records

/// Everything that goes into a mailing's letters, for each version of the letter.
package struct MailingInputs: Sendable {
  /// What goes into letters of the version in the mailing's own file.
  package var main: LetterInputs { versions[0] }
  /// What goes into letters of each version, in the order of ``merger``'s.
  package let versions: [LetterInputs]
  /// Makes each recipient's letter in its version.
  package let merger: VersionedMerger

  /// What goes into letters that `merger` fills, for each of its versions.
  package init(_ merger: VersionedMerger, _ versions: [LetterInputs]) {
    (self.merger, self.versions) = (merger, versions)
  }
}
