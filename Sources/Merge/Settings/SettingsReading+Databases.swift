import Configuration
import Diagnostics
import Records

extension ReadingContext {
  /// A database that a mailing asks for rows: by whose connection, unless it is a file, and what is asked.
  typealias Database = (
    connection: (name: String, location: SourceLocation)?, query: ListQuery?
  )

  /// `connection` and `query`, with the file that may be named beside them.
  mutating func database(_ reader: inout MappingReader, hasFile: Bool, of context: String)
    -> Database
  {
    refuseAddresses(&reader, of: context)
    let query = reader.string("query", problems: &problems).flatMap { text in
      reader.node("query").map { ListQuery(text, at: $0.location) }
    }
    guard let node = reader.node("connection") else { return (nil, query) }
    guard let name = reader.string("connection", problems: &problems) else { return (nil, nil) }
    guard isConnectionName(name) else {
      error(
        "merge.connection", "'connection' of \(context) must be a name, such as 'members'",
        at: node.location, hints: [whereConnectionsAre])
      return (nil, nil)
    }
    if hasFile {
      error(
        "merge.connection", "\(context) has a 'file' and a 'connection', of which one is the list",
        at: node.location)
    }
    if reader.node("query") == nil {
      error(
        "merge.missing-setting", "\(context) asks nothing of its connection", at: node.location,
        hints: ["add a query, as in '{connection: members, query: select * from members}'"])
    }
    return ((name, node.location), query)
  }

  /// Notes what says where a database is, or how to get in: that is the machine's affair, not a mailing's.
  private mutating func refuseAddresses(_ reader: inout MappingReader, of context: String) {
    for name in ReadingContext.addressNames where reader.has(name) {
      _ = reader.node(name)
      error(
        "merge.connection", "\(context) says where a database is or how to get in ('\(name)')",
        at: reader.keyLocation(name), hints: [whereConnectionsAre])
    }
  }

  private static let addressNames = [
    "host", "hostaddr", "port", "dbname", "database", "user", "password", "url", "uri", "dsn",
    "service", "sslmode",
  ]

  /// Whether a text names a connection, and says nothing of where that leads.
  private func isConnectionName(_ name: String) -> Bool {
    (1...64).contains(name.utf8.count)
      && name.allSatisfy { $0.isLetter || "0123456789-_".contains($0) }
  }

  private var whereConnectionsAre: String {
    "name a connection of ~/.config/flett/connections.yaml, and say there where it leads"
  }
}
