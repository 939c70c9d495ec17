import Diagnostics
import Foundation
import Preview
import TestSupport
import Testing

/// Who is let in, and to what.
struct RequestGuardTests {
  struct Case: CustomTestStringConvertible {
    var name: String
    var address = "/api/state"
    var method = HTTPRequest.Method.get
    var headers: [HTTPRequest.Field: String]
    var status: HTTPResponse.Status
    var testDescription: String { name }

    init(
      _ name: String, _ status: HTTPResponse.Status, _ address: String = "/api/state",
      _ method: HTTPRequest.Method = .get, _ changes: [HTTPRequest.Field: String] = [:]
    ) {
      (self.name, self.status, self.address, self.method) = (name, status, address, method)
      headers = Visitor.headers
      for (header, value) in changes { headers[header] = value.isEmpty ? nil : value }
    }
  }

  static let origin = HTTPRequest.Field.origin
  static let site = HTTPRequest.Field.fetchSite
  static let token = HTTPRequest.Field.flettToken

  static let cases: [Case] = [
    Case("our page", .ok),
    Case("by another name for loopback", .ok, "/api/state", .get, [.host: "localhost:4000"]),
    Case("a name that is pointed here", .forbidden, "/api/state", .get, [.host: "evil.example"]),
    Case("another port", .forbidden, "/api/state", .get, [.host: "127.0.0.1:4001"]),
    Case("no host", .forbidden, "/api/state", .get, [.host: ""]),
    Case("our origin", .ok, "/api/state", .get, [origin: "http://127.0.0.1:4000"]),
    Case("a foreign origin", .forbidden, "/api/state", .get, [origin: "https://evil.example"]),
    Case("no origin at all", .forbidden, "/api/state", .get, [origin: "null"]),
    Case("a foreign page's picture", .forbidden, "/page.svg", .get, [site: "cross-site"]),
    Case("another port's page", .forbidden, "/page.svg", .get, [site: "same-site"]),
    Case("a link from elsewhere", .ok, "/", .get, [site: "cross-site"]),
    Case("no cookie", .forbidden, "/api/state", .get, [.cookie: ""]),
    Case("a wrong cookie", .forbidden, "/api/state", .get, [.cookie: "flett-4000=secres"]),
    Case("another run's cookie", .forbidden, "/api/state", .get, [.cookie: "flett-4001=secret"]),
    Case("among other cookies", .ok, "/api/state", .get, [.cookie: "a=b; flett-4000=secret; c=d"]),
    Case("the page without the secret", .forbidden, "/", .get, [.cookie: ""]),
    Case("the page by its address", .seeOther, "/?key=secret", .get, [.cookie: ""]),
    Case("data by the address", .forbidden, "/api/state?key=secret", .get, [.cookie: ""]),
    Case("a wrong address", .forbidden, "/?key=guess", .get, [.cookie: ""]),
    Case("a script without the secret", .forbidden, "/app.js", .get, [.cookie: ""]),
    Case("writing", .accepted, "/api/make?what=letter&number=1", .post),
    Case(
      "writing without token", .forbidden, "/api/make?what=letter&number=1", .post,
      [token: ""]),
    Case(
      "writing with a wrong token", .forbidden, "/api/make?what=all", .post, [token: "tokem"]),
    Case("writing by a link", .notFound, "/api/make?what=all"),
    Case("another method", .methodNotAllowed, "/api/state", .other),
  ]

  @Test("requests are answered or refused", arguments: cases)
  func refusal(_ one: Case) async throws {
    let visitor = Visitor(await (try Fixture()).session())
    let answer = try await visitor.answer(one.address, method: one.method, headers: one.headers)
    #expect(answer.status == one.status)
  }

  @Test("an address with the secret gives a cookie and an address without it")
  func invitation() async throws {
    let visitor = Visitor(await (try Fixture()).session())
    let answer = try await visitor.answer("/?key=secret", headers: [.host: Visitor.host])
    #expect(answer.headers["Location"] == "/")
    #expect(
      answer.headers["Set-Cookie"] == "flett-4000=secret; Path=/; HttpOnly; SameSite=Strict")
  }

  @Test("the address that is handed to another program lets in once")
  func onlyOnce() async throws {
    let visitor = Visitor(await (try Fixture()).session())
    let stranger = [HTTPRequest.Field.host: Visitor.host]
    #expect(try await visitor.answer("/?key=once", headers: stranger).status == .seeOther)
    #expect(try await visitor.answer("/?key=once", headers: stranger).status == .forbidden)
    #expect(try await visitor.answer("/?key=secret", headers: stranger).status == .seeOther)
  }

  @Test(
    "only one IPv4 address is listened on", arguments: ["::1", "example.org", "0.0.0.0", "127.0.0"])
  func host(_ host: String) async throws {
    let server = PreviewServer(try Fixture().request, host: host)
    let error = await #expect(throws: DiagnosticsError.self) { try await server.run { _ in true } }
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
    #expect(try await visitor.answer(address).status == .notFound)
  }

  @Test(
    "every answer keeps other pages and foreign scripts out", arguments: ["/", "/app.js", "/x"])
  func headers(_ address: String) async throws {
    let visitor = Visitor(await (try Fixture()).session())
    let headers = try await visitor.answer(address).headers
    let policy = try #require(headers["Content-Security-Policy"])
    #expect(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"))
    #expect(!policy.contains("unsafe"))
    #expect(headers["X-Content-Type-Options"] == "nosniff")
    #expect(headers["Cache-Control"] == "no-store")
  }
}
