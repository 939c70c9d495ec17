/// Where a file stands in a folder of letters, as ledgers and manifests name it.
///
/// Whoever wrote them, a name that leads out of the folder, or that no run gives a file, is not believed.
enum FilePlace {
  /// Whether a run could have made a file of that name: in the folder or in a sub-folder, never outside,
  /// never hidden, and without characters that steer a terminal.
  static func isPossible(_ file: String) -> Bool {
    let parts = file.utf8.split(separator: 0x2F, omittingEmptySubsequences: false)
    return parts.count <= 2
      && parts.allSatisfy { (1...limit).contains($0.count) && $0.first != UInt8(ascii: ".") }
      && hasPlainCharacters(file)
  }

  /// The most bytes that a file system lets a name have.
  private static let limit = 255

  private static func hasPlainCharacters(_ file: String) -> Bool {
    if file.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return true }
    return file.unicodeScalars.allSatisfy { scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: false
      default: true
      }
    }
  }
}
