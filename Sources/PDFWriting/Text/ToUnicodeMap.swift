/// A ToUnicode map (ISO 32000-1, 9.10.3).
package enum ToUnicodeMap {
  /// The map from two-byte codes to text.
  package static func bytes(_ entries: [(code: UInt32, text: String)]) -> [UInt8] {
    var out = ObjectText()
    out += """
      /CIDInit /ProcSet findresource begin
      12 dict begin
      begincmap
      /CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
      /CMapName /Adobe-Identity-UCS def
      /CMapType 2 def
      1 begincodespacerange
      <0000> <FFFF>
      endcodespacerange

      """
    let sorted = entries.sorted { $0.code < $1.code }
    // A block has 100 entries at most.
    for start in stride(from: 0, to: sorted.count, by: 100) {
      let block = sorted[start..<min(start + 100, sorted.count)]
      out.integer(block.count)
      out += " beginbfchar\n"
      for entry in block { add(entry.code, entry.text, to: &out) }
      out += "endbfchar\n"
    }
    out += "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    return out.bytes
  }

  private static func add(_ code: UInt32, _ text: String, to out: inout ObjectText) {
    out += "<"
    out.hexadecimal(UInt16(truncatingIfNeeded: code))
    out += "><"
    for unit in text.utf16 { out.hexadecimal(unit) }
    out += ">\n"
  }
}
