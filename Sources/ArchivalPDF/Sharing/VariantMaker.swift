import Diagnostics
import DisplayList
import Geometry
import PDFWriting

/// Makes the shared parts of files and keeps them.
final class VariantMaker {
  private let images: ImageStore
  private let store: SharedParts
  private let compress: ([UInt8]) -> StreamData
  private let profile: StreamData
  private var parts: [SharedKey: (part: SharedPart, isKept: Bool)] = [:]
  private var groups: [GroupKey: StreamData] = [:]

  /// More parts than this are not kept, and more groups than sixteen times this.
  private static let capacity = 256

  init(images: ImageStore, store: SharedParts, compress: @escaping ([UInt8]) -> StreamData) {
    (self.images, self.store, self.compress) = (images, store, compress)
    profile = compress(ColorProfile.sRGB)
  }

  /// Forgets everything made for fragments that are known no more.
  func removeAll() {
    parts.removeAll()
    groups.removeAll()
  }

  /// What letters share that have the same skeleton and the same fonts.
  ///
  /// - Parameters:
  ///   - skeleton: The skeleton.
  ///   - key: What the fonts follow from.
  ///   - fonts: The fonts.
  ///   - encode: Encodes a static fragment with those fonts.
  /// - Returns: The shared part of the letters' files and what refers to it.
  /// - Throws: ``DiagnosticsError`` with every picture that cannot be embedded.
  func variant(
    of skeleton: Skeleton, key: Variant.Key, fonts: FontChoice,
    encode: (StaticFragment) throws(DiagnosticsError) -> EncodedFragment
  ) throws(DiagnosticsError) -> Variant {
    var list = ObjectList()
    var objects = SharedObjects(
      profile: list.add(in: .shared, stream: profile) { $0.integer("/N", 3) })
    for font in fonts.shared {
      objects.fonts.append((font.resourceName, font.write(to: &list, row: .shared)))
    }
    try images.write(
      skeleton.demand.pictures, to: &list, row: .shared, names: &objects.images
    ) { objects.hasTransparency = objects.hasTransparency || $0 }
    let contents = try skeleton.pages.map { page throws(DiagnosticsError) in
      try page.slots.map { slot throws(DiagnosticsError) -> EncodedFragment? in
        guard case .shared(let fragment) = slot else { return nil }
        return try encode(fragment)
      }
    }
    var keys: [[GroupKey]] = []
    for (index, page) in skeleton.pages.enumerated() {
      keys.append(try add(page, contents[index], fonts.numberings, to: &objects, &list))
    }
    let structure = SharedStructure(skeleton, contents: contents, to: &list)
    objects.resources = list.promise(in: .shared)
    list.write(objects.resources) { $0.resources(objects.fonts, objects.images) }
    writeRoots(pageCount: skeleton.pages.count, to: &list)
    let sharedKey = SharedKey(pages: keys, fonts: fonts.shared.map(\.serial))
    let (part, isKept) = part(for: sharedKey, list, pageCount: skeleton.pages.count)
    return Variant(
      key: key, part: part, isKept: isKept, fonts: fonts, objects: objects, structure: structure)
  }

  private func part(for key: SharedKey, _ list: ObjectList, pageCount: Int)
    -> (part: SharedPart, isKept: Bool)
  {
    if let known = parts[key] { return known }
    let made = SharedPart(list, pageCount: pageCount, compress: compress)
    let kept = store.keep(made)
    if parts.count >= VariantMaker.capacity { parts.removeAll() }
    parts[key] = (kept ?? made, kept != nil)
    return (kept ?? made, kept != nil)
  }

  /// Adds the streams of a page's groups, and gives what they follow from.
  private func add(
    _ page: Skeleton.Page, _ contents: [EncodedFragment?], _ numberings: [Int],
    to objects: inout SharedObjects, _ list: inout ObjectList
  ) throws(DiagnosticsError) -> [GroupKey] {
    var keys: [GroupKey] = []
    var streams: [Reference] = []
    var marks = 0
    for case .shared(let members, let places) in page.runs {
      let key = GroupKey(members: members, firstMark: marks, numberings: numberings)
      let stream = try stream(for: key, contents[places])
      streams.append(list.add(in: .shared, stream: stream))
      keys.append(key)
      for content in contents[places] { marks += content?.marks.count ?? 0 }
    }
    objects.groups.append(streams)
    return keys
  }

  private func stream(
    for key: GroupKey, _ contents: ArraySlice<EncodedFragment?>
  ) throws(DiagnosticsError) -> StreamData {
    if let known = groups[key] { return known }
    var out = ContentText()
    var mark = key.firstMark
    for (member, content) in zip(key.members, contents) {
      guard let content else { throw .lostText("a fragment was not encoded") }
      out.save()
      out.shift(x: member.offset.x, y: member.offset.y)
      content.write(numberingFrom: mark, to: &out)
      out.restore()
      mark += content.marks.count
    }
    let stream = compress(out.bytes)
    if groups.count >= 16 * VariantMaker.capacity { groups.removeAll() }
    groups[key] = stream
    return stream
  }

  /// Writes the roots of the pages and of the structure.
  private func writeRoots(pageCount: Int, to list: inout ObjectList) {
    list.write(LetterObjects.pages) { out in
      out.name("/Type", "/Pages")
      out.integer("/Count", pageCount)
      out.array("/Kids") { $0.references((0..<pageCount).map(LetterObjects.page)) }
    }
    list.write(LetterObjects.structure) { out in
      out.name("/Type", "/StructTreeRoot")
      out.reference("/K", LetterObjects.document)
      out.reference("/ParentTree", LetterObjects.parents)
    }
  }
}

extension ImageStore {
  /// Writes pictures and adds their names; tells of each whether it is partly transparent.
  ///
  /// - Throws: ``DiagnosticsError`` with every picture that cannot be embedded.
  func write(
    _ pictures: [Picture], to objects: inout ObjectList, row: Reference.Row,
    names: inout [(name: String, object: Reference)], tell: (Bool) -> Void
  ) throws(DiagnosticsError) {
    guard !pictures.isEmpty else { return }
    var problems = DiagnosticCollector()
    for picture in pictures {
      do throws(DiagnosticsError) {
        let image = try image(of: picture)
        names.append((ImageObject.resourceName(of: picture), image.write(to: &objects, row: row)))
        tell(image.mask != nil)
      } catch {
        problems.report(contentsOf: error.diagnostics)
      }
    }
    _ = try problems.finish(())
  }
}

extension ContentText {
  /// Moves what follows to the right and down.
  mutating func shift(x: Length, y: Length) { translate(x: x.thousandths, y: -y.thousandths) }
}

extension DictionaryWriter {
  /// Adds resources by their kinds (ISO 32000-1, 7.8.3).
  mutating func resources(
    _ fonts: [(name: String, object: Reference)], _ images: [(name: String, object: Reference)]
  ) {
    for (kind, resources) in [("/Font" as StaticString, fonts), ("/XObject", images)]
    where !resources.isEmpty {
      dictionary(kind) { out in
        for resource in resources { out.reference(escaping: resource.name, resource.object) }
      }
    }
  }
}
