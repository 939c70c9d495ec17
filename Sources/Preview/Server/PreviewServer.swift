package import Batch
package import Diagnostics
import Foundation

/// Serves the page that shows a mailing's letters, live.
package final class PreviewServer: Sendable {
  private let session: PreviewSession
  private let watcher: FileWatcher?
  private let host: String
  private let port: UInt16

  /// A server that does not listen yet.
  ///
  /// - Parameters:
  ///   - request: The mailing, its list, how letters look and where they go.
  ///   - host: The IPv4 address to listen on; only this machine can reach `127.0.0.1`.
  ///   - port: The port; 0 for any that is free.
  package init(_ request: RunRequest, host: String = "127.0.0.1", port: UInt16 = 0) {
    let output = URL(filePath: request.output).standardizedFileURL.path
    session = PreviewSession(request)
    watcher = FileWatcher(output: output)
    (self.host, self.port) = (host == "localhost" ? "127.0.0.1" : host, port)
  }

  /// Serves until it is cancelled.
  ///
  /// - Parameter started: Gets the page's addresses when it is there; false if nobody could be told of them.
  /// - Throws: ``DiagnosticsError`` if the address or the port cannot be used.
  package func run(started: @Sendable (PageAddresses) async -> Bool)
    async throws(DiagnosticsError)
  {
    let server = try server()
    watcher?.watch(await session.reload())
    // A list that is being read again at the end is left alone.
    let following = Task { [session, watcher] in await PreviewServer.follow(watcher, session) }
    defer { following.cancel() }
    let hasFailed = await serve(server, started)
    watcher?.stop()
    await session.stop()
    if hasFailed { throw unavailable }
  }

  /// Answers requests, and tells the address; whether it ended by itself.
  private func serve(
    _ server: HTTPServer, _ started: @Sendable (PageAddresses) async -> Bool
  ) async -> Bool {
    let guardian = RequestGuard(host: host, port: server.port)
    let page = "http://\(host):\(server.port)/?key="
    let routes = PreviewRoutes(session: session, guardian: guardian)
    return await withTaskGroup(of: Bool.self) { group in
      group.addTask { [session] in await PreviewServer.beat(session) }
      group.addTask {
        try? await server.run(routes)
        return !Task.isCancelled
      }
      defer { group.cancelAll() }
      let addresses = PageAddresses(
        printed: page + guardian.secret, opened: page + guardian.invitation.word)
      guard await started(addresses) else { return false }
      return await group.next() ?? false
    }
  }

  private func server() throws(DiagnosticsError) -> HTTPServer {
    guard host != "0.0.0.0", HTTPServer.isAddress(host) else {
      throw DiagnosticsError(
        .error(
          "preview.host", "'\(host)' is not one IPv4 address",
          hints: ["name an address of this machine, or leave --host out"], failure: .usage))
    }
    do { return try HTTPServer(host: host, port: port) } catch { throw unavailable }
  }

  private var unavailable: DiagnosticsError {
    DiagnosticsError(
      .error(
        "preview.cannot-listen", "port \(port) of '\(host)' cannot be had",
        hints: ["choose another one with --port, or leave --port out"], failure: .temporary))
  }

  /// Reads the mailing again whenever its files change.
  private static func follow(_ watcher: FileWatcher?, _ session: PreviewSession) async {
    guard let watcher else { return }
    for await _ in watcher.signals {
      let changes = watcher.takeChanges()
      if watcher.isRun(changes) {
        await session.noticeRun()
      } else {
        watcher.watch(await session.reload(changed: changes))
      }
    }
  }

  /// Finds out every half minute which pages are gone.
  private static func beat(_ session: PreviewSession) async -> Bool {
    while (try? await Task.sleep(for: .seconds(30))) != nil {
      session.hub.beat()
    }
    return false
  }
}

/// The addresses of the page, each with a secret of the run.
package struct PageAddresses: Sendable {
  /// The address to print: good until the run ends.
  package var printed: String
  /// The address to hand to another program: good once, because others can see it there.
  package var opened: String
}
