/// Why a text could not be read as CommonMark.
///
/// Every text *is* CommonMark, so these are limits.
package enum MarkdownError: Error, Hashable, Sendable {
  /// Lists, quotes or emphasis stand inside one another more than a hundred levels deep.
  case tooDeep(line: Int)
  /// The text is longer than 16 MB.
  case tooLong
  /// cmark-gfm could not be set up, or gave a kind of node that we did not ask for.
  case unexpected(String)
}
