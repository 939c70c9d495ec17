import CPango

/// A part of a text that is shaped at one go: it has one font, direction, script and language.
struct TextItem {
  /// The part, in UTF-8 bytes of the text.
  var range: Range<Int>
  /// The font.
  let font: ShapingFont
  /// How deep it is embedded; text of odd levels runs from right to left.
  ///
  /// - SeeAlso: UAX #9, BD2.
  let level: UInt8
  /// Whether it is a tab, which is set as a space.
  var isTab = false
  /// What HarfBuzz is told of it.
  let properties: hb_segment_properties_t

  /// Whether it runs from right to left.
  var isRightToLeft: Bool { level % 2 == 1 }

  /// What Pango made of a part of a text; nil if it is set upright or with features of its own.
  init?(_ range: Range<Int>, _ font: ShapingFont, _ analysis: PangoAnalysis) {
    guard analysis.gravity == 0, analysis.extra_attrs == nil else { return nil }
    (self.range, self.font, level) = (range, font, analysis.level)
    let script = g_unicode_script_to_iso15924(GUnicodeScript(rawValue: Int32(analysis.script)))
    var properties = hb_segment_properties_t()
    properties.direction = level % 2 == 1 ? HB_DIRECTION_RTL : HB_DIRECTION_LTR
    properties.script = hb_script_t(rawValue: script)
    properties.language = hb_language_from_string(pango_language_to_string(analysis.language), -1)
    self.properties = properties
  }
}
