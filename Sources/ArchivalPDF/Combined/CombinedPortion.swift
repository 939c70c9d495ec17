package import Diagnostics

/// What must be known of some letters before the file that they go into is begun.
package struct CombinedPortion: Sendable {
  /// How many letters, pages, keys of the parent tree and objects they have.
  let letters, pages, keys, plain, streams: Int
  /// Their page that has the last label.
  let lastLabel: Int
  /// The parts that they share with others, in the order of first use.
  let parts: [SharedPart]
  /// The information that all of them have in common.
  let information: CommonInformation

  /// Looks at letters that follow each other.
  ///
  /// - Throws: ``DiagnosticsError`` if one is to be signed: a signature is of a file, not of a letter in it.
  package init(_ letters: [CombinedLetter], _ options: CombinedOptions) throws(DiagnosticsError) {
    guard !letters.contains(where: { !$0.letter.signatures.isEmpty }) else {
      throw DiagnosticsError(
        .error(
          "archive.combined-signature", "letters in one file cannot be signed one by one",
          failure: .usage))
    }
    let numbering = PortionNumbering(letters, options)
    self.letters = letters.count
    (pages, keys) = (numbering.pageCount, numbering.keyCount)
    (plain, streams) = (
      numbering.plainCount, numbering.streamCount + options.shape.streams(for: numbering.plainCount)
    )
    lastLabel = numbering.letters.last?.firstPage ?? 0
    parts = letters.differentParts
    var information = CommonInformation()
    for letter in letters { information.add(letter.letter.information) }
    self.information = information
  }
}

extension [CombinedLetter] {
  /// The parts of the letters, each once, in the order of first use.
  var differentParts: [SharedPart] {
    var parts: [SharedPart] = []
    for letter in self
    where !parts.contains(where: { $0.identifier == letter.letter.part.identifier }) {
      parts.append(letter.letter.part)
    }
    return parts
  }
}

/// Where some letters stand among all of a file.
struct PortionPlace: Sendable {
  /// How many letters, pages, keys of the parent tree and objects come before them.
  var firstLetter = 0
  var firstPage = 0
  var firstKey = 0
  var firstObject = 0
  /// The last key and the last label's page.
  var lastKey = 0
  var lastLabel = 0
  /// How many letters, pages, objects that are no streams, and streams they are.
  var letters = 0
  var pages = 0
  var plain = 0
  var streams = 0
}
