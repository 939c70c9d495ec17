import Diagnostics
import DisplayList
import Geometry
import Signing

/// Writes what of a letter depends on the act of signing.
struct PendingSignature {
  let letter: PreparedSignature
  let options: SignatureOptions
  let appearances: AppearanceMaker

  /// The place for the signature itself.
  var hole: SigningHole { SigningHole(capacity: options.signer.capacity) }

  /// Writes everything that depends on the act of signing.
  ///
  /// - Parameters:
  ///   - file: The file, with everything else in it.
  ///   - time: When the letter is signed.
  /// - Returns: Where in the file the entries of ``hole`` begin.
  /// - Throws: ``DiagnosticsError`` if a font cannot be read any more.
  func write(to file: inout FileBody, at time: SigningTime) throws(DiagnosticsError) -> Int {
    var list = ObjectList()
    try writeAppearance(to: &list, at: time)
    writeElement(to: &list, at: time)
    file.add(list.streams.bytes)
    file.add(list.plain.bytes)
    return writeValue(to: &file, at: time)
  }

  /// The form that is the widget's appearance (ISO 32000-1, 12.5.5), its origin at the top left.
  private func writeAppearance(
    to list: inout ObjectList, at time: SigningTime
  ) throws(DiagnosticsError) {
    guard let look = letter.look?.look else {
      return list.write(letter.objects.appearance, stream: StreamData(plain: [])) { out in
        out += "/Type/XObject/Subtype/Form/BBox[0 0 0 0]"
      }
    }
    let stream = try appearances.stream(of: look, at: time)
    list.write(letter.objects.appearance, stream: stream) { out in
      out += "/Type/XObject/Subtype/Form/BBox[0 "
      out.points(.zero - look.box.size.height)
      out += " "
      out.points(look.box.size.width)
      out += " 0]/Resources "
      out.reference(letter.resources)
    }
  }

  /// The element with the widget in it (ISO 14289-1, 7.18.4), which says what the box shows.
  private func writeElement(to list: inout ObjectList, at time: SigningTime) {
    list.write(letter.objects.element) { out in
      out += "<</S/Form/P "
      out.reference(FileLayout.document)
      out += "/Pg "
      out.reference(FileLayout.page(letter.objects.page))
      out += "/Alt"
      out.text(letter.description.alternative(at: time))
      if let language = letter.description.language {
        out += "/Lang"
        out.text(language)
      }
      out += "/K<</Type/OBJR/Obj "
      out.reference(letter.objects.widget)
      out += "/Pg "
      out.reference(FileLayout.page(letter.objects.page))
      out += ">>>>"
    }
  }

  /// The signature's dictionary (ISO 32000-1, 12.8.1; ETSI EN 319 142-1, 6.3).
  private func writeValue(to file: inout FileBody, at time: SigningTime) -> Int {
    var place = 0
    let start = file.start
    file.write(letter.objects.value) { out in
      out += "<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/M"
      out.literal(time.portable.utf8)
      if !options.reason.isEmpty {
        out += "/Reason"
        out.text(options.reason)
      }
      if let changes = options.allowedChanges {
        out += "/Reference[<</Type/SigRef/TransformMethod/DocMDP/TransformParams"
        out += "<</Type/TransformParams/P "
        out.integer(changes.rawValue)
        out += "/V/1.2>>>>]"
      }
      place = start + out.bytes.count
      out.bytes += hole.entries
      out += ">>"
    }
    return place
  }
}

extension SigningTime {
  /// The time as a date of PDF (ISO 32000-1, 7.9.4).
  var portable: String {
    let two = { (value: Int) in SigningTime.digits(value, 2) }
    let day = SigningTime.digits(year, 4) + two(month) + two(day)
    return
      "D:\(day)\(two(hour))\(two(minute))\(two(second))\(zone.sign)\(zone.hours)'\(zone.minutes)'"
  }
}
