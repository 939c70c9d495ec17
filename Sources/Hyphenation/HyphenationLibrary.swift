import Foundation
import Synchronization

/// The dictionaries of hyphenation that are installed; each is read when it is first needed.
package final class HyphenationLibrary: Sendable {
  /// Where Debian's packages put dictionaries.
  package static let installed = "/usr/share/hyphen"

  /// Why there is no dictionary for a language that should have one.
  package struct Failure: Error, Hashable, Sendable {
    /// The language.
    package let language: HyphenationLanguage
    /// The file that was looked for.
    package let path: String
    /// What is wrong with it; nil if it is not there.
    package let fault: DictionaryFault?
  }

  private let folder: String
  private let known = Mutex<[HyphenationLanguage: Result<HyphenationDictionary, Failure>]>([:])

  /// The dictionaries of a folder.
  package init(folder: String = HyphenationLibrary.installed) {
    self.folder = folder
  }

  /// The dictionary of a language.
  ///
  /// - Throws: ``Failure`` if it is not installed, or is none.
  package func dictionary(
    of language: HyphenationLanguage
  ) throws(Failure) -> HyphenationDictionary {
    let result = known.withLock { known in
      if let result = known[language] { return result }
      let result = read(language)
      known[language] = result
      return result
    }
    return try result.get()
  }

  private func read(
    _ language: HyphenationLanguage
  ) -> Result<HyphenationDictionary, Failure> {
    let path = "\(folder)/\(language.fileName)"
    guard let bytes = FileManager.default.contents(atPath: path) else {
      return .failure(Failure(language: language, path: path, fault: nil))
    }
    do {
      return .success(try HyphenationDictionary([UInt8](bytes)))
    } catch {
      return .failure(Failure(language: language, path: path, fault: error))
    }
  }
}
