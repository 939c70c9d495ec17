import DisplayList
import Signing

/// Words what depends on the time of signing but not on the letter, and keeps the last of it: thousands of
/// letters are signed in the same second.
final class SignatureWording {
  private let options: SignatureOptions
  private var lastStart: (time: SigningTime, start: ObjectBytes)?
  private var lastAlternative:
    (description: SignatureDescription, time: SigningTime, text: ObjectBytes)?

  /// The wording of signatures by one signer.
  init(_ options: SignatureOptions) {
    self.options = options
  }

  /// The signature's dictionary up to the hole (ISO 32000-1, 12.8.1; ETSI EN 319 142-1, 6.3).
  func dictionaryStart(at time: SigningTime) -> ObjectBytes {
    if let lastStart, lastStart.time == time { return lastStart.start }
    var out = ObjectBytes()
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
    lastStart = (time, out)
    return out
  }

  /// The words that stand for the box, as a text string.
  func alternative(of description: SignatureDescription, at time: SigningTime) -> ObjectBytes {
    if let last = lastAlternative, last.time == time, last.description == description {
      return last.text
    }
    var out = ObjectBytes()
    out.text(description.alternative(at: time))
    lastAlternative = (description, time, out)
    return out
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
