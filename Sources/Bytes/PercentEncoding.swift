extension String {
  /// The text in the characters of an address: a percent sign and a number for each byte of its UTF-8 that is
  /// not kept (RFC 3986, 2.1).
  ///
  /// - Parameter isKept: Whether a byte stands as it is; only ASCII may.
  /// - Returns: ASCII characters only.
  package func percentEncoded(keeping isKept: (UInt8) -> Bool) -> String {
    var encoded: [UInt8] = []
    encoded.reserveCapacity(utf8.count)
    for byte in utf8 {
      if byte < 0x80, isKept(byte) {
        encoded.append(byte)
      } else {
        encoded += [UInt8(ascii: "%"), Digits.hexadecimal(byte >> 4), Digits.hexadecimal(byte)]
      }
    }
    return String(decoding: encoded, as: UTF8.self)
  }
}
