import Diagnostics

extension Value {
  /// The value as a list, for a column that is declared to be one.
  ///
  /// A text is split at its line breaks; if it has none, at each `|`; if it has none either, at each
  /// `;`. What is blank around an item is dropped, and so are blank items. The items of one cell all
  /// stand at the cell's place. A list stays what it is; a number, date, boolean or group becomes the only
  /// item of a list.
  package func splitIntoList() -> Value {
    switch content {
    case .list: return self
    case .number, .date, .boolean, .group: return Value(.list([self]), at: location)
    case .text(let text):
      let separator: UInt8 =
        if text.utf8.contains(0x0A) { 0x0A } else if text.utf8.contains(0x7C) { 0x7C } else { 0x3B }
      let items = text.utf8.split(separator: separator).compactMap { part -> Value? in
        let item = withoutBlankEnds(String(Substring(part)))
        return item.isEmpty ? nil : Value(.text(item), at: location)
      }
      return Value(.list(items), at: location)
    }
  }
}
