/// Finds requests in what comes over a connection, as strictly as RFC 9112 allows.
///
/// Every byte is looked at a stated number of times, and no more of them are kept than a head may have and
/// one reading brings. Lines end with CR LF and nothing else, fields have one form, and a request has no
/// body, so where one request ends and the next begins is never in doubt.
package struct HTTPRequestReader {
  private let limits: HTTPLimits
  private var bytes: [UInt8] = []
  /// Where the line in hand begins.
  private var start = 0
  /// Up to where its end was looked for.
  private var searched = 0
  private var head: HTTPHead?
  private var fieldCount = 0

  package init(_ limits: HTTPLimits = HTTPLimits()) {
    self.limits = limits
  }

  /// Whether it has got nothing of the next request.
  package var isEmpty: Bool { bytes.isEmpty }

  /// Takes in what came.
  package mutating func append(_ new: [UInt8]) {
    bytes += new
  }

  /// The next request; nil while it is not there as a whole.
  ///
  /// - Throws: ``HTTPFault`` if what came is no request, or more than one may be; nothing after it can be
  ///   read any more.
  package mutating func next() throws(HTTPFault) -> HTTPRequest? {
    while let line = try nextLine() {
      if line.isEmpty {
        guard let head else { continue }  // An empty line before a request (RFC 9112, 2.2).
        forget()
        return try head.request()
      }
      try take(line)
    }
    return nil
  }

  /// The next line without its end; nil while it is not there as a whole.
  private mutating func nextLine() throws(HTTPFault) -> ArraySlice<UInt8>? {
    let end = bytes[searched...].firstIndex(of: Ascii.lineFeed)
    let length = (end ?? bytes.count) - start
    if head == nil, length > limits.line { throw .longLine }
    if (end ?? bytes.count) > limits.head { throw .largeHead }
    guard let end else {
      searched = bytes.count
      return nil
    }
    guard end > start, bytes[end - 1] == Ascii.carriageReturn else { throw .malformed }
    defer { (start, searched) = (end + 1, end + 1) }
    return bytes[start..<end - 1]
  }

  private mutating func take(_ line: ArraySlice<UInt8>) throws(HTTPFault) {
    guard head != nil else {
      head = try HTTPHead(firstLine: line)
      return
    }
    fieldCount += 1
    guard fieldCount <= limits.fields else { throw .largeHead }
    try head?.add(field: line)
  }

  /// Forgets the request that ended at this place; what follows is the next one's.
  private mutating func forget() {
    bytes.removeFirst(start)
    (start, searched, fieldCount, head) = (0, 0, 0, nil)
  }
}
