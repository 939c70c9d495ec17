import Diagnostics
import DisplayList
import Geometry
import PDFWriting
import Signing

/// Writes the parts of a letter that depend on the act of signing.
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
  func write(to file: inout LetterFile, at time: SigningTime) throws(DiagnosticsError) -> Int {
    try writeAppearance(to: &file, at: time)
    writeElement(to: &file, at: time)
    return writeValue(to: &file, at: time)
  }

  /// The form that is the widget's appearance (ISO 32000-1, 12.5.5), its origin at the top left.
  private func writeAppearance(
    to file: inout LetterFile, at time: SigningTime
  ) throws(DiagnosticsError) {
    let look = letter.look?.look
    let stream = try look.map { look throws(DiagnosticsError) in
      try appearances.stream(of: look, at: time)
    }
    file.write(letter.objects.appearance) { out in
      out.stream(stream?.bytes ?? []) { form in
        form.storage(of: stream ?? StreamData(plain: []))
        form.name("/Type", "/XObject")
        form.name("/Subtype", "/Form")
        form.array("/BBox") { box in
          box.integer(0)
          box.points(.zero - (look?.box.size.height ?? .zero))
          box.points(look?.box.size.width ?? .zero)
          box.integer(0)
        }
        if look != nil { form.reference("/Resources", letter.resources) }
      }
    }
  }

  /// The element with the widget in it (ISO 14289-1, 7.18.4), which says what the box shows.
  private func writeElement(to file: inout LetterFile, at time: SigningTime) {
    let page = LetterObjects.page(letter.objects.page)
    file.write(letter.objects.element) { out in
      out.dictionary { element in
        element.name("/S", "/Form")
        element.reference("/P", LetterObjects.document)
        element.reference("/Pg", page)
        element.value("/Alt", wording.alternative(of: letter.description, at: time))
        if let language = letter.description.language { element.text("/Lang", language) }
        element.dictionary("/K") { widget in
          widget.name("/Type", "/OBJR")
          widget.reference("/Obj", letter.objects.widget)
          widget.reference("/Pg", page)
        }
      }
    }
  }

  /// The signature's dictionary.
  private func writeValue(to file: inout LetterFile, at time: SigningTime) -> Int {
    var place = 0
    let start = file.start
    file.write(letter.objects.value) { out in
      out.dictionary { value in
        value.append(wording.dictionaryStart(at: time))
        place = start + value.position.byte
        value.append(bytes: options.hole.entries)
      }
    }
    return place
  }
}
