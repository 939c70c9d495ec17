import PDFWriting

/// The objects that stand once in a file of many letters, as text.
struct FixedObjects {
  private let file: CombinedFile
  /// The objects that are no streams.
  private(set) var texts = ObjectTexts()

  /// The objects of a file.
  init(_ file: CombinedFile) {
    self.file = file
    texts.write(1 + LetterObjects.information.index) {
      $0.information(file.information, producer: file.options.letters.producer)
    }
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
  func writeMetadata(to out: inout ObjectText) {
    XMPPacket(file.information, producer: file.options.letters.producer).write(to: &out)
  }

  // MARK: Roots

  private mutating func addCatalog() {
    let numbering = FixedNumbering(shared: [file.profile], firstShared: file.firstShared)
    texts.write(1 + LetterObjects.catalog.index, numbering: numbering) { out in
      out.catalog(language: file.information.language) { preferences in
        guard file.options.startsOnOddPages else { return }
        preferences.name("/Duplex", "/DuplexFlipLongEdge")
      }
      out.name("/PageMode", "/UseOutlines")
      out.reference("/Outlines", CombinedFile.outline)
      out.reference("/PageLabels", CombinedFile.labelRoot)
      out.outputIntent(profile: SharedPart.profile)
    }
  }

  /// Adds the root of the structure and the outermost element, which holds one for each letter
  /// (ISO 32000-1, 14.8.4.2).
  private mutating func addStructure() {
    let root = CombinedFile.number(of: LetterObjects.structure)
    let document = CombinedFile.number(of: LetterObjects.document)
    texts.write(root.value) { out in
      out.name("/Type", "/StructTreeRoot")
      out.reference("/K", to: document)
      out.reference("/ParentTree", to: CombinedFile.number(of: LetterObjects.parents))
    }
    texts.write(document.value) { out in
      out.name("/S", "/Document")
      out.reference("/P", to: root)
      out.array("/K") { kids in
        for (index, portion) in file.portions.enumerated() {
          let first = ObjectNumber(file.base(of: index) + portion.letters)
          kids.references(to: first..<first.advanced(by: portion.letters))
        }
      }
    }
  }

  private mutating func addOutline() {
    let last = file.portions.count - 1
    texts.write(1 + CombinedFile.outline.index) { out in
      out.name("/Type", "/Outlines")
      if last >= 0, let first = file.outline(0, of: 0),
        let final = file.outline(file.portions[last].letters - 1, of: last)
      {
        out.reference("/First", to: ObjectNumber(first))
        out.reference("/Last", to: ObjectNumber(final))
      }
      out.integer("/Count", file.letterCount)
    }
  }

  // MARK: Trees

  /// Adds a node of the tree of pages (7.7.3.2).
  private mutating func addPages(_ node: NodeTree.Node) {
    texts.write(node.number) { out in
      let last = file.portions[node.leaves.upperBound - 1]
      out.name("/Type", "/Pages")
      out.integer(
        "/Count", last.firstPage + last.pages - file.portions[node.leaves.lowerBound].firstPage)
      if let parent = node.parent { out.reference("/Parent", to: ObjectNumber(parent)) }
      out.kids(of: node, .pages, in: file)
    }
  }

  /// Adds a node of a tree of numbers (7.9.7).
  private mutating func addNumbers(
    _ node: NodeTree.Node, _ tree: CombinedTree, from first: (PortionPlace) -> Int,
    upTo last: (PortionPlace) -> Int
  ) {
    texts.write(node.number) { out in
      if node.parent != nil {
        out.limits(
          first(file.portions[node.leaves.lowerBound]),
          last(file.portions[node.leaves.upperBound - 1]))
      }
      out.kids(of: node, tree, in: file)
    }
  }
}

extension DictionaryWriter {
  fileprivate mutating func kids(
    of node: NodeTree.Node, _ tree: CombinedTree, in file: CombinedFile
  ) {
    array("/Kids") { kids in
      kids.references(
        to: node.kids.lazy.map { ObjectNumber(node.hasLeaves ? file.leaf(tree, of: $0) : $0) })
    }
  }
}
