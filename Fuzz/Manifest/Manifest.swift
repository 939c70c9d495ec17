import FuzzTargets

/// Tries folders' manifests.
@_cdecl("LLVMFuzzerTestOneInput")
func examine(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  FuzzTarget.manifest.examine(bytes, count)
}
