import Diagnostics

/// What can be wrong with a picture file.
enum PictureFault: Error, Equatable {
  case missing
  case notAFile
  case unreadable
  case tooManyBytes
  case tooManyPixels(Int, Int)
  case otherFormat(String)
  case notAPicture
  case broken(String)
  case inks
  case turned
  case rareJPEG
  case tooManyScans

  /// `an SVG`, `a TIFF`: by how the name is said.
  private static func article(of format: String) -> String {
    ["AVIF", "SVG"].contains(format) ? "an" : "a"
  }

  /// The fault in words, about the file that the author calls `name`.
  func diagnostic(named name: String, at location: SourceLocation?) -> Diagnostic {
    let (id, message, hint) = words(about: "'\(name)'")
    return .error(
      "picture.\(id)", message, at: location, hints: [hint],
      failure: [.missing, .notAFile, .unreadable].contains(self) ? .input : .data)
  }

  private func words(about name: String) -> (id: String, message: String, hint: String) {
    switch self {
    case .missing: ("missing", "there is no picture \(name)", "check the name and the folder")
    case .notAFile:
      ("not-a-file", "the picture \(name) is not a file", "name a PNG or JPEG file")
    case .unreadable:
      ("unreadable", "the picture \(name) cannot be read", "check who may read the file")
    case .tooManyBytes:
      (
        "too-large", "the picture \(name) is larger than 50 MB",
        "save it smaller: a letter needs 300 pixels an inch at most"
      )
    case .tooManyPixels(let width, let height):
      (
        "too-large",
        "the picture \(name) has \(width) × \(height) pixels, more than a letter can hold",
        "save it smaller: a letter needs 300 pixels an inch at most"
      )
    default: wordsAboutContents(of: name)
    }
  }

  private func wordsAboutContents(
    of name: String
  ) -> (id: String, message: String, hint: String) {
    switch self {
    case .otherFormat(let format):
      (
        "format",
        "the picture \(name) is \(PictureFault.article(of: format)) \(format) file, which a letter "
          + "cannot hold",
        "save it as PNG or JPEG"
      )
    case .broken(let detail):
      ("broken", "the picture \(name) is broken: \(detail)", "save or copy it again")
    case .inks:
      (
        "cmyk", "the picture \(name) has the colours of printing inks (CMYK)",
        "save it with RGB colours or in grey"
      )
    case .turned:
      (
        "turned", "the picture \(name) is stored on its side or mirrored (Exif orientation)",
        "open it in an image editor and save it upright"
      )
    case .rareJPEG:
      (
        "rare-jpeg", "the picture \(name) is a kind of JPEG that not every PDF reader shows",
        "save it again as an ordinary JPEG, or as PNG"
      )
    case .tooManyScans:
      (
        "too-many-scans",
        "the picture \(name) is built up in more than \(JPEGFile.mostScans) scans, "
          + "which keeps readers busy",
        "save it again as an ordinary JPEG, or as PNG"
      )
    default: ("format", "the picture \(name) is neither PNG nor JPEG", "save it as PNG or JPEG")
    }
  }
}
