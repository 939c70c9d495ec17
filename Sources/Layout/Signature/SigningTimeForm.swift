import DisplayList
import Document

/// How a visible signature writes its time.
///
/// Every time is as long as any other and differs from it in digits and signs alone, so that there can be
/// room for a time that nobody knows yet.
enum SigningTimeForm {
  /// `19.08.2020 kl. 12.03 (UTC+02:00)`, as Norwegian and Danish have it.
  case norwegian
  /// `2020-08-19 12:03 (UTC+02:00)`, after ISO 8601.
  case international

  /// The form that a language's readers expect; the language is a BCP 47 tag.
  init(language: String) {
    let isNorwegian = ["nb", "nn", "no", "da"].contains(language.primaryLanguage)
    self = isNorwegian ? .norwegian : .international
  }

  /// The form as text, with a place for each digit.
  var text: TimedText {
    var text = TimedText()
    for piece in pieces {
      switch piece {
      case .part(let part): text.append(part)
      case .words(let words): text.append(words)
      }
    }
    return text
  }

  private enum Piece: ExpressibleByStringLiteral {
    case part(SigningTime.Part)
    case words(String)

    init(stringLiteral words: String) { self = .words(words) }
  }

  private var pieces: [Piece] {
    let zone: [Piece] = [
      " (UTC", .part(.zoneSign), .part(.zoneHours), ":", .part(.zoneMinutes), ")",
    ]
    return switch self {
    case .norwegian:
      [
        .part(.day), ".", .part(.month), ".", .part(.year), " kl. ", .part(.hour), ".",
        .part(.minute),
      ] + zone
    case .international:
      [
        .part(.year), "-", .part(.month), "-", .part(.day), " ", .part(.hour), ":", .part(.minute),
      ] + zone
    }
  }
}
