import FuzzTargets

/// Tries YAML settings.
@_cdecl("LLVMFuzzerTestOneInput")
func examine(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  FuzzTarget.settings.examine(bytes, count)
}
