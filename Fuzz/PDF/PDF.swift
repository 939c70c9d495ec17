import FuzzTargets

/// Tries signed PDF files.
@_cdecl("LLVMFuzzerTestOneInput")
func examine(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  FuzzTarget.pdf.examine(bytes, count)
}
