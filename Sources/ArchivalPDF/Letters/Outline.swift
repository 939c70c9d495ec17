import Geometry
import PDFWriting

/// The headings of a letter as a reader lists them beside the pages (ISO 32000-1, 12.3.3).
struct Outline {
  private struct Entry {
    var title: String
    var level: Int
    var page: Reference
    var height: Length
    var parent: Int?
    var children: [Int] = []
  }

  private var entries: [Entry] = []
  private var top: [Int] = []

  /// Adds a heading after those before it; `height` is its place above the page's bottom edge.
  mutating func add(_ text: String, level: Int, page: Reference, height: Length) {
    var parent = entries.indices.last
    while let index = parent, entries[index].level >= level { parent = entries[index].parent }
    if let parent {
      entries[parent].children.append(entries.count)
    } else {
      top.append(entries.count)
    }
    entries.append(Entry(title: text, level: level, page: page, height: height, parent: parent))
  }

  /// Writes the outline and gives its root; nil if there is no heading.
  func write(to objects: inout ObjectList) -> Reference? {
    guard let first = top.first, let last = top.last else { return nil }
    let root = objects.promise(in: .own)
    let references = entries.map { _ in objects.promise(in: .own) }
    objects.write(root) { out in
      out.name("/Type", "/Outlines")
      out.reference("/First", references[first])
      out.reference("/Last", references[last])
      out.integer("/Count", entries.count)
    }
    for index in entries.indices { write(index, root, references, to: &objects) }
    return root
  }

  private func write(
    _ index: Int, _ root: Reference, _ references: [Reference], to objects: inout ObjectList
  ) {
    let entry = entries[index]
    let siblings = entry.parent.map { entries[$0].children } ?? top
    let place = siblings.firstIndex(of: index) ?? 0
    objects.write(references[index]) { out in
      out.text("/Title", entry.title)
      out.reference("/Parent", entry.parent.map { references[$0] } ?? root)
      if place > 0 { out.reference("/Prev", references[siblings[place - 1]]) }
      if place + 1 < siblings.count { out.reference("/Next", references[siblings[place + 1]]) }
      if let first = entry.children.first, let last = entry.children.last {
        out.reference("/First", references[first])
        out.reference("/Last", references[last])
        out.integer("/Count", descendants(of: index))
      }
      out.array("/Dest") { place in
        place.reference(entry.page)
        place.name("/XYZ")
        place.null()
        place.points(entry.height)
        place.null()
      }
    }
  }

  private func descendants(of index: Int) -> Int {
    entries[index].children.reduce(0) { $0 + 1 + descendants(of: $1) }
  }
}
