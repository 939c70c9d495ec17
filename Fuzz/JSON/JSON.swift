import FuzzTargets

/// Tries lists as JSON.
@_cdecl("LLVMFuzzerTestOneInput")
func examine(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  FuzzTarget.json.examine(bytes, count)
}
