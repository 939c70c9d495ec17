import FuzzTargets

/// Tries lists as CSV.
@_cdecl("LLVMFuzzerTestOneInput")
func examine(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  FuzzTarget.csv.examine(bytes, count)
}
