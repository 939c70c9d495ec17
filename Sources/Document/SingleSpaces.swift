extension String {
  /// The words of the text with one space between them, in place of line ends and any other white space.
  package var withSingleSpaces: String {
    split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
