package import Diagnostics
import Document

/// A file of many letters before it is begun.
package struct CombinedPlan: Sendable {
  private let options: CombinedOptions
  private var portions: [PortionPlace] = []
  private var end = PortionPlace()
  private var parts = CombinedParts()
  private var profile: Int32?
  private var description = CommonDescription()

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
    if let common = portion.description.description { description.add(common) }
  }

  /// The file, ready to be written.
  ///
  /// - Throws: ``DiagnosticsError`` if it would have more objects than a file may have.
  package func file() throws(DiagnosticsError) -> CombinedFile {
    let file = CombinedFile(
      options: options, portions: portions, end: end, parts: parts,
      profile: profile ?? 0, description: titled)
    let limit = options.letters.objectLimit
    guard file.objectCount <= limit else {
      // The parts of a list are not equally large.
      let files = file.objectCount * 21 / 20 / limit + 1
      throw DiagnosticsError(
        .error(
          "archive.too-many-objects",
          "\(end.firstLetter) letters have more parts than the \(limit) that PDF/A allows a file",
          hints: ["make \(files) files, with --shard 1/\(files) to --shard \(files)/\(files)"]))
    }
    return file
  }

  private var titled: Description {
    var description =
      description.description ?? Description(about: .init(title: ""), language: "", key: "")
    if description.about.title.isEmpty { description.about.title = options.title }
    return description
  }
}
