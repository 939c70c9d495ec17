import DisplayList
import Document
import PDFWriting

/// What a letter's file says of itself.
struct Description: Hashable, Sendable {
  /// Title, author and the like.
  var about: Metadata
  /// The letter's language as a BCP 47 tag.
  var language: String
  /// What tells this letter from the others of its mailing.
  var key: String

  /// A description of nothing but these.
  init(about: Metadata, language: String, key: String) {
    (self.about, self.language, self.key) = (about, language, key)
  }

  /// The description of a letter.
  init(_ letter: PagedLetter) {
    self.init(about: letter.metadata, language: letter.language, key: letter.key)
  }
}

/// Writes descriptions as the information dictionary (ISO 32000-1, 14.3.3) and as XMP (ISO 16684-1;
/// ISO 19005-2, 6.6; ISO 14289-1, clause 5).
///
/// Most letters of a mailing differ in their keys alone, so the rest is kept from letter to letter.
final class DescriptionWriter {
  private let producer: String
  private var last: (description: Description, information: ObjectText, packet: Packet)?

  /// An XMP packet without the letter's key, which goes in between.
  private struct Packet {
    var start: ObjectText
    var end: ObjectText
  }

  /// A writer of descriptions of what `producer` makes.
  init(producer: String) {
    self.producer = producer
  }

  /// Writes both forms of a description.
  func write(_ description: Description, to file: inout LetterFile) {
    let (information, packet) = known(description)
    var key = ObjectText()
    // The recipient's key tells this letter from the others of its mailing.
    if !description.key.isEmpty {
      key += "<dc:identifier>"
      key.escaped(description.key)
      key += "</dc:identifier>\n"
    }
    file.write(FileLayout.information) { $0 += information }
    file.write(FileLayout.metadata) { out in
      out.metadata([packet.start, key, packet.end])
    }
  }

  private func known(_ description: Description) -> (ObjectText, Packet) {
    if let last, last.description.language == description.language,
      last.description.about == description.about
    {
      return (last.information, last.packet)
    }
    let text = DescriptionText(description, producer: producer)
    let made = (
      ObjectText(dictionary: text.writeInformation),
      Packet(start: text.packetStart, end: text.packetEnd)
    )
    last = (description, made.0, made.1)
    return made
  }
}
