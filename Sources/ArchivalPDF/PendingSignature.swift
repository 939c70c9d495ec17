import Diagnostics
import DisplayList
import Geometry
import Signing

/// What of a letter depends on the act of signing, before that.
struct PendingSignature {
  let objects: SignatureObjects
  let description: SignatureDescription
  let options: SignatureOptions
  let layout: FileLayout
  let box: SignatureBox?
  let appearances: AppearanceMaker
  let fonts: AppearanceFonts

  /// The place for the signature itself.
  var hole: SigningHole { SigningHole(capacity: options.signer.capacity) }

  /// Writes everything that depends on the act of signing.
  ///
  /// - Parameters:
  ///   - file: The file, with everything else in it.
  ///   - time: When the letter is signed.
  /// - Returns: Where in the file the entries of ``hole`` begin.
  func write(to file: inout ObjectFile, at time: SigningTime) -> Int {
    writeAppearance(to: &file, at: time)
    writeElement(to: &file, at: time)
    return writeValue(to: &file, at: time)
  }

  /// The form that is the widget's appearance (ISO 32000-1, 12.5.5), its origin at the top left.
  private func writeAppearance(to file: inout ObjectFile, at time: SigningTime) {
    guard let box else {
      return file.write(objects.appearance, stream: StreamData(plain: [])) { out in
        out += "/Type/XObject/Subtype/Form/BBox[0 0 0 0]"
      }
    }
    file.write(objects.appearance, stream: appearances.stream(of: box, at: time, fonts)) { out in
      out += "/Type/XObject/Subtype/Form/BBox[0 "
      out.points(.zero - box.size.height)
      out += " "
      out.points(box.size.width)
      out += " 0]/Resources "
      out.reference(layout.resources)
    }
  }

  /// The element with the widget in it (ISO 14289-1, 7.18.4), which says what the box shows.
  private func writeElement(to file: inout ObjectFile, at time: SigningTime) {
    file.write(objects.element) { out in
      out += "<</S/Form/P "
      out.reference(layout.document)
      out += "/Pg "
      out.reference(layout.page(objects.page))
      out += "/Alt"
      out.text(description.alternative(at: time))
      out += "/K<</Type/OBJR/Obj "
      out.reference(objects.widget)
      out += "/Pg "
      out.reference(layout.page(objects.page))
      out += ">>>>"
    }
  }

  /// The signature's dictionary (ISO 32000-1, 12.8.1; ETSI EN 319 142-1, 6.3).
  private func writeValue(to file: inout ObjectFile, at time: SigningTime) -> Int {
    var place = 0
    file.write(objects.value) { out in
      out += "<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/M"
      out.literal(time.portable.utf8)
      if !options.reason.isEmpty {
        out += "/Reason"
        out.text(options.reason)
      }
      if let changes = options.allowedChanges {
        out += "/Reference[<</Type/SigRef/TransformMethod/DocMDP/TransformParams"
        out += "<</Type/TransformParams/P \(changes.rawValue)/V/1.2>>>>]"
      }
      place = out.bytes.count
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
