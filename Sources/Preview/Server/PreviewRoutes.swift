import Foundation
import Storage

/// Answers the page's requests.
///
/// Paths are compared with those written here, numbers are numbers, and a recipient's key is only looked
/// up in the list: nothing of a request reaches the file system.
package struct PreviewRoutes: HTTPHandler {
  let session: PreviewSession
  let guardian: RequestGuard

  /// Answers from what a session knows, if the guard lets a request pass.
  package init(session: PreviewSession, guardian: RequestGuard) {
    (self.session, self.guardian) = (session, guardian)
  }

  package func answer(_ request: HTTPRequest) async -> HTTPResponse {
    switch guardian.verdict(on: request) {
    case .refused(let reason): return .refused(reason)
    case .invited: return welcome
    case .known: break
    }
    // Letters are made and files read for answers.
    return await withTaskExecutorPreference(WorkThreads.shared) {
      switch request.method {
      case .get: await read(request)
      case .post: await write(request)
      case .head, .other: .methodNotAllowed
      }
    }
  }

  private func read(_ request: HTTPRequest) async -> HTTPResponse {
    let query = Query(request)
    switch request.path {
    case "/":
      return .file(PageFiles.index(token: guardian.token), type: "text/html; charset=utf-8")
    case "/api/events": return .events(await session.listen())
    case "/api/state": return .json(await session.state())
    case "/api/recipients":
      return .json(
        await session.recipients(
          query.recipients, from: query.number("from", else: 0),
          count: query.number("count", else: 100), position: query.number("position", else: 0)))
    case "/api/account":
      return .json(orMissing: await session.account(query.number("number", else: 1)))
    case "/api/recipient":
      return .json(orMissing: await session.recipient(query.text("key") ?? ""))
    case "/api/findings":
      return .json(
        await session.findings(
          from: query.number("from", else: 0), count: query.number("count", else: 100)))
    case "/api/letter":
      return .json(
        orMissing: await session.letter(query.number("number", else: 1), key: query.text("key")))
    case "/api/difference":
      return .json(
        orMissing: await session.difference(
          query.number("left", else: 1), query.number("right", else: 2)))
    default: return await file(request, query)
    }
  }

  private func file(_ request: HTTPRequest, _ query: Query) async -> HTTPResponse {
    switch request.path {
    case "/page.svg":
      return .picture(
        await session.svg(query.number("number", else: 1), page: query.number("page", else: 1)),
        type: "image/svg+xml")
    case "/page.bmp":
      return .picture(
        await session.bitmap(
          query.number("number", else: 1), page: query.number("page", else: 1),
          dotsPerInch: query.resolution), type: "image/bmp")
    case "/thumbnail.bmp":
      return .picture(
        await session.thumbnail(
          query.number("number", else: 1), dotsPerInch: min(144, query.resolution)),
        type: "image/bmp")
    case "/letter.pdf":
      guard let file = await session.madeFile(query.number("number", else: 0)) else {
        return .missing
      }
      return .file(Array(file.bytes), type: "application/pdf", name: file.name)
    case "/print.pdf":
      guard let file = await session.printFile() else { return .missing }
      return .file(Array(file.bytes), type: "application/pdf", name: file.name)
    default:
      guard let file = PageFiles.all[request.path] else { return .missing }
      return .file(file.bytes, type: file.type)
    }
  }

  /// An address with a secret becomes one without it, and a cookie.
  private var welcome: HTTPResponse {
    var response = HTTPResponse.text("", status: .seeOther)
    response.headers["Location"] = "/"
    response.headers["Set-Cookie"] = guardian.cookieHeader
    return response
  }

  private func write(_ request: HTTPRequest) async -> HTTPResponse {
    let query = Query(request)
    let order: MakeRequest
    switch (request.path, query.text("what")) {
    case ("/api/make", "all"?): order = .all(skipsFaulty: query.skipsFaulty)
    case ("/api/make", "print"?):
      order = .printFile(
        isDuplex: query.text("duplex") == "yes", skipsFaulty: query.skipsFaulty)
    case ("/api/make", "master"?): order = .masterCopy
    case ("/api/make", "letter"?): order = .letter(query.number("number", else: 0))
    default: return .missing
    }
    do throws(MakeRefusal) {
      try await session.make(order)
      return .text("started", status: .accepted)
    } catch {
      return .text(error.rawValue, status: error == .unknown ? .notFound : .conflict)
    }
  }
}

/// What a request asks for, as numbers and words.
private struct Query {
  private let items: [String: String]

  init(_ request: HTTPRequest) {
    items = request.query
  }

  /// A whole number that is not negative; -1, which nothing has, for what is no such number.
  func number(_ name: String, else other: Int) -> Int {
    guard let text = items[name] else { return other }
    guard let number = Int(text), (0...Int(Int32.max)).contains(number) else { return -1 }
    return number
  }

  /// How many pixels an inch a picture should have.
  var resolution: Double { Double(min(300, max(12, number("resolution", else: 72)))) }

  /// A text, or nil.
  func text(_ name: String) -> String? { items[name] }

  /// Whether letters that are at fault are to be left out, instead of keeping the others from being made.
  var skipsFaulty: Bool { text("faulty") == "skip" }

  /// Which recipients, in which order.
  var recipients: RecipientQuery {
    RecipientQuery(
      search: String((text("search") ?? "").prefix(200)),
      sorting: text("sort").flatMap(RecipientQuery.Sorting.init) ?? .list,
      pages: text("pages").map { _ in number("pages", else: 0) })
  }
}
