import Batch
import Foundation
import Preview
import TestSupport
import Testing

/// A small mailing in a folder of its own; one of its recipients has a hostile name.
struct Fixture {
  let folder: TemporaryFolder

  static let letter = """
    ---
    title: Invitation
    language: en
    stationery: stationery.yaml
    data: {file: people.csv, key: name}
    to: ["{{name}}", "{{street}}"]
    undispatched: The address is filled in at dispatch.
    closing: Yours sincerely
    signers: [{name: Kari Lunde, role: Chair}]
    ---
    Dear {{name}},

    The meeting is on Monday.

    {{#if note}}
    {{note}}
    {{/if}}
    """

  static let people = """
    name;street;note
    Anna Østby;Strandgata 4;
    Søren Kierulf;Kystveien 118;Please bring the keys.
    <script>alert(1)</script>;Harbour Road 1;
    Zoë O’Brien;12 Quay Street;

    """

  /// A list that cannot be read.
  static let peopleWithOneKeyTwice = people + "Anna Østby;Strandgata 5;\n"

  init(people: String = Fixture.people) throws {
    folder = try TemporaryFolder()
    let stationery = projectFolder.appending(path: "Templates/stationery/ks.yaml")
    try folder.write(Fixture.letter, to: "letter.md")
    try folder.write(people, to: "people.csv")
    try folder.write(try Data(contentsOf: stationery), to: "stationery.yaml")
  }

  var request: RunRequest {
    var request = RunRequest(mailing: folder.url.path)
    request.output = folder.url.appending(path: "Output").path
    return request
  }

  /// A session that has read the mailing and looked at all its letters.
  func session() async -> PreviewSession {
    let session = PreviewSession(request)
    await session.reload()
    await session.settle()
    return session
  }
}

/// The folder with `Package.swift`.
let projectFolder = URL(filePath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

/// A browser that knows the secrets, without a network.
struct Visitor {
  let routes: PreviewRoutes
  static let host = "127.0.0.1:4000"

  init(_ session: PreviewSession) {
    routes = PreviewRoutes(
      session: session,
      guardian: RequestGuard(
        host: "127.0.0.1", port: 4000, secret: "secret", invitation: "once", token: "token"))
  }

  static let headers: [HTTPRequest.Field: String] = [
    .host: host, .cookie: "flett-4000=secret", .flettToken: "token",
  ]

  /// Asks for an address such as `/api/letter?number=2`.
  func answer(
    _ address: String, method: HTTPRequest.Method = .get,
    headers: [HTTPRequest.Field: String] = Visitor.headers
  ) async throws -> HTTPResponse {
    var reader = HTTPRequestReader()
    reader.append(Array("GET \(address) HTTP/1.1\r\nHost: \(Visitor.host)\r\n\r\n".utf8))
    var request = try #require(try reader.next())
    (request.method, request.fields) = (method, headers)
    return await routes.answer(request)
  }

  /// Asks for JSON.
  func json(_ address: String) async throws -> JSON {
    let answer = try await answer(address)
    try #require(answer.status == .ok, "\(address): \(answer.status)")
    return JSON(try JSONSerialization.jsonObject(with: Data(answer.bytes)))
  }
}

/// Parts of an answer, by name and number.
struct JSON {
  let value: Any?

  init(_ value: Any?) {
    self.value = value
  }

  subscript(name: String) -> JSON { JSON((value as? [String: Any])?[name]) }

  subscript(number: Int) -> JSON {
    let list = value as? [Any] ?? []
    return JSON(list.indices.contains(number) ? list[number] : nil)
  }

  var text: String? { value as? String }
  var number: Int? { value as? Int }
  var flag: Bool? { value as? Bool }
  var count: Int { (value as? [Any])?.count ?? 0 }
  var all: [JSON] { (value as? [Any] ?? []).map { JSON($0) } }
}
