import PDFWriting

/// Writes what letters' files say of themselves, in both forms.
///
/// Most letters of a mailing in one language differ in their keys alone, so the rest is kept from
/// letter to letter.
final class MetadataWriter {
  private let producer: String
  /// What was written last for letters in each language.
  private var last: [String: Written] = [:]

  private struct Written {
    let information: DocumentInformation
    let dictionary: ObjectText
    let packet: XMPPacket
  }

  /// A writer for what `producer` makes.
  init(producer: String) {
    self.producer = producer
  }

  /// Writes both forms.
  func write(_ information: DocumentInformation, to file: inout LetterFile) {
    let written = written(information)
    file.write(LetterObjects.information) { $0 += written.dictionary }
    file.write(LetterObjects.metadata) { out in
      written.packet.write(to: &out) { properties in
        // The recipient's key tells this letter from the others of its mailing.
        if !information.key.isEmpty { properties.property("dc:identifier", information.key) }
      }
    }
  }

  private func written(_ information: DocumentInformation) -> Written {
    if let last = last[information.language], last.information.about == information.about {
      return last
    }
    let written = Written(
      information: information,
      dictionary: ObjectText { $0.information(information, producer: producer) },
      packet: XMPPacket(information, producer: producer))
    last[information.language] = written
    return written
  }
}
