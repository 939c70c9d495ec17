import Document

/// The quotation marks of a language, as its own rules of writing have them.
struct QuotationMarks {
  /// What stands around words that are quoted.
  let outer: (open: Unicode.Scalar, close: Unicode.Scalar)
  /// What stands around words that are quoted within a quotation.
  let inner: (open: Unicode.Scalar, close: Unicode.Scalar)

  /// The marks of a language, a BCP 47 tag; those of English for one that is not known.
  init(language: String) {
    (outer, inner) =
      switch language.primaryLanguage {
      case "nb", "nn", "no", "se": (("«", "»"), ("‘", "’"))
      case "da": (("»", "«"), ("›", "‹"))
      case "sv", "fi": (("”", "”"), ("’", "’"))
      case "de": (("„", "“"), ("‚", "‘"))
      case "fr": (("«", "»"), ("‹", "›"))
      default: (("“", "”"), ("‘", "’"))
      }
  }
}
