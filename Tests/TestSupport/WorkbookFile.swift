import Archive
import Foundation

/// A workbook that is put together part by part.
package struct WorkbookFile {
  /// The parts by their names.
  package var parts: [String: String] = [
    "_rels/.rels": """
    <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
    <Relationship Id="rId1" Type="http://x/officeDocument" Target="xl/workbook.xml"/>
    </Relationships>
    """
  ]

  /// A workbook with these sheets: each a name, perhaps `state="hidden"`, and what is in its `sheetData`.
  package init(
    _ sheets: [(name: String, state: String, data: String)], texts: [String] = [],
    styles: String = "", properties: String = ""
  ) {
    var list = ""
    var references = ""
    for (number, sheet) in sheets.enumerated() {
      list +=
        #"<sheet name="\#(sheet.name)" sheetId="\#(number + 1)" \#(sheet.state) r:id="rId\#(number)"/>"#
      references +=
        #"<Relationship Id="rId\#(number)" Type="http://x/worksheet" Target="worksheets/s\#(number).xml"/>"#
      parts["xl/worksheets/s\(number).xml"] =
        "<worksheet><sheetData>\(sheet.data)</sheetData></worksheet>"
    }
    references += #"<Relationship Id="t" Type="http://x/sharedStrings" Target="/xl/texts.xml"/>"#
    references += #"<Relationship Id="s" Type="http://x/styles" Target="../xl/styles.xml"/>"#
    parts["xl/workbook.xml"] =
      #"<workbook xmlns:r="http://x/relationships">\#(properties)<sheets>\#(list)</sheets></workbook>"#
    parts["xl/_rels/workbook.xml.rels"] = "<Relationships>\(references)</Relationships>"
    parts["xl/texts.xml"] = "<sst>" + texts.map { "<si>\($0)</si>" }.joined() + "</sst>"
    parts["xl/styles.xml"] = "<styleSheet>\(styles)</styleSheet>"
  }

  /// A workbook with one sheet.
  package init(_ data: String, texts: [String] = [], styles: String = "", properties: String = "") {
    self.init([("Ark1", "", data)], texts: texts, styles: styles, properties: properties)
  }

  /// The file.
  package func bytes() throws -> [UInt8] {
    let folder = try TemporaryFolder()
    let url = try folder.write(Data(), to: "list.xlsx")
    let handle = try FileHandle(forWritingTo: url)
    let archive = try ArchiveFile(to: handle.fileDescriptor, as: .zip)
    for (name, text) in parts.sorted(by: { $0.key > $1.key }) {
      try archive.add(Array(text.utf8), named: name)
    }
    try archive.finish()
    try handle.close()
    return [UInt8](try Data(contentsOf: url))
  }
}
