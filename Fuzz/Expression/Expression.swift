import FuzzTargets

/// Tries fields with filters, and tests.
@_cdecl("LLVMFuzzerTestOneInput")
func examine(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  FuzzTarget.expression.examine(bytes, count)
}
