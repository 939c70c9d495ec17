import DisplayList

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

  /// The attributes that every element of the type has, as a dictionary; nil for none.
  var attributes: StaticString? {
    switch self {
    // ISO 14289-1, 7.6: a list says how it is numbered when its labels are.
    case .list(let isNumbered):
      isNumbered ? "<</O/List/ListNumbering/Decimal>>" : "<</O/List/ListNumbering/Disc>>"
    // ISO 14289-1, 7.5: headers say what they are headers of.
    case .tableHeader: "<</O/Table/Scope/Column>>"
    default: nil
    }
  }

  private static let headings: [StaticString] = ["/H1", "/H2", "/H3", "/H4", "/H5", "/H6"]
}
