import Batch
import Composition
import Foundation
import TestSupport

/// Mailings made into files, from letter.md to PDF.
enum Mailings {
  /// The first mailing.
  static let parties = projectFolder.appending(path: "Templates/partiprogram").path

  /// The notice in three languages.
  static let notice = projectFolder.appending(path: "Templates/varsel").path

  /// Invoices, one of them over several pages.
  static let invoices = projectFolder.appending(path: "Templates/faktura").path

  /// The first mailing with the stationery that benchmarks keep, on which its letters take two pages.
  static func partiesOnTwoPages(in folder: TemporaryFolder) throws -> String {
    let kept = projectFolder.appending(path: "Scripts/benchmark/ks.yaml").path
    let parties = URL(filePath: Mailings.parties)
    let letter = try String(
      contentsOf: parties.appending(path: "letter.md"), encoding: .utf8)
    try folder.write(
      letter.replacing("../stationery/ks.yaml", with: kept), to: "parties/letter.md")
    let list = try Data(contentsOf: parties.appending(path: "recipients.csv"))
    try folder.write(list, to: "parties/recipients.csv")
    return folder.url.appending(path: "parties").path
  }

  /// Makes a mailing's letters and gives their files in the order of their names.
  static func make(
    _ mailing: String, into folder: TemporaryFolder, data: String? = nil,
    undispatched: Bool = false,
    renderer: Renderer = .archive
  ) async throws -> [URL] {
    var request = RunRequest(mailing: mailing)
    request.data = data
    request.isMasterCopy = undispatched
    request.renderer = renderer
    request.output = folder.url.appending(path: "out-\(UUID().uuidString)").path
    _ = try await Run(request).make()
    return try FileManager.default.contentsOfDirectory(atPath: request.output)
      .filter { $0.hasSuffix(".pdf") }.sorted().map {
        URL(filePath: request.output).appending(path: $0)
      }
  }

  /// The mailing that `flett new` writes, in a folder.
  static func starter(
    in folder: TemporaryFolder, _ letter: StarterMailing.Letter = .plain,
    _ language: StarterMailing.Language = .en
  ) throws -> String {
    let path = folder.url.appending(path: "starter-\(letter)-\(language)").path
    _ = try StarterMailing(letter, in: language).write(to: path)
    return path
  }

  /// Names in scripts and forms that the text's own font lacks, or that the first subset does.
  ///
  /// Open Sans has Greek, Cyrillic and the Vietnamese letters; Hebrew, Arabic and Devanagari are lent by
  /// Noto Sans Hebrew, Noto Sans Arabic and Noto Sans Devanagari.
  static func names(in folder: TemporaryFolder) throws -> String {
    try folder.write(
      """
      name;address;postcode;city;their_reference
      שלום כהן;רחוב הרצל 5;;;א/17
      محمد عبد الله;شارع الملك 12;;;
      Zoe\u{308} Bjo\u{308}rk;Gata 1;0150;Oslo;
      Nguyễn Thị Minh Khai;Gata 2;0150;Oslo;
      Αθηνά Παπαδοπούλου;Gata 3;0150;Oslo;
      Владимир Щербаков;Gata 4;0150;Oslo;
      अनिता शर्मा;Gata 5;0150;Oslo;
      Firma “Å–Æ” Øst & Co;Gata 6;0150;Oslo;ffi fl

      """, to: "names.csv"
    ).path
  }
}
