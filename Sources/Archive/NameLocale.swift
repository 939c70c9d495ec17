import Glibc

/// The locale that the names of files in an archive are written and read in: libarchive takes the thread's, and
/// crashes where that has no æ.
final class NameLocale {
  private let locale: locale_t  // owned

  /// - Throws: ``ArchiveError`` if the system has none.
  init() throws(ArchiveError) {
    guard let locale = newlocale(1 << LC_CTYPE, "C.UTF-8", nil) else { throw .noLocale }
    self.locale = locale
  }

  deinit { freelocale(locale) }

  /// Makes it the thread's.
  ///
  /// - Returns: What the thread had before, for ``restore(_:)``.
  func use() -> locale_t? { uselocale(locale) }

  /// Gives the thread back what it had.
  static func restore(_ before: locale_t?) { _ = uselocale(before) }
}
