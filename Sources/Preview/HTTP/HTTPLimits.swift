/// What one request, one connection and all of them may cost.
///
/// Our own page needs a small part of it. Who asks for more is refused before the answer is even thought
/// about, so that nobody who merely reaches the port keeps the page from answering.
package struct HTTPLimits: Sendable {
  /// The bytes of a request's first line; a recipient's key may be long, and every byte of it three.
  package var line = 16 << 10
  /// The bytes of the first line and all fields; cookies of other servers on this machine come along.
  package var head = 64 << 10
  /// The number of fields.
  package var fields = 100
  /// The connections that are open at once; one that only waits makes room for a new one.
  package var connections = 128
  /// How long a request may take to come in, from its first byte to the end of its head.
  package var arrival = Duration.seconds(10)
  /// How long a connection may stay open without a request.
  package var silence = Duration.seconds(60)
  /// How long a portion of an answer may take to be accepted.
  package var acceptance = Duration.seconds(30)
  /// How long somebody whose connection is being closed may go on sending.
  package var farewell = Duration.seconds(2)

  /// The limits of the preview.
  package init() {}
}
