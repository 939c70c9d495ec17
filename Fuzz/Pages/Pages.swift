import FuzzTargets

/// Tries whole letters as pages and files.
@_cdecl("LLVMFuzzerTestOneInput")
func examine(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  FuzzTarget.pages.examine(bytes, count)
}
