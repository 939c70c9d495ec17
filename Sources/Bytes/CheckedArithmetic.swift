/// Arithmetic on numbers from outside: what does not fit is reported, never wrapped and never a crash.
extension FixedWidthInteger {
  /// The sum.
  ///
  /// - Throws: ``ByteFault/overflow`` if it does not fit.
  package func plus(_ other: Self) throws(ByteFault) -> Self {
    let (sum, overflows) = addingReportingOverflow(other)
    guard !overflows else { throw .overflow }
    return sum
  }

  /// The difference.
  ///
  /// - Throws: ``ByteFault/overflow`` if it does not fit.
  package func minus(_ other: Self) throws(ByteFault) -> Self {
    let (difference, overflows) = subtractingReportingOverflow(other)
    guard !overflows else { throw .overflow }
    return difference
  }

  /// The product.
  ///
  /// - Throws: ``ByteFault/overflow`` if it does not fit.
  package func times(_ other: Self) throws(ByteFault) -> Self {
    let (product, overflows) = multipliedReportingOverflow(by: other)
    guard !overflows else { throw .overflow }
    return product
  }
}
