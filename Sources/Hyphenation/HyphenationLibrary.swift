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

  /// A language's dictionary, as far as it was needed.
  private struct Known {
    var file: Result<[UInt8], Failure>?
    var dictionary: Result<HyphenationDictionary, Failure>?
  }

  private let folder: String
  private let known = Mutex<[HyphenationLanguage: Known]>([:])

  /// The dictionaries of a folder.
  package init(folder: String = HyphenationLibrary.installed) {
    self.folder = folder
  }

  /// The bytes of a language's dictionary, which are not looked at yet.
  ///
  /// - Throws: ``Failure`` if it is not installed.
  package func file(of language: HyphenationLanguage) throws(Failure) -> [UInt8] {
    let result = known.withLock { file(of: language, &$0[language, default: .init()]) }
    return try result.get()
  }

  /// The dictionary of a language.
  ///
  /// - Throws: ``Failure`` if it is not installed, or is none.
  package func dictionary(
    of language: HyphenationLanguage
  ) throws(Failure) -> HyphenationDictionary {
    let result = known.withLock { dictionary(of: language, &$0[language, default: .init()]) }
    return try result.get()
  }

  private func dictionary(
    of language: HyphenationLanguage, _ known: inout Known
  ) -> Result<HyphenationDictionary, Failure> {
    if let dictionary = known.dictionary { return dictionary }
    let dictionary = file(of: language, &known).flatMap { bytes in
      Result { () throws(DictionaryFault) in try HyphenationDictionary(bytes) }
        .mapError { Failure(language: language, path: path(of: language), fault: $0) }
    }
    known.dictionary = dictionary
    return dictionary
  }

  private func file(
    of language: HyphenationLanguage, _ known: inout Known
  ) -> Result<[UInt8], Failure> {
    if let file = known.file { return file }
    let path = path(of: language)
    let file: Result<[UInt8], Failure> =
      FileManager.default.contents(atPath: path).map { .success([UInt8]($0)) }
      ?? .failure(Failure(language: language, path: path, fault: nil))
    known.file = file
    return file
  }

  private func path(of language: HyphenationLanguage) -> String { "\(folder)/\(language.fileName)" }
}
