/// Why a command failed, in the numbers of BSD's `sysexits.h`, so that a program knows what to do.
public enum Failure: Int32, Sendable, CaseIterable {
  /// The command was called in a way it does not understand (EX_USAGE).
  case usage = 64
  /// The template or the list is at fault; trying again will not help (EX_DATAERR).
  case data = 65
  /// A file that should be read is not there or cannot be read (EX_NOINPUT).
  case input = 66
  /// Flett itself is at fault (EX_SOFTWARE).
  case software = 70
  /// A file cannot be made (EX_CANTCREAT).
  case create = 73
  /// Reading or writing broke off (EX_IOERR).
  case inputOutput = 74
  /// It may work later (EX_TEMPFAIL).
  case temporary = 75
  /// Something may not be read or written by this user (EX_NOPERM).
  case permission = 77
  /// The stationery, or something else that is set up once, is at fault (EX_CONFIG).
  case configuration = 78
}
