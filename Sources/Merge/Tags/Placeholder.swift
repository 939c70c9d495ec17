/// The private-use characters that stand for tags while Markdown is read.
///
/// To CommonMark they are letters: they are neither space nor punctuation, so `**{{name}}**` is bold
/// and `{{a*b}}` is one word.
enum Placeholder {
  /// How many tags a letter may have: the private-use area of the first plane and plane 15.
  static let limit = 6400 + 65534

  /// The character for a tag, by its number.
  static func scalar(for tag: Int) -> Unicode.Scalar? {
    guard tag < limit else { return nil }
    return Unicode.Scalar(UInt32(tag < 6400 ? 0xE000 + tag : 0xF0000 + tag - 6400))
  }

  /// The number of the tag that a character stands for, or nil for any other character.
  static func tag(for scalar: Unicode.Scalar) -> Int? {
    switch scalar.value {
    case 0xE000...0xF8FF: Int(scalar.value - 0xE000)
    case 0xF0000...0xFFFFD: Int(scalar.value - 0xF0000) + 6400
    default: nil
    }
  }
}
