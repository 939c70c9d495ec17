import Bytes

/// A row of the manifest's table, which says of a letter what spreadsheets need.
struct ManifestRow {
  /// The number of its row in the list, as people are told it.
  let row: Int
  /// What tells it from the others.
  let key: String
  /// Its file, relative to the folder.
  let file: String
  /// What there is to say of the file; nil if there is none.
  let made: Made?
  /// What has become of it.
  let state: LetterState

  /// What the table says of a file.
  struct Made {
    let pages, sheets, size: Int
    /// The SHA-256 of its bytes, in hexadecimal digits.
    let digest: [UInt8]
    let signatures: [LetterSignature]
  }

  /// What stands in the first row, with manifests of a form.
  static func header(ofForm version: Int = Manifest.newest) -> String {
    "row;key;file;pages;sheets;size;sha256;\(version == 1 ? "signer" : "signers");state\r\n"
  }

  /// Writes the row with its end.
  func write(to text: inout TextBytes) {
    text.add("", row)
    text.add(cell: key)
    text.add(cell: file)
    if let made {
      for number in [made.pages, made.sheets, made.size] { text.add(";", number) }
      text.add(";")
      text.add(bytes: made.digest)
    } else {
      text.add(";;;;")
    }
    text.add(cell: made?.signatures.signers ?? "")
    text.add(";")
    text.add(state.word)
    text.add("\r\n")
  }
}

extension ManifestRow {
  /// The row of a letter in the ledger.
  init(_ entry: LedgerEntry) {
    (row, key, file, state) = (entry.row, entry.key, entry.file, entry.state)
    made = entry.made.map {
      Made(
        pages: $0.pages, sheets: $0.sheets, size: $0.size, digest: $0.digest.hexadecimalDigits,
        signatures: $0.signatures)
    }
  }

  /// The row of a letter in a manifest, which was made.
  init(_ letter: Manifest.Letter) {
    (row, key, file, state) = (letter.row, letter.key, letter.file, .made)
    made = Made(
      pages: letter.pages, sheets: letter.sheets, size: letter.size,
      digest: Array(letter.sha256.utf8), signatures: letter.signatures)
  }

  /// Whether a row that was read is that of a letter that was made.
  static func isMade(_ row: [UInt8]) -> Bool { row.suffix(7).elementsEqual(";made\r\n".utf8) }
}

extension LetterState {
  /// The state as the table names it.
  fileprivate var word: String {
    switch self {
    case .planned: "waiting"
    case .made: "made"
    case .failed: "failed"
    }
  }
}

extension TextBytes {
  /// Adds a semicolon and a cell.
  fileprivate mutating func add(cell text: String) {
    add(";")
    let isQuoted = text.utf8.contains { $0 == 0x22 || $0 == 0x3B || $0 == 0x0A || $0 == 0x0D }
    add(isQuoted ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text)
  }
}
