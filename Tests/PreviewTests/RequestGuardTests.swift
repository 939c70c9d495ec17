import Diagnostics
import FlyingFox
import Foundation
import Preview
import TestSupport
import Testing

/// Who is let in, and to what.
struct RequestGuardTests {
  struct Case: CustomTestStringConvertible {
    var name: String
    var address = "/api/state"
    var method = HTTPMethod.GET
    var headers: [HTTPHeader: String]
    var status: HTTPStatusCode
    var testDescription: String { name }

    init(
      _ name: String, _ status: HTTPStatusCode, _ address: String = "/api/state",
      _ method: HTTPMethod = .GET, _ changes: [HTTPHeader: String] = [:]
    ) {
      (self.name, self.status, self.address, self.method) = (name, status, address, method)
      headers = Visitor.headers
      for (header, value) in changes { headers[header] = value.isEmpty ? nil : value }
    }
  }

  static let origin = HTTPHeader("Origin")
  static let site = HTTPHeader("Sec-Fetch-Site")
  static let token = HTTPHeader("Flett-Token")

  static let cases: [Case] = [
    Case("our page", .ok),
    Case("by another name for loopback", .ok, "/api/state", .GET, [.host: "localhost:4000"]),
    Case("a name that is pointed here", .forbidden, "/api/state", .GET, [.host: "evil.example"]),
    Case("another port", .forbidden, "/api/state", .GET, [.host: "127.0.0.1:4001"]),
    Case("no host", .forbidden, "/api/state", .GET, [.host: ""]),
    Case("our origin", .ok, "/api/state", .GET, [origin: "http://127.0.0.1:4000"]),
    Case("a foreign origin", .forbidden, "/api/state", .GET, [origin: "https://evil.example"]),
    Case("no origin at all", .forbidden, "/api/state", .GET, [origin: "null"]),
    Case("a foreign page's picture", .forbidden, "/page.svg", .GET, [site: "cross-site"]),
    Case("another port's page", .forbidden, "/page.svg", .GET, [site: "same-site"]),
    Case("a link from elsewhere", .ok, "/", .GET, [site: "cross-site"]),
    Case("no cookie", .forbidden, "/api/state", .GET, [.cookie: ""]),
    Case("a wrong cookie", .forbidden, "/api/state", .GET, [.cookie: "flett-4000=secres"]),
    Case("another run's cookie", .forbidden, "/api/state", .GET, [.cookie: "flett-4001=secret"]),
    Case("among other cookies", .ok, "/api/state", .GET, [.cookie: "a=b; flett-4000=secret; c=d"]),
    Case("the page without the secret", .forbidden, "/", .GET, [.cookie: ""]),
    Case("the page by its address", .seeOther, "/?key=secret", .GET, [.cookie: ""]),
    Case("data by the address", .forbidden, "/api/state?key=secret", .GET, [.cookie: ""]),
    Case("a wrong address", .forbidden, "/?key=guess", .GET, [.cookie: ""]),
    Case("a script without the secret", .forbidden, "/app.js", .GET, [.cookie: ""]),
    Case("writing", .accepted, "/api/make?what=letter&number=1", .POST),
    Case(
      "writing without token", .forbidden, "/api/make?what=letter&number=1", .POST,
      [token: ""]),
    Case(
      "writing with a wrong token", .forbidden, "/api/make?what=all", .POST, [token: "tokem"]),
    Case("writing by a link", .notFound, "/api/make?what=all"),
    Case("another method", .methodNotAllowed, "/api/state", .DELETE),
  ]

  @Test("requests are answered or refused", arguments: cases)
  func refusal(_ one: Case) async throws {
    let visitor = Visitor(await (try Fixture()).session())
    let answer = try await visitor.answer(one.address, method: one.method, headers: one.headers)
    #expect(answer.statusCode == one.status)
  }

  @Test("an address with the secret gives a cookie and an address without it")
  func invitation() async throws {
    let visitor = Visitor(await (try Fixture()).session())
    let answer = try await visitor.answer("/?key=secret", headers: [.host: Visitor.host])
    #expect(answer.headers[.location] == "/")
    #expect(
      answer.headers[.setCookie] == "flett-4000=secret; Path=/; HttpOnly; SameSite=Strict")
  }

  @Test("the address that is handed to another program lets in once")
  func onlyOnce() async throws {
    let visitor = Visitor(await (try Fixture()).session())
    let stranger = [HTTPHeader.host: Visitor.host]
    #expect(try await visitor.answer("/?key=once", headers: stranger).statusCode == .seeOther)
    #expect(try await visitor.answer("/?key=once", headers: stranger).statusCode == .forbidden)
    #expect(try await visitor.answer("/?key=secret", headers: stranger).statusCode == .seeOther)
  }

  @Test(
    "only one IPv4 address is listened on", arguments: ["::1", "example.org", "0.0.0.0", "127.0.0"])
  func host(_ host: String) async throws {
    let server = PreviewServer(try Fixture().request, host: host)
    let error = await #expect(throws: DiagnosticsError.self) { try await server.run { _ in } }
    #expect(error?.diagnostics.map(\.message) == ["'\(host)' is not one IPv4 address"])
    #expect(error?.diagnostics.map(\.failure) == [.usage])
  }

  @Test("each run has secrets of its own")
  func secrets() {
    let (one, other) = (
      RequestGuard(host: "127.0.0.1", port: 1), RequestGuard(host: "127.0.0.1", port: 1)
    )
    #expect(one.cookieHeader != other.cookieHeader)
  }

  @Test(
    "no path reaches the file system",
    arguments: [
      "/letter.md", "/people.csv", "/../people.csv", "/..%2f..%2fetc/passwd", "//etc/passwd",
      "/letter.pdf?number=../../etc/passwd", "/letter.pdf?number=-1", "/letter.pdf?number=99",
      "/page.svg?number=1&page=9", "/page.svg?number=5", "/thumbnail.bmp?number=999999999999999999",
      "/api/letter?number=77", "/api/recipient?key=Nobody", "/api/nothing",
    ])
  func paths(_ address: String) async throws {
    let visitor = Visitor(await (try Fixture()).session())
    #expect(try await visitor.answer(address).statusCode == .notFound)
  }

  @Test(
    "every answer keeps other pages and foreign scripts out", arguments: ["/", "/app.js", "/x"])
  func headers(_ address: String) async throws {
    let visitor = Visitor(await (try Fixture()).session())
    let headers = try await visitor.answer(address).headers
    let policy = try #require(headers[HTTPHeader("Content-Security-Policy")])
    #expect(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"))
    #expect(!policy.contains("unsafe"))
    #expect(headers[HTTPHeader("X-Content-Type-Options")] == "nosniff")
    #expect(headers[HTTPHeader("Cache-Control")] == "no-store")
  }
}
