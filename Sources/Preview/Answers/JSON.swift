import Foundation

/// Writes answers as JSON.
enum JSON {
  /// A value's JSON on one line; `null` if it cannot be written, which no answer of ours is.
  static func bytes(_ value: some Encodable) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.withoutEscapingSlashes]
    return (try? encoder.encode(value)).map(Array.init) ?? Array("null".utf8)
  }
}
