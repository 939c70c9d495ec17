package import Diagnostics

/// One line of text in a letter part; it is only broken where it must be.
package struct Line: Hashable, Sendable {
  /// The text, in pieces.
  package var inlines: [Inline]
  /// Whether no record can change it.
  package var isStatic: Bool
  /// Where the author wrote it.
  package var origin: SourceLocation

  /// A line of text.
  package init(_ inlines: [Inline], isStatic: Bool, origin: SourceLocation) {
    self.inlines = inlines
    self.isStatic = isStatic
    self.origin = origin
  }
}

/// What stands in the address field: one recipient's address, or the notice of a master copy.
package struct Address: Hashable, Sendable {
  /// The lines from the top; blank ones have already vanished.
  package var lines: [Line]
  /// Whether this is the notice of the master copy instead of an address.
  package var isNotice: Bool
  /// Where the mailing says what stands here.
  package var origin: SourceLocation

  /// The content of the address field.
  package init(lines: [Line], isNotice: Bool, origin: SourceLocation) {
    self.lines = lines
    self.isNotice = isNotice
    self.origin = origin
  }
}

/// A label and its value in the reference block.
package struct ReferenceRow: Hashable, Sendable {
  /// What the value is, without colon: `Vår referanse`.
  package var label: Line
  /// The value; empty where the label stands alone.
  package var value: Line

  /// A row of the reference block.
  package init(label: Line, value: Line) {
    self.label = label
    self.value = value
  }
}

/// Somebody who signs.
package struct Signer: Hashable, Sendable {
  /// The name, then role, unit and what else stands under it; blank lines have vanished.
  package var lines: [Line]
  /// A picture of the signature, set above the name.
  package var picture: ImageReference?

  /// A signer with a name and what stands under it.
  package init(lines: [Line], picture: ImageReference? = nil) {
    self.lines = lines
    self.picture = picture
  }
}

/// A label with the items it stands for, such as `Vedlegg` and the enclosures' names.
package struct LabelledList: Hashable, Sendable {
  /// The label, without colon.
  package var label: Line
  /// The items in order; never empty.
  package var items: [Line]

  /// A labelled list.
  package init(label: Line, items: [Line]) {
    self.label = label
    self.items = items
  }
}
