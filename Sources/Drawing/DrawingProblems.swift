import Cairo
import Diagnostics
import DisplayList

/// What can keep a page from being drawn, in the words of whoever has to put it right.
extension Diagnostic {
  /// A font file that layout found is gone or damaged.
  static func unreadableFont(
    _ face: Face, _ error: FontFileError, at location: SourceLocation?
  ) -> Diagnostic {
    .error(
      "drawing.font", "the font '\(face.family) \(face.style)' cannot be read: \(error)",
      at: location,
      hints: ["the font file is \(face.path)", "run the set-up again to install the fonts"],
      failure: .input)
  }

  /// A letter's date is not a date.
  static func malformedDate(_ date: String) -> Diagnostic {
    .error(
      "drawing.date", "the letter's date '\(date)' is not a date",
      hints: ["write it as year-month-day, such as 2020-08-19"])
  }

  /// A picture of a page would have no pixels or too many.
  static func resolution(_ dotsPerInch: Double) -> Diagnostic {
    .error(
      "drawing.resolution", "a page cannot be drawn with \(dotsPerInch) pixels an inch",
      hints: ["80 suits a screen, 200 a close look"], failure: .usage)
  }

  /// Cairo failed where it should not.
  static func cairo(_ error: CairoError, at location: SourceLocation?) -> Diagnostic {
    guard error != .outOfMemory else {
      return .error(
        "drawing.memory", "memory ran out while a page was drawn", at: location,
        hints: ["run fewer jobs at once"], failure: .temporary)
    }
    return .error(
      "drawing.failed", "a page cannot be drawn: \(error)", at: location,
      hints: ["this is a fault in Flett: please report it"], failure: .software)
  }
}

/// Does some drawing and says in our words what goes wrong in it, at a place in the author's files.
func inOurWords<Output: ~Copyable>(
  at location: SourceLocation? = nil, _ body: () throws -> Output
) throws(DiagnosticsError) -> Output {
  do {
    return try body()
  } catch let error as DiagnosticsError {
    throw error
  } catch let error as CairoError {
    throw DiagnosticsError(.cairo(error, at: location))
  } catch {
    throw DiagnosticsError(
      .error(
        "drawing.failed", "a page cannot be drawn: \(error)", at: location,
        hints: ["this is a fault in Flett: please report it"], failure: .software))
  }
}
