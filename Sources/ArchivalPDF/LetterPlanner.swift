import Diagnostics
import DisplayList
import Geometry

/// Keeps what was found out about static fragments, and plans letters with it.
final class LetterPlanner {
  private let options: ArchivalOptions
  private let fonts: FontStore
  private let compress: ([UInt8]) -> StreamData
  private var known: [FragmentID: (fragment: Fragment, serial: Int)] = [:]
  private var lastSerial = 0
  private var surveys: [Int: FragmentSurvey] = [:]
  private var contents: [ContentKey: EncodedFragment] = [:]

  /// What the page content of a static fragment follows from.
  private struct ContentKey: Hashable {
    var fragment: Int
    var numberings: [Int]
  }

  /// More fragments than this are not kept: a mailing has far fewer.
  private static let capacity = 20_000

  /// A planner that knows nothing yet.
  init(
    options: ArchivalOptions, fonts: FontStore, compress: @escaping ([UInt8]) -> StreamData
  ) {
    (self.options, self.fonts, self.compress) = (options, fonts, compress)
  }

  /// Plans a letter.
  ///
  /// - Throws: ``DiagnosticsError`` with all that is wrong with fonts and characters.
  func plan(_ letter: PagedLetter) throws(DiagnosticsError) -> LetterPlan {
    let demand = try demand(of: letter)
    let choice = try choose(demand)
    var plan = LetterPlan(
      pages: [], sharedFonts: choice.shared, ownFonts: choice.own, bindings: choice.bindings,
      sharedPictures: demand.sharedPictures,
      ownPictures: demand.ownPictures.filter { !demand.sharedPictures.contains($0) },
      ownBlocks: [], sharedKey: nil)
    var sharedBlocks: Set<BlockID> = []
    for page in letter.pages {
      for block in page.blocks {
        let id = block.fragment.id.block
        if block.fragment.isStatic { sharedBlocks.insert(id) } else { plan.ownBlocks.insert(id) }
      }
      plan.pages.append(self.page(page, choice.bindings, choice.numberings))
    }
    if sharedBlocks.isDisjoint(with: plan.ownBlocks) {
      plan.sharedKey = SharedKey(
        pages: plan.pages.map(\.groups), fonts: choice.shared.map(\.serial))
    }
    return plan
  }

  // MARK: Fonts

  /// The glyphs and pictures that a letter needs.
  private struct Demand {
    var fonts: [(program: FontProgram, shared: GlyphSet, own: GlyphSet)] = []
    var sharedPictures: [Picture] = []
    var ownPictures: [Picture] = []

    mutating func add(_ survey: FragmentSurvey, isStatic: Bool) {
      for (program, glyphs) in survey.fonts {
        let slot = fonts.firstIndex { $0.program === program } ?? fonts.count
        if slot == fonts.count { fonts.append((program, GlyphSet(), GlyphSet())) }
        if isStatic {
          fonts[slot].shared.formUnion(glyphs)
        } else {
          fonts[slot].own.formUnion(glyphs)
        }
      }
      for picture in survey.pictures {
        if isStatic {
          if !sharedPictures.contains(picture) { sharedPictures.append(picture) }
        } else if !ownPictures.contains(picture) {
          ownPictures.append(picture)
        }
      }
    }
  }

  private func demand(of letter: PagedLetter) throws(DiagnosticsError) -> Demand {
    var demand = Demand()
    var problems = DiagnosticCollector()
    for page in letter.pages {
      // A signature's box has the fonts that all letters share, whatever time stands in it.
      let box = options.signing == nil ? nil : page.signature?.sample
      for fragment in page.blocks.map(\.fragment) + [box].compactMap(\.self) {
        do throws(DiagnosticsError) {
          demand.add(try survey(fragment), isStatic: fragment.isStatic || fragment === box)
        } catch {
          problems.report(contentsOf: error.diagnostics)
        }
      }
    }
    return try problems.finish(demand).output
  }

  private func survey(_ fragment: Fragment) throws(DiagnosticsError) -> FragmentSurvey {
    let serial = serial(of: fragment)
    if let known = surveys[serial] { return known }
    let survey = try FragmentSurvey(fragment, fonts: fonts)
    if surveys.count >= LetterPlanner.capacity { surveys.removeAll() }
    if serial > 0 { surveys[serial] = survey }
    return survey
  }

  /// A number for a static fragment, and 0 for any other.
  ///
  /// The same object has the same number as long as it is known. Another object under the same name,
  /// which a batch does not have, gets a new one, so that nothing kept can be wrong.
  private func serial(of fragment: Fragment) -> Int {
    guard fragment.isStatic else { return 0 }
    if let known = known[fragment.id], known.fragment === fragment { return known.serial }
    lastSerial += 1
    if known.count >= LetterPlanner.capacity { known.removeAll() }
    known[fragment.id] = (fragment, lastSerial)
    return lastSerial
  }

  /// The subsets of a letter.
  private struct Choice {
    var bindings: [FontBinding?] = []
    var shared: [FontSubset] = []
    var own: [FontSubset] = []
    /// How glyphs are numbered, where that is not as in the font file.
    var numberings: [Int] { shared.map(\.numbering).filter { $0 != 0 } }
  }

  /// Chooses the subsets: the first one of a face is the same for nearly all letters, and what it
  /// holds follows from the template and this letter alone.
  private func choose(_ demand: Demand) throws(DiagnosticsError) -> Choice {
    var choice = Choice()
    for (program, shared, own) in demand.fonts {
      var first = shared
      if options.fieldFaces?.contains(program.face) ?? !own.isEmpty {
        first.formUnion(program.commonGlyphs(features: options.features))
      } else {
        first.formUnion(own)
      }
      var binding = FontBinding(
        first: try fonts.subset(of: program, glyphs: first, suffix: "", compress: compress),
        firstGlyphs: first)
      choice.shared.append(binding.first)
      let rest = own.subtracting(first)
      if !rest.isEmpty {
        let second = try fonts.subset(of: program, glyphs: rest, suffix: "x", compress: compress)
        binding.second = second
        choice.own.append(second)
      }
      let missing = program.number + 1 - choice.bindings.count
      if missing > 0 { choice.bindings += Array(repeating: nil, count: missing) }
      choice.bindings[program.number] = binding
    }
    return choice
  }

  // MARK: Pages

  private func page(_ page: Page, _ bindings: [FontBinding?], _ numberings: [Int])
    -> LetterPlan.Page
  {
    var placements = page.blocks.map { block in
      let serial = serial(of: block.fragment)
      return LetterPlan.Placement(
        block: block, content: content(of: block.fragment, serial, bindings, numberings),
        serial: serial)
    }
    // Static fragments are numbered first, so that no record changes their numbers.
    var marks = 0
    for index in placements.indices where placements[index].block.fragment.isStatic {
      placements[index].firstMark = marks
      marks += placements[index].content.marks.count
    }
    let sharedMarks = marks
    for index in placements.indices where !placements[index].block.fragment.isStatic {
      placements[index].firstMark = marks
      marks += placements[index].content.marks.count
    }
    return LetterPlan.Page(
      placements: placements, runs: runs(of: placements, numberings), sharedMarks: sharedMarks,
      marks: marks)
  }

  private func content(
    of fragment: Fragment, _ serial: Int, _ bindings: [FontBinding?], _ numberings: [Int]
  ) -> EncodedFragment {
    guard serial > 0 else { return encode(fragment, bindings) }
    let key = ContentKey(fragment: serial, numberings: numberings)
    if let known = contents[key] { return known }
    let content = encode(fragment, bindings)
    if contents.count >= LetterPlanner.capacity { contents.removeAll() }
    contents[key] = content
    return content
  }

  private func encode(_ fragment: Fragment, _ bindings: [FontBinding?]) -> EncodedFragment {
    var encoder = FragmentEncoder(fragment, bindings: bindings, fonts: fonts)
    return encoder.encode()
  }

  private func runs(of placements: [LetterPlan.Placement], _ numberings: [Int])
    -> [LetterPlan.Run]
  {
    var runs: [LetterPlan.Run] = []
    var start = 0
    while start < placements.count {
      let isStatic = placements[start].block.fragment.isStatic
      var end = start + 1
      while end < placements.count, placements[end].block.fragment.isStatic == isStatic { end += 1 }
      if isStatic {
        let members = placements[start..<end].map { placement in
          GroupKey.Member(
            fragment: placement.serial,
            offset: placement.block.origin - placements[start].block.origin)
        }
        let key = GroupKey(
          members: members, firstMark: placements[start].firstMark, numberings: numberings)
        runs.append(.shared(key, start..<end))
      } else {
        runs.append(.own(start..<end))
      }
      start = end
    }
    return runs
  }
}

extension LetterPlan.Page {
  /// The keys of the groups in order.
  fileprivate var groups: [GroupKey] {
    runs.compactMap { run in
      guard case .shared(let key, _) = run else { return nil }
      return key
    }
  }
}

extension Point {
  /// The way from one place to another.
  static func - (left: Point, right: Point) -> Point {
    Point(x: left.x - right.x, y: left.y - right.y)
  }
}
