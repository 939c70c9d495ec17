import CHarfBuzz

extension OpenTypeFont {
  /// A font cut down to some of its glyphs.
  package struct Subset: Sendable {
    /// The font file.
    package var bytes: [UInt8]
    /// The bytes of the table `CFF `; empty where the outlines are TrueType's.
    package var compactOutlines: [UInt8]
    /// For each glyph of the full font, its number in the subset.
    package var glyphs: [UInt32: UInt32]
  }

  /// The face with the given glyphs, those they are composed of and `.notdef`; without hints and
  /// without tables that only shaping needs.
  ///
  /// - Parameters:
  ///   - glyphs: What to keep.
  ///   - keepsNumbers: Whether glyphs keep their numbers.
  /// - Returns: The smaller font.
  /// - Throws: ``Failure/subsetting`` if the font is damaged.
  package func subset(to glyphs: [UInt32], keepingNumbers keepsNumbers: Bool) throws(Failure)
    -> Subset
  {
    guard let input = hb_subset_input_create_or_fail() else { throw .subsetting }
    defer { hb_subset_input_destroy(input) }
    var flags = HB_SUBSET_FLAGS_NO_HINTING.rawValue | HB_SUBSET_FLAGS_NOTDEF_OUTLINE.rawValue
    if keepsNumbers { flags |= HB_SUBSET_FLAGS_RETAIN_GIDS.rawValue }
    hb_subset_input_set_flags(input, flags)
    for glyph in glyphs { hb_set_add(hb_subset_input_glyph_set(input), glyph) }
    hb_set_clear(hb_subset_input_set(input, HB_SUBSET_SETS_NAME_ID))
    let dropped = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG)
    for tag in OpenTypeFont.tablesForShaping { hb_set_add(dropped, OpenTypeFont.tag(tag)) }
    guard let plan = hb_subset_plan_create_or_fail(face, input) else { throw .subsetting }
    defer { hb_subset_plan_destroy(plan) }
    guard let result = hb_subset_plan_execute_or_fail(plan) else { throw .subsetting }
    defer { hb_face_destroy(result) }
    return try read(result, plan: plan, glyphs: glyphs)
  }

  /// What a PDF reader has no use for: it gets glyph numbers and places.
  private static let tablesForShaping = [
    "GSUB", "GPOS", "GDEF", "BASE", "JSTF", "kern", "DSIG", "FFTM", "OS/2", "name", "cmap", "meta",
    "gasp", "VDMX", "hdmx", "LTSH", "STAT", "vhea", "vmtx", "VORG", "PfEd", "MATH",
  ]

  private func read(_ result: OpaquePointer, plan: OpaquePointer, glyphs: [UInt32])
    throws(Failure) -> Subset
  {
    guard let blob = hb_face_reference_blob(result) else { throw .subsetting }
    defer { hb_blob_destroy(blob) }
    guard let outlines = hb_face_reference_table(result, OpenTypeFont.tag("CFF ")) else {
      throw .subsetting
    }
    defer { hb_blob_destroy(outlines) }
    let numbers = hb_subset_plan_old_to_new_glyph_mapping(plan)
    return Subset(
      bytes: OpenTypeFont.bytes(of: blob), compactOutlines: OpenTypeFont.bytes(of: outlines),
      glyphs: Dictionary(
        glyphs.map { ($0, hb_map_get(numbers, $0)) }, uniquingKeysWith: { first, _ in first }))
  }

  /// All glyphs that shaping can make of the given ones with the given features.
  ///
  /// - Parameters:
  ///   - glyphs: What the character map gives.
  ///   - features: Tags of features, such as `liga`.
  /// - Returns: The glyphs in order.
  package func substitutionClosure(of glyphs: [UInt32], features: [String]) -> [UInt32] {
    guard let lookups = hb_set_create(), let result = hb_set_create() else { return glyphs }
    defer {
      hb_set_destroy(lookups)
      hb_set_destroy(result)
    }
    for glyph in glyphs { hb_set_add(result, glyph) }
    // HarfBuzz wants the tags ended by a zero.
    let tags = features.map(OpenTypeFont.tag) + [0]
    let scripts = [OpenTypeFont.tag("DFLT"), OpenTypeFont.tag("latn"), 0]
    hb_ot_layout_collect_lookups(face, OpenTypeFont.tag("GSUB"), scripts, nil, tags, lookups)
    hb_ot_layout_lookups_substitute_closure(face, lookups, result)
    return OpenTypeFont.members(of: result).filter { Int($0) < glyphCount }
  }
}
