import Configuration
import Diagnostics
import Foundation

/// The connections to databases that this machine's owner has set up.
///
/// ```yaml
/// # ~/.config/flett/connections.yaml, which only its owner may read
/// members: {host: db.example.no, dbname: members, user: letters, sslmode: verify-full}
/// archive: {service: archive}    # of libpq's service file
/// local: {}                      # what libpq's variables (PGHOST, PGDATABASE …) say
/// ```
struct Connections {
  /// How a connection is made.
  struct Connection {
    /// libpq's names and their values.
    var settings: [(name: String, value: String)]
    /// How long a query may take, if the owner says so.
    var longestQuery: Duration?
  }

  /// The file.
  let path: String
  private var connections: [String: Connection] = [:]

  /// Where the file is: in the folder of a user's settings.
  static func path(_ environment: [String: String]) -> String {
    let home = environment["HOME"] ?? "/"
    let folder = environment["XDG_CONFIG_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    return (folder ?? "\(home)/.config") + "/flett/connections.yaml"
  }

  /// Reads the file; there are no connections if there is none.
  ///
  /// - Throws: ``DiagnosticsError`` if others may read it, or with its faults.
  init(path: String) throws(DiagnosticsError) {
    self.path = path
    guard FileManager.default.fileExists(atPath: path) else { return }
    let bytes = try SecretFile.read(path, as: "the file of connections", subject: "connections")
    let root = try ConfigurationNode(yaml: String(decoding: bytes, as: UTF8.self), file: path)
    var problems = DiagnosticCollector()
    guard case .mapping(let entries) = root.content else {
      guard root.content != .null else { return }
      throw DiagnosticsError(
        .error(
          "configuration.kind", "the connections must be a group of names, not \(root.kindName)",
          at: root.location, failure: .configuration))
    }
    for entry in entries { connections[entry.key] = Connections.connection(entry, &problems) }
    _ = try problems.finish(())
  }

  /// The connection of a name.
  ///
  /// One that the file does not have may still be a service of libpq's.
  subscript(name: String) -> Connection {
    connections[name] ?? Connection(settings: [("service", name)])
  }

  /// The problem of a name that nobody knows.
  func unknown(_ name: String, at place: SourceLocation) -> Diagnostic {
    .error(
      "connections.unknown", "this machine has no connection '\(name)'", at: place,
      hints: didYouMean(name, among: connections.keys.sorted()) + [
        "write where it leads into \(path), as in '\(name): {host: …, dbname: …, user: …}'"
      ], failure: .configuration)
  }

  private static func connection(
    _ entry: ConfigurationNode.Entry, _ problems: inout DiagnosticCollector
  ) -> Connection {
    var connection = Connection(settings: [])
    var reader = MappingReader(
      entry.value, context: "the connection '\(entry.key)'", failure: .configuration,
      problems: &problems)
    for name in Connections.names {
      guard let value = reader.string(name, problems: &problems) else { continue }
      connection.settings.append((name, value))
    }
    let seconds = reader.integer("timeout", in: 1...86_400, problems: &problems)
    connection.longestQuery = seconds.map { .seconds($0) }
    reader.finish(problems: &problems)
    return connection
  }

  /// What can be said of a connection.
  ///
  /// - SeeAlso: PostgreSQL's documentation, 34.1.2 (parameter key words).
  private static let names = [
    "service", "host", "hostaddr", "port", "dbname", "user", "password", "passfile",
    "connect_timeout", "options", "sslmode", "sslrootcert", "sslcert", "sslkey", "sslcrl",
    "ssl_min_protocol_version", "channel_binding", "gssencmode", "krbsrvname", "gsslib",
    "keepalives", "keepalives_idle", "keepalives_interval", "keepalives_count", "tcp_user_timeout",
    "target_session_attrs", "requirepeer",
  ]
}
