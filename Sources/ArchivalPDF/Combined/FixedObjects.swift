/// The objects that stand once in a file of many letters, as text.
struct FixedObjects {
  private let file: CombinedFile
  private let words: DescriptionText
  /// The objects that are no streams.
  private(set) var texts = ObjectTexts()

  /// The objects of a file.
  init(_ file: CombinedFile) {
    self.file = file
    words = DescriptionText(file.description, producer: file.options.letters.producer)
    texts.write(1 + FileLayout.information.index) { $0 += words.information }
    addCatalog()
    addStructure()
    addOutline()
    for node in file.pages.nodes { addPages(node) }
    for node in file.parents.nodes {
      addNumbers(node, .parents, from: \.firstKey, upTo: \.lastKey)
    }
    for node in file.labels.nodes {
      addNumbers(node, .labels, from: \.firstPage, upTo: \.lastLabel)
    }
  }

  /// Writes what the file says of itself, as XMP.
  func writeMetadata(to out: inout ObjectBytes) {
    let (start, end) = (words.packetStart, words.packetEnd)
    out += "<</Type/Metadata/Subtype/XML/Length "
    out.integer(start.bytes.count + end.bytes.count)
    out += ">>\nstream\n"
    out += start
    out += end
    out += "\nendstream"
  }

  // MARK: Roots

  private mutating func addCatalog() {
    var marked = ObjectBytes()
    marked.catalog(language: file.description.language)
    if file.options.startsOnOddPages { marked += "/Duplex/DuplexFlipLongEdge" }
    marked += ">>/PageMode/UseOutlines/Outlines "
    marked.reference(CombinedFile.outline)
    marked += "/PageLabels "
    marked.reference(CombinedFile.labelRoot)
    marked.outputIntent(profile: SharedPart.profile)
    marked += ">>"
    let numbering = FixedNumbering(shared: [file.profile], firstShared: file.firstShared)
    texts.write(1 + FileLayout.catalog.index) { out in
      var reader = ObjectReader(marked.bytes)
      reader.write(to: &out, numbering: numbering)
    }
  }

  /// Adds the root of the structure and the outermost element, which holds one for each letter
  /// (ISO 32000-1, 14.8.4.2).
  private mutating func addStructure() {
    let (root, document) = (1 + FileLayout.structure.index, 1 + FileLayout.document.index)
    texts.write(root) { out in
      out += "<</Type/StructTreeRoot/K "
      out.reference(to: document)
      out += "/ParentTree "
      out.reference(to: 1 + FileLayout.parents.index)
      out += ">>"
    }
    texts.write(document) { out in
      out += "<</S/Document/P "
      out.reference(to: root)
      out += "/K["
      for (index, portion) in file.portions.enumerated() {
        let first = file.base(of: index) + portion.letters
        out.references(to: first..<first + portion.letters)
      }
      out += "]>>"
    }
  }

  private mutating func addOutline() {
    let last = file.portions.count - 1
    texts.write(1 + CombinedFile.outline.index) { out in
      out += "<</Type/Outlines"
      if last >= 0, let first = file.outline(0, of: 0),
        let final = file.outline(file.portions[last].letters - 1, of: last)
      {
        out += "/First "
        out.reference(to: first)
        out += "/Last "
        out.reference(to: final)
      }
      out += "/Count "
      out.integer(file.letterCount)
      out += ">>"
    }
  }

  // MARK: Trees

  /// Adds a node of the tree of pages (7.7.3.2).
  private mutating func addPages(_ node: NodeTree.Node) {
    texts.write(node.number) { out in
      out += "<</Type/Pages/Count "
      let last = file.portions[node.leaves.upperBound - 1]
      out.integer(last.firstPage + last.pages - file.portions[node.leaves.lowerBound].firstPage)
      if let parent = node.parent {
        out += "/Parent "
        out.reference(to: parent)
      }
      out.kids(of: node, .pages, in: file)
    }
  }

  /// Adds a node of a tree of numbers (7.9.7).
  private mutating func addNumbers(
    _ node: NodeTree.Node, _ tree: CombinedTree, from first: (PortionPlace) -> Int,
    upTo last: (PortionPlace) -> Int
  ) {
    texts.write(node.number) { out in
      out += "<<"
      if node.parent != nil {
        out.limits(
          first(file.portions[node.leaves.lowerBound]),
          last(file.portions[node.leaves.upperBound - 1]))
      }
      out.kids(of: node, tree, in: file)
    }
  }
}

extension ObjectBytes {
  fileprivate mutating func kids(
    of node: NodeTree.Node, _ tree: CombinedTree, in file: CombinedFile
  ) {
    self += "/Kids["
    if node.hasLeaves {
      references(to: node.kids.lazy.map { file.leaf(tree, of: $0) })
    } else {
      references(to: node.kids)
    }
    self += "]>>"
  }

  /// Adds references to objects whose numbers are known, with spaces between them.
  mutating func references(to numbers: some Sequence<Int>) {
    for number in numbers {
      reference(to: number)
      self += " "
    }
  }
}
