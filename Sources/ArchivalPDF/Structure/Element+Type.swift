import DisplayList
import PDFWriting

extension Element.Role {
  /// The standard structure type (ISO 32000-1, 14.8.4), as a name.
  var type: StaticString {
    switch self {
    case .heading(let level): Element.Role.headings[min(max(level, 1), 6) - 1]
    case .paragraph: "/P"
    case .list: "/L"
    case .listItem: "/LI"
    case .label: "/Lbl"
    case .listBody: "/LBody"
    case .quote: "/BlockQuote"
    case .table: "/Table"
    case .tableRow: "/TR"
    case .tableHeader: "/TH"
    case .tableData: "/TD"
    case .figure: "/Figure"
    case .link: "/Link"
    case .span: "/Span"
    }
  }

  /// Adds the attributes that every element of the type has (ISO 32000-1, 14.8.5).
  func writeAttributes(to out: inout DictionaryWriter) {
    switch self {
    // ISO 14289-1, 7.6: a list says how it is numbered when its labels are.
    case .list(let isNumbered):
      out.dictionary("/A") { attributes in
        attributes.name("/O", "/List")
        attributes.name("/ListNumbering", isNumbered ? "/Decimal" : "/Disc")
      }
    // ISO 14289-1, 7.5: headers say what they are headers of.
    case .tableHeader:
      out.dictionary("/A") { attributes in
        attributes.name("/O", "/Table")
        attributes.name("/Scope", "/Column")
      }
    default: break
    }
  }

  private static let headings: [StaticString] = ["/H1", "/H2", "/H3", "/H4", "/H5", "/H6"]
}
