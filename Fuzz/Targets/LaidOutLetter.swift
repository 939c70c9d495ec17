import ArchivalPDF
import Diagnostics
import DisplayList
import Document
import Foundation
import Layout
import Synchronization

/// A whole letter with a list, as for ``WholeLetter``: laid out on a stationery, and written as an archival
/// file.
enum LaidOutLetter {
  /// Makes the files of the first records, and looks whether what the letters say is painted.
  static func examine(_ bytes: [UInt8]) throws -> Outcome {
    let letters = try WholeLetter.letters(bytes)
    guard !letters.isEmpty else { return .refused(["there is no letter to lay out"]) }
    var (words, isTaken): ([String], Bool) = ([], false)
    for letter in letters {
      do {
        words += try Workshop.shared.withLock { try $0.get().make(letter) }
        isTaken = true
      } catch let error as DiagnosticsError {
        guard !error.diagnostics.isEmpty else { throw Violation("refused without a word") }
        words += error.diagnostics.map(\.description)
      }
    }
    return isTaken ? .taken(words) : .refused(words)
  }
}

/// A layout and a writer, kept from letter to letter as a run keeps them.
private struct Workshop {
  private let layout: LetterLayout
  private let writer: ArchivalWriter

  static let shared = Mutex(Result { try Workshop() })

  private init() throws {
    let path = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Templates/stationery/ks.yaml").standardizedFileURL.path
    let stationery = try Stationery.read(path: path, named: "ks.yaml").output
    layout = try LetterLayout(
      stationery: stationery,
      fonts: try FontLibrary(stationery.fonts, folders: FontLibrary.folders(near: path)),
      language: "nb",
      pictures: PictureLoader { _, name throws(DiagnosticsError) in
        throw DiagnosticsError(.error("picture.missing", "there is no picture '\(name)'"))
      })
    writer = try ArchivalWriter(ArchivalOptions(producer: "Flett"))
  }

  /// Lays a letter out and writes it, both twice: what is kept from letter to letter changes nothing.
  ///
  /// - Returns: What tells its file from others, and the warnings.
  func make(_ letter: Letter) throws -> [String] {
    let laidOut = try layout.paginate(letter)
    let file = try writer.write(laidOut.output).bytes
    let again = try layout.paginate(letter)
    guard try writer.write(again.output).bytes == file else {
      throw Violation("the second file differs")
    }
    let painted = Letters(laidOut.output.pages.flatMap(\.texts))
    guard let lost = Letters([letter.bodyText]).first(missingIn: painted) else {
      return ["\(file.hashValue)"] + laidOut.warnings.map(\.description)
    }
    throw Violation("'\(lost)' is not painted as often as the letter has it")
  }
}

extension Page {
  /// The texts of everything that is read.
  fileprivate var texts: [String] {
    blocks.flatMap(\.fragment.items).compactMap { item in
      guard case .element = item.meaning, case .text(let run) = item.content else { return nil }
      return run.text
    }
  }
}

/// How often each letter and digit is in texts, whatever their order: that of lines in two directions is
/// not told.
private struct Letters {
  private var counts: [Unicode.Scalar: Int] = [:]

  init(_ texts: [String]) {
    for scalar in texts.lazy.flatMap(\.unicodeScalars) where scalar.isCounted {
      counts[scalar, default: 0] += 1
    }
  }

  /// One that is less often in other texts.
  func first(missingIn others: Letters) -> Unicode.Scalar? {
    counts.first { others.counts[$0.key, default: 0] < $0.value }?.key
  }
}

extension Unicode.Scalar {
  fileprivate var isCounted: Bool {
    properties.isAlphabetic || properties.numericType != nil
  }
}
