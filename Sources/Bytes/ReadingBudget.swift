/// How much may still be done for one file: a multiple of its size, whatever the file asks for.
///
/// A file of a few bytes can ask for the work of hours, by parts that name each other or expand without end.
/// One budget stands for all readers of the file; each spends what it does, in bytes or steps.
package final class ReadingBudget {
  /// What is left.
  package private(set) var left: Int

  /// A budget of so many bytes or steps.
  package init(_ amount: Int) {
    left = max(0, amount)
  }

  /// A budget of `factor` times a size, and never less than `least`.
  package convenience init(size: Int, factor: Int, least: Int) {
    let (product, overflows) = size.multipliedReportingOverflow(by: factor)
    self.init(overflows ? Int.max : max(product, least))
  }

  /// Takes some of it.
  ///
  /// - Throws: ``ByteFault/tooMuch`` if there is not so much left; nothing is left then, so that every
  ///   reader of the file ends.
  package func spend(_ amount: Int = 1) throws(ByteFault) {
    guard amount >= 0, amount <= left else {
      left = 0
      throw .tooMuch
    }
    left -= amount
  }
}
