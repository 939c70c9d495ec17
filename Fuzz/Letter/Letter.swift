import FuzzTargets

/// Tries whole letters.
@_cdecl("LLVMFuzzerTestOneInput")
func examine(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  FuzzTarget.letter.examine(bytes, count)
}
