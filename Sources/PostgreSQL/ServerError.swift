import CPostgreSQL

/// Why a server of PostgreSQL's gives no rows.
package struct ServerError: Error, Hashable, Sendable {
  /// What kind of failure it is.
  package enum Kind: Sendable {
    /// It cannot be reached now, or has gone away.
    case away
    /// It is there, and does not let us in.
    case refused
    /// What is said of where it is makes no sense.
    case settings
    /// No service of the name that was given is known.
    case unknownService
    /// The statement cannot be run.
    case statement
    /// It would change something.
    case notReading
    /// Its tables may not be read.
    case permission
    /// It takes longer than it may.
    case endless
  }

  package let kind: Kind
  /// The server's own words, or the library's.
  package let message: String
  /// Where in the statement the fault is: its character, from 1; nil if it is in none.
  package var position: Int?

  init(_ kind: Kind, _ message: String, position: Int? = nil) {
    self.kind = kind
    // Of several lines the first says what is wrong.
    let line = message.split(whereSeparator: \.isNewline).first ?? ""
    self.message = String(line.trimmingPrefix("ERROR:  ").trimmingPrefix("FATAL:  "))
    self.position = position
  }

  /// What a statement's result says.
  init(result: OpaquePointer) {
    let field = { (code: Int) in PQresultErrorField(result, Int32(code)).map { String(cString: $0) }
    }
    let state = field(ServerError.state) ?? ""
    self.init(
      Kind(state: state), field(ServerError.primary) ?? "unknown reason",
      position: field(ServerError.position).flatMap { Int($0) })
  }

  // The codes of a result's fields, which are characters.
  private static let state = Int(UInt8(ascii: "C"))
  private static let primary = Int(UInt8(ascii: "M"))
  private static let position = Int(UInt8(ascii: "P"))
}

extension ServerError.Kind {
  /// The kind that a code of SQL's stands for.
  ///
  /// - SeeAlso: PostgreSQL's documentation, appendix A (error codes).
  init(state: String) {
    switch (state.prefix(2), state) {
    case (_, "57014"): self = .endless
    case (_, "25006"): self = .notReading
    case (_, "42501"): self = .permission
    // A connection that broke, resources that are used up, an operator who shut the server down, and locks that
    // others hold.
    case ("08", _), ("53", _), ("57", _), ("58", _), ("40", _), ("55", _): self = .away
    default: self = .statement
    }
  }
}
