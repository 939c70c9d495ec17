import Diagnostics
import DisplayList
import Foundation
import Glibc
import Signing

/// Tells when each letter is signed: the time on the wall as it is signed, not that of the run's beginning,
/// since a signature's time is a claim about the signature.
///
/// Each worker has one. It looks the time zone up once a second.
final class SigningClock {
  private let identity: SigningIdentity
  private let clock: @Sendable () -> Double
  private var last: (second: Int, time: SigningTime)?

  /// A clock for signatures by an identity.
  init(_ identity: SigningIdentity, _ clock: @escaping @Sendable () -> Double) {
    (self.identity, self.clock) = (identity, clock)
  }

  /// The time now.
  ///
  /// - Throws: ``DiagnosticsError`` if the identity's certificate is not valid any more, or not yet: a
  ///   long run goes on while time does.
  func now() throws(DiagnosticsError) -> SigningTime {
    let seconds = clock()
    let second = Int(seconds.rounded(.down))
    if let last, last.second == second { return last.time }
    _ = try identity.check(at: Date(timeIntervalSince1970: seconds))
    let time = SigningClock.onTheWall(second)
    last = (second, time)
    return time
  }

  /// A time in the machine's time zone.
  private static func onTheWall(_ second: Int) -> SigningTime {
    var second = time_t(second)
    var parts = unsafe tm()
    unsafe localtime_r(&second, &parts)
    return unsafe SigningTime(
      year: Int(parts.tm_year) + 1900, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday),
      hour: Int(parts.tm_hour), minute: Int(parts.tm_min), second: min(59, Int(parts.tm_sec)),
      minutesAheadOfUTC: Int(parts.tm_gmtoff) / 60)
  }
}
