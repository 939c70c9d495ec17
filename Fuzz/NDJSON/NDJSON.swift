import FuzzTargets

/// Tries lists as JSON Lines.
@_cdecl("LLVMFuzzerTestOneInput")
func examine(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  FuzzTarget.ndjson.examine(bytes, count)
}
