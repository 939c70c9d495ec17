import Archive
import Foundation

/// A spreadsheet of OpenDocument's that is put together.
package struct OpenDocumentFile {
  /// The parts in their order.
  package var parts: [(name: String, text: String)]

  /// A spreadsheet of what is in its `office:spreadsheet` and in its automatic styles.
  package init(_ tables: String, styles: String = "", beginning: String = "") {
    let names = ["office", "style", "text", "table", "draw"].map {
      #"xmlns:\#($0)="urn:oasis:names:tc:opendocument:xmlns:\#($0):1.0""#
    }
    let extended =
      #"xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0""#
    let content = """
      <?xml version="1.0" encoding="UTF-8"?>\(beginning)
      <office:document-content \(names.joined(separator: " ")) \(extended)>
      <office:automatic-styles>\(styles)</office:automatic-styles>
      <office:body><office:spreadsheet>\(tables)</office:spreadsheet></office:body>
      </office:document-content>
      """
    parts = [
      ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", content),
      (
        "META-INF/manifest.xml",
        #"<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>"#
      ),
    ]
  }

  /// The file.
  package func bytes() throws -> [UInt8] {
    let folder = try TemporaryFolder()
    let url = try folder.write(Data(), to: "list.ods")
    let handle = try FileHandle(forWritingTo: url)
    let archive = try ArchiveFile(to: handle.fileDescriptor, as: .zip)
    for (name, text) in parts { try archive.add(Array(text.utf8), named: name) }
    try archive.finish()
    try handle.close()
    return [UInt8](try Data(contentsOf: url))
  }
}
