/// A kind of file that is no list, known by its first bytes.
struct ForeignFormat {
  /// What to call it.
  let description: String
  /// What to do about it.
  let remedy: String

  /// The first bytes of every zip archive.
  static let zip: [UInt8] = [0x50, 0x4B, 0x03, 0x04]

  /// What to do with a text of a spreadsheet program.
  static let saveAsCSV = "open it in Excel and save it as 'CSV UTF-8'"
  /// What to do with another file of a spreadsheet program.
  static let saveAsWorkbook = "open it in Excel and save it as a workbook (.xlsx)"

  /// The kind of a file with this beginning, or nil if it may well be a list.
  init?(beginning: [UInt8]) {
    let kinds: [(magic: [UInt8], description: String, remedy: String)] = [
      (Self.zip, "a zip file (.docx, .odt …)", Self.saveAsWorkbook),
      (
        [0xD0, 0xCF, 0x11, 0xE0], "an old Office document (.xls, .doc), or one with a password",
        Self.saveAsWorkbook + " without a password"
      ),
      (Array("%PDF".utf8), "a PDF document", "ask for the list as a spreadsheet or CSV file"),
      (
        Array("SQLite format 3\0".utf8), "an SQLite database",
        "say which rows are meant: data: {file: …, query: 'select * from members'}"
      ),
      ([0x1F, 0x8B], "a compressed file", "unpack it first"),
      ([0x89, 0x50, 0x4E, 0x47], "a PNG picture", Self.nameTheList),
      ([0xFF, 0xD8, 0xFF], "a JPEG picture", Self.nameTheList),
      (Array("{\\rtf".utf8), "a Rich Text document", Self.saveAsCSV),
      (Array("<?xml".utf8), "an XML file", Self.saveAsCSV),
      (Array("<html".utf8), "a web page", Self.saveAsCSV),
      (Array("<!DOCTYPE".utf8), "a web page", Self.saveAsCSV),
    ]
    guard let kind = kinds.first(where: { beginning.starts(with: $0.magic) }) else { return nil }
    (description, remedy) = (kind.description, kind.remedy)
  }

  private static let nameTheList = "name the file that holds the list"
}
