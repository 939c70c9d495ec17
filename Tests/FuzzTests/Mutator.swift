import Foundation
import FuzzTargets
import TestSupport

/// Changes bytes as a fuzzer does; the same seed makes the same changes.
struct Mutator {
  private var random: SplitMix
  private let words: [[UInt8]]

  /// A mutator that uses the words of `Fuzz/Words.dict`.
  init(seed: UInt64) throws {
    random = SplitMix(state: seed)
    words = try Mutator.dictionary()
  }

  /// Bytes with up to five changes.
  mutating func changed(_ bytes: [UInt8], among others: [[UInt8]]) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...5, using: &random) { change(&bytes, among: others) }
    return bytes
  }

  private mutating func change(_ bytes: inout [UInt8], among others: [[UInt8]]) {
    let part = part(of: bytes)
    switch Int.random(in: 0..<8, using: &random) {
    case 0 where !bytes.isEmpty:
      bytes[index(in: bytes)] ^= 1 << UInt8.random(in: 0..<8, using: &random)
    case 1 where !bytes.isEmpty:
      bytes[index(in: bytes)] = [0, 9, 10, 0x7F, 0x80, 0xFF].randomElement(using: &random) ?? 0
    case 2: bytes.removeSubrange(part)
    case 3: bytes.insert(contentsOf: bytes[part], at: part.lowerBound)
    case 4: bytes.replaceSubrange(part.lowerBound..<part.lowerBound, with: word())
    case 5: bytes.replaceSubrange(part, with: word())
    case 6: replaceNumber(in: &bytes, from: part.lowerBound)
    default:
      let other = others.randomElement(using: &random) ?? []
      bytes.insert(contentsOf: other[self.part(of: other)], at: part.lowerBound)
    }
  }

  private mutating func index(in bytes: [UInt8]) -> Int {
    Int.random(in: bytes.indices, using: &random)
  }

  /// A part that is mostly short.
  private mutating func part(of bytes: [UInt8]) -> Range<Int> {
    let start = Int.random(in: 0...bytes.count, using: &random)
    let longest = Bool.random(using: &random) ? 8 : 200
    return start..<min(bytes.count, start + Int.random(in: 0...longest, using: &random))
  }

  private mutating func word() -> [UInt8] { words.randomElement(using: &random) ?? [] }

  /// Puts a number of the kind that overflows in place of the next one.
  private mutating func replaceNumber(in bytes: inout [UInt8], from start: Int) {
    let isFigure = { (byte: UInt8) in (0x30...0x39).contains(byte) }
    guard let first = bytes[start...].firstIndex(where: isFigure) else { return }
    let end = bytes[first...].firstIndex { !isFigure($0) } ?? bytes.endIndex
    let numbers = [
      "0", "1", "-1", "255", "65536", "2147483648", "4294967295", "9223372036854775807",
      "9223372036854775808", "99999999999999999999", "1e999", "0.1",
    ]
    bytes.replaceSubrange(
      first..<end, with: Array((numbers.randomElement(using: &random) ?? "").utf8))
  }

  /// The words of libFuzzer's dictionary: between quotation marks, with `\xNN` for other bytes.
  private static func dictionary() throws -> [[UInt8]] {
    let file = projectFolder.appending(path: "Fuzz/Words.dict")
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").compactMap { line in
      guard line.hasPrefix("\""), line.hasSuffix("\""), line.count > 2 else { return nil }
      return unescaped(line.dropFirst().dropLast())
    }
  }

  private static func unescaped(_ text: Substring) -> [UInt8] {
    var (bytes, rest) = ([UInt8](), text)
    while let character = rest.popFirst() {
      guard character == "\\", let next = rest.popFirst() else {
        bytes += Array(String(character).utf8)
        continue
      }
      guard next == "x" else {
        bytes += Array(String(next).utf8)
        continue
      }
      bytes.append(UInt8(rest.prefix(2), radix: 16) ?? 0)
      rest = rest.dropFirst(2)
    }
    return bytes
  }
}
