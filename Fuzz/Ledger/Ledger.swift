import FuzzTargets

/// Tries folders' ledgers.
@_cdecl("LLVMFuzzerTestOneInput")
func examine(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  FuzzTarget.ledger.examine(bytes, count)
}
