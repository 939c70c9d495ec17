import DisplayList
import PDFWriting

/// What was made for letters of one ``Skeleton`` that need the same fonts.
final class Variant {
  /// What the fonts follow from, besides the skeleton.
  struct Key: Hashable {
    /// A face in which a letter's own text is set.
    struct Font: Hashable {
      /// The number of its program.
      var program: Int
      /// The glyphs that the letter's own text needs; nil where a field stands in this face, as the font then
      /// holds what most letters need.
      var glyphs: GlyphSet?
    }
    /// The faces in the order of first use.
    var fonts: [Font]
  }

  /// Something in the order of reading.
  enum Entry {
    /// Elements of static blocks, ready to be listed.
    case roots(ObjectText)
    /// A static block of which something depends on its place.
    case details(WrittenBlock)
    /// A block of each letter's own.
    case own(Int)
    /// The signatures of a letter that is signed.
    case signatures
  }

  /// What the fonts follow from.
  let key: Key
  /// The first part of the letters' files.
  let part: SharedPart
  /// Whether the part is kept for all workers.
  let isKept: Bool
  let fonts: FontChoice
  /// The objects of the shared part that letters refer to.
  let objects: SharedObjects
  /// The number of the first mark on each page that is a letter's own.
  let firstMarks: [Int]
  /// For each page, the elements that its shared marks belong to.
  let parents: [ObjectText]
  /// The blocks in the order of reading.
  let order: [Entry]
  private var lastCatalog: (language: String, entries: DictionaryEntries)?

  init(
    key: Key, part: SharedPart, isKept: Bool, fonts: FontChoice, objects: SharedObjects,
    structure: SharedStructure
  ) {
    (self.key, self.part, self.isKept, self.fonts) = (key, part, isKept, fonts)
    self.objects = objects
    firstMarks = structure.firstMarks
    parents = structure.parents.map { references in
      var out = ObjectText()
      out.references(references)
      return out
    }
    order = structure.order
  }

  /// What the roots of letters in a language say, but for what is each letter's own.
  func catalog(language: String) -> DictionaryEntries {
    if let last = lastCatalog, last.language == language { return last.entries }
    let entries = DictionaryEntries { out in
      out.catalog(language: language)
      out.dictionary("/PageLabels") { labels in
        labels.numbers { $0.dictionary(0) { $0.name("/S", "/D") } }
      }
      out.outputIntent(profile: objects.profile)
    }
    lastCatalog = (language, entries)
    return entries
  }
}

/// The objects of a shared part that letters refer to.
struct SharedObjects {
  /// The colour profile.
  var profile: Reference
  /// The fonts' and pictures' names in resource dictionaries.
  var fonts: [(name: String, object: Reference)] = []
  var images: [(name: String, object: Reference)] = []
  /// The resources of a letter that has no others.
  var resources = Reference(row: .shared, index: 0)
  /// The streams of static fragments on each page, in order.
  var groups: [[Reference]] = []
  /// Whether any picture is partly transparent.
  var hasTransparency = false
}

/// The subsets of a letter.
struct FontChoice {
  /// The subsets by the number of their program.
  var bindings: [FontBinding?] = []
  /// The fonts that letters share, in the order of first use.
  var shared: [FontSubset] = []
  /// How glyphs are numbered, where that is not as in the font file.
  var numberings: [Int] { shared.map(\.numbering).filter { $0 != 0 } }
}
