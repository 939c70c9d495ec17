import Crypto
import Diagnostics
import DisplayList
import Geometry

/// The first part of a letter's file: what other letters of the batch with the same static blocks on
/// the same pages have byte for byte.
struct SharedPart {
  /// The file so far.
  var file: ObjectFile
  /// The digest of the file so far, to be continued.
  var digest = SHA256()
  /// The colour profile.
  var profile: Reference
  /// The fonts' and pictures' names in resource dictionaries.
  var fonts, images: [(name: String, object: Reference)]
  /// The streams of static fragments on each page, in order.
  var groups: [[Reference]]
  /// The structure of each static block.
  var blocks: [BlockID: WrittenBlock]
  /// Whether any picture is partly transparent.
  var hasTransparency = false
}

/// Makes shared parts and keeps them.
final class SharedPartMaker {
  private let images: ImageStore
  private let compress: ([UInt8]) -> StreamData
  private var parts: [SharedKey: SharedPart] = [:]
  private var groups: [GroupKey: StreamData] = [:]
  private let profile: StreamData

  /// More parts than this are not kept, and more groups than sixteen times this.
  private static let capacity = 256

  /// A maker with nothing made yet.
  init(images: ImageStore, compress: @escaping ([UInt8]) -> StreamData) {
    (self.images, self.compress) = (images, compress)
    profile = compress(ColorProfile.sRGB)
  }

  /// The shared part of a letter.
  ///
  /// - Throws: ``DiagnosticsError`` with every picture that cannot be embedded.
  func part(for plan: LetterPlan) throws(DiagnosticsError) -> SharedPart {
    if let key = plan.sharedKey, let known = parts[key] { return known }
    let part = try make(plan)
    if let key = plan.sharedKey {
      if parts.count >= SharedPartMaker.capacity { parts.removeAll() }
      parts[key] = part
    }
    return part
  }

  private func make(_ plan: LetterPlan) throws(DiagnosticsError) -> SharedPart {
    let layout = FileLayout(pageCount: plan.pages.count)
    var file = ObjectFile(firstFree: layout.firstFree)
    let profile = file.add(stream: profile) { $0 += "/N 3" }
    var part = SharedPart(
      file: file, profile: profile, fonts: [], images: [], groups: [], blocks: [:])
    for font in plan.sharedFonts {
      part.fonts.append((font.resourceName, font.write(to: &part.file)))
    }
    try images.write(plan.sharedPictures, to: &part.file, names: &part.images) {
      part.hasTransparency = part.hasTransparency || $0
    }
    part.groups = plan.pages.map { page in page.runs.compactMap { write($0, page, &part.file) } }
    var blocks = StructureBlocks(plan, isShared: true)
    blocks.write(to: &part.file, layout: layout, into: &part.blocks)
    part.digest.update(data: part.file.bytes)
    return part
  }

  private func write(_ run: LetterPlan.Run, _ page: LetterPlan.Page, _ file: inout ObjectFile)
    -> Reference?
  {
    guard case .shared(let key, let range) = run else { return nil }
    if let known = groups[key] { return file.add(stream: known) }
    var out = ObjectBytes()
    for (placement, member) in zip(page.placements[range], key.members) {
      out += "q\n"
      out.shift(x: member.offset.x, y: member.offset.y)
      placement.content.write(numberingFrom: placement.firstMark, to: &out)
      out += "Q\n"
    }
    let stream = compress(out.bytes)
    if groups.count >= 16 * SharedPartMaker.capacity { groups.removeAll() }
    groups[key] = stream
    return file.add(stream: stream)
  }
}

/// The blocks of a letter with their structure, in the order of the letter.
struct StructureBlocks {
  private var blocks: [(id: BlockID, structure: StructureBlock)] = []
  private var places: [BlockID: Int] = [:]

  /// Gathers the blocks that letters share, or the others.
  init(_ plan: LetterPlan, isShared: Bool) {
    for (pageIndex, page) in plan.pages.enumerated() {
      for (place, placement) in page.placements.enumerated() {
        let id = placement.block.fragment.id.block
        guard plan.ownBlocks.contains(id) != isShared, !placement.content.marks.isEmpty else {
          continue
        }
        add(placement, id, page: pageIndex, place: page.sharedPlace(of: place, isShared: isShared))
      }
    }
  }

  private mutating func add(
    _ placement: LetterPlan.Placement, _ id: BlockID, page: Int, place: Int
  ) {
    if places[id] == nil {
      places[id] = blocks.count
      blocks.append((id, StructureBlock(placement.block.fragment.elements)))
    }
    guard let index = places[id] else { return }
    blocks[index].structure.add(
      placement.content, page: page, place: place, firstMark: placement.firstMark)
  }

  /// Writes the blocks' elements.
  mutating func write(
    to file: inout ObjectFile, layout: FileLayout, into written: inout [BlockID: WrittenBlock]
  ) {
    for index in blocks.indices {
      written[blocks[index].id] = blocks[index].structure.write(to: &file, layout: layout)
    }
  }
}

extension LetterPlan.Page {
  /// A place as the shared part names it: counted among the static fragments alone, which stand
  /// between others of each letter's own.
  func sharedPlace(of place: Int, isShared: Bool) -> Int {
    guard isShared else { return place }
    return placements[..<place].count { $0.block.fragment.isStatic }
  }

  /// The fragment at a place that the shared part, or the letter's own, names.
  func placement(at place: Int, isShared: Bool) -> LetterPlan.Placement? {
    let candidates = isShared ? placements.filter(\.block.fragment.isStatic) : placements
    return place < candidates.count ? candidates[place] : nil
  }
}

extension ImageStore {
  /// Writes pictures and adds their names; tells of each whether it is partly transparent.
  ///
  /// - Throws: ``DiagnosticsError`` with every picture that cannot be embedded.
  func write(
    _ pictures: [Picture], to file: inout ObjectFile,
    names: inout [(name: String, object: Reference)], tell: (Bool) -> Void
  ) throws(DiagnosticsError) {
    var problems = DiagnosticCollector()
    for picture in pictures {
      do throws(DiagnosticsError) {
        let image = try image(of: picture)
        names.append((ImageObject.resourceName(of: picture), image.write(to: &file)))
        tell(image.mask != nil)
      } catch {
        problems.report(contentsOf: error.diagnostics)
      }
    }
    _ = try problems.finish(())
  }
}

extension ObjectBytes {
  /// Moves what follows to the right and down.
  mutating func shift(x: Length, y: Length) {
    guard x.thousandths != 0 || y.thousandths != 0 else { return }
    self += "1 0 0 1 "
    thousandths(x.thousandths)
    self += " "
    thousandths(-y.thousandths)
    self += " cm\n"
  }
}
