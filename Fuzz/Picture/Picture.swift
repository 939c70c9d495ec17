import FuzzTargets

/// Tries PNG and JPEG pictures.
@_cdecl("LLVMFuzzerTestOneInput")
func examine(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  FuzzTarget.picture.examine(bytes, count)
}
