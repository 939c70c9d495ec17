import Foundation

/// The signatures of a letter in the form in which the ledger keeps them: an array in JSON, NULL for none.
enum StoredSignatures {
  private static let start = "[{\"signer\":\""
  private static let end = "\"}]"

  /// Signatures as text; nil for none.
  static func text(_ signatures: [LetterSignature]) -> String? {
    guard let first = signatures.first else { return nil }
    // As the encoder writes it: nearly all letters have one signature, and all of a run the same.
    if signatures.count == 1, first.signer.isPlainInJSON { return start + first.signer + end }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Strings always have a form in JSON.
    let data = (try? encoder.encode(signatures)) ?? Data("[]".utf8)
    return String(decoding: data, as: UTF8.self)
  }

  /// The signatures of such a text; nil if it is none.
  static func signatures(_ text: String?) -> [LetterSignature]? {
    guard let text else { return [] }
    if text.utf8.starts(with: start.utf8), text.utf8.suffix(end.utf8.count).elementsEqual(end.utf8)
    {
      let signer = String(
        Substring(text.utf8.dropFirst(start.utf8.count).dropLast(end.utf8.count)))
      if signer.isPlainInJSON { return [LetterSignature(signer: signer)] }
    }
    return try? JSONDecoder().decode([LetterSignature].self, from: Data(text.utf8))
  }
}

extension String {
  /// Whether it stands in JSON as it is, between quotation marks.
  var isPlainInJSON: Bool {
    utf8.allSatisfy { $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C && $0 != 0x7F }
  }
}
