extension Record {
  /// What tells a record's letter from the others.
  ///
  /// Files, identifiers within them, ledgers and manifests all name a letter by it.
  ///
  /// - Parameter position: The key field's position among the list's fields; nil for none.
  /// - Returns: The key field's value in the form in which keys are compared; the record's number in the list
  ///   where there is no such field.
  package func key(at position: Int?) -> String {
    guard let position, values.indices.contains(position) else { return String(number) }
    return ComparedForm.ofKey(values[position].keyText)
  }

  /// What tells a record's letter from the others, as ``key(at:)`` does.
  ///
  /// - Parameter name: The key field's name; nil for none.
  /// - Returns: The key.
  package func key(named name: String?) -> String {
    key(at: name.flatMap { fields.position(of: $0) })
  }
}

extension Value {
  /// The text of a value that serves as a key; empty for a list or a group.
  package var keyText: String {
    switch content {
    case .text(let text), .number(let text), .date(let text): text
    case .boolean(let flag): flag ? "true" : "false"
    case .list, .group: ""
    }
  }
}
