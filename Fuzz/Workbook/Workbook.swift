import FuzzTargets

/// Tries Excel workbooks.
@_cdecl("LLVMFuzzerTestOneInput")
func examine(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  FuzzTarget.workbook.examine(bytes, count)
}
