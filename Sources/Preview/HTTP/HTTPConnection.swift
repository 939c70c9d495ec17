import Foundation

/// What answers requests.
package protocol HTTPHandler: Sendable {
  func answer(_ request: HTTPRequest) async -> HTTPResponse
}

/// One connection: requests come in one after the other, and each is answered before the next is read.
package struct HTTPConnection<Channel: ByteChannel> {
  private let channel: Channel
  private let limits: HTTPLimits
  private let handler: any HTTPHandler
  /// Told what the connection does.
  private let note: @Sendable (ConnectionActivity) -> Void
  /// How many bytes of an answer are sent at a time.
  private static var portion: Int { 256 << 10 }
  /// How many bytes are read from somebody who is not listened to any more.
  private static var courtesy: Int { 2 << 20 }

  /// A connection that nothing came over yet.
  package init(
    _ channel: Channel, _ limits: HTTPLimits, handler: any HTTPHandler,
    note: @escaping @Sendable (ConnectionActivity) -> Void = { _ in }
  ) {
    (self.channel, self.limits, self.handler, self.note) = (channel, limits, handler, note)
  }

  /// Answers requests until one side has enough.
  package func serve() async {
    var reader = HTTPRequestReader(limits)
    do {
      var isLast = false
      while !isLast {
        let request = try await next(&reader)
        note(.answering)
        let response = await handler.answer(request)
        isLast = response.closesConnection || response.isEndless || !request.keepsConnection
        if !response.closesConnection { note(.admitted) }
        try await send(response, to: request, isLast: isLast)
      }
      try await sayFarewell()
    } catch let fault as HTTPFault {
      try? await send(fault.response, to: nil, isLast: true)
      try? await sayFarewell()
    } catch {
      // The other side is gone, or took too long.
    }
  }

  private func next(_ reader: inout HTTPRequestReader) async throws -> HTTPRequest {
    note(.waiting)
    var deadline: ContinuousClock.Instant?
    while true {
      if let request = try reader.next() { return request }
      if !reader.isEmpty, deadline == nil { deadline = .now + limits.arrival }
      reader.append(try await read(before: deadline ?? .now + limits.silence))
    }
  }

  private func read(before deadline: ContinuousClock.Instant) async throws -> [UInt8] {
    try await within(deadline) { [channel] in try await channel.read() }
  }

  private func send(
    _ response: HTTPResponse, to request: HTTPRequest?, isLast: Bool
  ) async throws {
    try await write(response.beginning(answering: request, isLast: isLast, at: Date()))
    guard case .events(let messages) = response.body else { return }
    let isChunked = response.isChunked(for: request)
    for await message in messages { try await write(isChunked ? chunk(message) : Data(message)) }
    if isChunked { try await write(Data("0\r\n\r\n".utf8)) }
  }

  /// A message with its length before it (RFC 9112, 7.1).
  private func chunk(_ message: [UInt8]) -> Data {
    Data("\(String(message.count, radix: 16))\r\n".utf8) + message + Data("\r\n".utf8)
  }

  private func write(_ bytes: Data) async throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      let portion = rest.prefix(HTTPConnection.portion)
      rest = rest.dropFirst(portion.count)
      try await within(.now + limits.acceptance) { [channel] in try await channel.write(portion) }
    }
  }

  /// Ends a connection so that the last answer arrives: closed while something is still coming in, the
  /// system would throw away what the other side has not read yet (RFC 9112, 9.6).
  private func sayFarewell() async throws {
    note(.waiting)
    channel.endWriting()
    let deadline = ContinuousClock.now + limits.farewell
    var left = HTTPConnection.courtesy
    while left > 0 { left -= try await read(before: deadline).count }
  }
}

/// What a connection does at the moment.
package enum ConnectionActivity: Sendable {
  /// It waits for a request, or for its end.
  case waiting
  /// A request is being answered.
  case answering
  /// Its requests are those of somebody who may ask.
  case admitted
}

/// Gives a piece of work up at a moment.
///
/// - Throws: What the work throws; `CancellationError` if it was given up.
private func within<Output: Sendable>(
  _ deadline: ContinuousClock.Instant, _ work: @escaping @Sendable () async throws -> Output
) async throws -> Output {
  try await withThrowingTaskGroup(of: Output?.self) { group in
    group.addTask { try await work() }
    group.addTask {
      try? await Task.sleep(until: deadline, clock: .continuous)
      return nil
    }
    defer { group.cancelAll() }
    guard let first = try await group.next(), let output = first else { throw CancellationError() }
    return output
  }
}
