package import Diagnostics
import Document

/// A file of many letters before it is begun.
package struct CombinedPlan: Sendable {
  private let options: CombinedOptions
  private var portions: [PortionPlace] = []
  private var end = PortionPlace()
  private var parts = CombinedParts()
  private var profile: Int32?
  private var information = CommonInformation()

  /// A plan with no letter in it.
  package init(_ options: CombinedOptions) {
    self.options = options
  }

  /// Adds the letters that come next.
  package mutating func add(_ portion: CombinedPortion) {
    guard portion.letters > 0 else { return }
    (end.letters, end.pages) = (portion.letters, portion.pages)
    (end.plain, end.streams) = (portion.plain, portion.streams)
    (end.lastKey, end.lastLabel) = (
      end.firstKey + portion.keys - 1, end.firstPage + portion.lastLabel
    )
    portions.append(end)
    end.firstLetter += portion.letters
    end.firstPage += portion.pages
    end.firstKey += portion.keys
    end.firstObject += portion.plain + portion.streams
    for part in portion.parts {
      parts.add(part)
      profile = profile ?? parts[part]?.numbers[SharedPart.profile.index]
    }
    if let common = portion.information.common { information.add(common) }
  }

  /// The file, ready to be written.
  ///
  /// - Throws: ``DiagnosticsError`` if it would have more objects than a file may have.
  package func file() throws(DiagnosticsError) -> CombinedFile {
    let file = CombinedFile(
      options: options, portions: portions, end: end, parts: parts,
      profile: profile ?? 0, information: titled)
    let limit = options.letters.objectLimit
    guard file.objectCount <= limit else {
      // The parts of a list are not equally large.
      let files = file.objectCount * 21 / 20 / limit + 1
      throw BrokenRule.objectCount(
        .combined(letters: end.firstLetter, files: files, limit: limit)
      ).error
    }
    return file
  }

  private var titled: DocumentInformation {
    var titled =
      information.common
      ?? DocumentInformation(about: .init(title: ""), language: "", key: "")
    if titled.about.title.isEmpty { titled.about.title = options.title }
    return titled
  }
}
