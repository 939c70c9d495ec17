package import Diagnostics

extension Stationery {
  /// Where a stationery's file says what, so that a fault found later is told at its line.
  package struct Places: Hashable, Sendable {
    /// What layout may have something to say about.
    package enum Setting: Hashable, Sendable {
      /// A family of fonts, by its name.
      case font(String)
      case fonts
      /// The letterhead, and what is in it.
      case letterhead, wordmark, caption, logo
      /// A text of the header or of the footer: 0 the left one, 1 the one in the middle, 2 the right one.
      case header(Int), footer(Int)
      /// The column of the reference block, the address window, the place of the signature's box.
      case reference, window, signature
      /// How many pages a letter may have.
      case fit
    }

    /// The beginning of the file.
    package let file: SourceLocation
    private var known: [Setting: SourceLocation] = [:]

    /// Places in a file of which only the beginning is known yet.
    package init(file: SourceLocation = SourceLocation(file: "stationery", line: 1, column: 1)) {
      self.file = file
    }

    /// Where a setting stands; the beginning of the file for one that has its usual value.
    package subscript(_ setting: Setting) -> SourceLocation { known[setting] ?? file }

    /// Notes where a setting stands, if it does.
    mutating func note(_ setting: Setting, at place: SourceLocation?) {
      if let place, known[setting] == nil { known[setting] = place }
    }

    /// Where a family of fonts is named, or the fonts are.
    func font(_ family: String) -> SourceLocation {
      known[.font(family)] ?? self[.fonts]
    }
  }

  /// Where the families of its fonts are named.
  package var fontPlaces: [SourceLocation] {
    ([fonts.text, fonts.headings, fonts.code] + fonts.fallback).map(places.font)
  }
}
