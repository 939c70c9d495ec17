import Bytes
import DisplayList
import PDFWriting
import Signing

/// Writes what depends on the time of signing but not on the letter, and keeps the last result:
/// thousands of letters are signed in the same second.
final class SignatureWording {
  private let options: SignatureOptions
  private var lastStart: (time: SigningTime, start: DictionaryEntries)?
  private var lastAlternative:
    (description: SignatureDescription, time: SigningTime, text: ObjectText)?

  /// The wording of signatures by one signer.
  init(_ options: SignatureOptions) {
    self.options = options
  }

  /// The signature's dictionary up to the hole (ISO 32000-1, 12.8.1; ETSI EN 319 142-1, 6.3).
  func dictionaryStart(at time: SigningTime) -> DictionaryEntries {
    if let lastStart, lastStart.time == time { return lastStart.start }
    let start = DictionaryEntries { out in
      out.name("/Type", "/Sig")
      out.name("/Filter", "/Adobe.PPKLite")
      out.name("/SubFilter", "/ETSI.CAdES.detached")
      out.literal("/M", time.portable.utf8)
      if !options.reason.isEmpty { out.text("/Reason", options.reason) }
      if let changes = options.allowedChanges { out.certification(changes) }
    }
    lastStart = (time, start)
    return start
  }

  /// The words that stand for the box, as a text string.
  func alternative(of description: SignatureDescription, at time: SigningTime) -> ObjectText {
    if let last = lastAlternative, last.time == time, last.description == description {
      return last.text
    }
    var out = ObjectText()
    out.text(description.alternative(at: time))
    lastAlternative = (description, time, out)
    return out
  }
}

extension DictionaryWriter {
  /// Says what may be done to a certified letter (ISO 32000-1, 12.8.2.2).
  fileprivate mutating func certification(_ changes: SignatureOptions.AllowedChanges) {
    array("/Reference") { references in
      references.dictionary { reference in
        reference.name("/Type", "/SigRef")
        reference.name("/TransformMethod", "/DocMDP")
        reference.dictionary("/TransformParams") { parameters in
          parameters.name("/Type", "/TransformParams")
          parameters.integer("/P", changes.rawValue)
          parameters.name("/V", "/1.2")
        }
      }
    }
  }
}

extension SigningTime {
  /// The time as a date of PDF (ISO 32000-1, 7.9.4).
  var portable: String {
    let two = { (value: Int) in String(value, digits: 2) }
    let day = String(year, digits: 4) + two(month) + two(day)
    return
      "D:\(day)\(two(hour))\(two(minute))\(two(second))\(zone.sign)\(zone.hours)'\(zone.minutes)'"
  }
}
