import FuzzTargets

/// Tries dictionaries of hyphenation.
@_cdecl("LLVMFuzzerTestOneInput")
func examine(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  FuzzTarget.hyphenation.examine(bytes, count)
}
