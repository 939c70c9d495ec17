import Diagnostics
import DisplayList
import Geometry
import Signing

/// Writes what of a letter depends on the act of signing.
///
/// Straight into the file: no other letter has these objects, and their numbers are known by now.
struct PendingSignature {
  let letter: PreparedSignature
  let options: SignatureOptions
  let appearances: AppearanceMaker
  let wording: SignatureWording

  /// Writes everything that depends on the act of signing.
  ///
  /// - Parameters:
  ///   - file: The file, with everything else in it.
  ///   - time: When the letter is signed.
  /// - Returns: Where in the file the entries of ``SignatureOptions/hole`` begin.
  /// - Throws: ``DiagnosticsError`` if a font cannot be read any more.
  func write(to file: inout FileBody, at time: SigningTime) throws(DiagnosticsError) -> Int {
    try writeAppearance(to: &file, at: time)
    writeElement(to: &file, at: time)
    return writeValue(to: &file, at: time)
  }

  /// The form that is the widget's appearance (ISO 32000-1, 12.5.5), its origin at the top left.
  private func writeAppearance(
    to file: inout FileBody, at time: SigningTime
  ) throws(DiagnosticsError) {
    let look = letter.look?.look
    let stream = try look.map { look throws(DiagnosticsError) in
      try appearances.stream(of: look, at: time)
    }
    let numbering = file.numbering
    file.write(letter.objects.appearance) { out in
      out += "<</Length "
      out.integer(stream?.bytes.count ?? 0)
      if stream?.isCompressed == true { out += "/Filter/FlateDecode" }
      out += "/Type/XObject/Subtype/Form/BBox[0 "
      out.points(.zero - (look?.box.size.height ?? .zero))
      out += " "
      out.points(look?.box.size.width ?? .zero)
      out += " 0]"
      if look != nil {
        out += "/Resources "
        out.reference(letter.resources, numbering)
      }
      out += ">>\nstream\n"
      out.bytes += stream?.bytes ?? []
      out += "\nendstream"
    }
  }

  /// The element with the widget in it (ISO 14289-1, 7.18.4), which says what the box shows.
  private func writeElement(to file: inout FileBody, at time: SigningTime) {
    let (page, numbering) = (FileLayout.page(letter.objects.page), file.numbering)
    file.write(letter.objects.element) { out in
      out += "<</S/Form/P "
      out.reference(FileLayout.document, numbering)
      out += "/Pg "
      out.reference(page, numbering)
      out += "/Alt"
      out += wording.alternative(of: letter.description, at: time)
      if let language = letter.description.language {
        out += "/Lang"
        out.text(language)
      }
      out += "/K<</Type/OBJR/Obj "
      out.reference(letter.objects.widget, numbering)
      out += "/Pg "
      out.reference(page, numbering)
      out += ">>>>"
    }
  }

  /// The signature's dictionary.
  private func writeValue(to file: inout FileBody, at time: SigningTime) -> Int {
    var place = 0
    let start = file.start
    file.write(letter.objects.value) { out in
      out += wording.dictionaryStart(at: time)
      place = start + out.bytes.count
      out.bytes += options.hole.entries
      out += ">>"
    }
    return place
  }
}

extension ObjectBytes {
  /// Adds a reference to an object whose number is known.
  fileprivate mutating func reference(_ object: Reference, _ numbering: LetterNumbering) {
    integer(numbering.number(of: object))
    self += " 0 R"
  }
}
