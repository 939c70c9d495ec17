import COpenSSL

/// Asks for pass phrases at the terminal.
package enum PassPhrasePrompt {
  /// Asks once, without showing what is typed.
  ///
  /// - Throws: ``OpenSSLError/noAnswer`` if there is no terminal or the question was broken off.
  package static func ask(_ question: String) throws(OpenSSLError) -> [UInt8] {
    OpenSSLError.clearQueue()
    var buffer = [CChar](repeating: 0, count: 1025)
    defer { OPENSSL_cleanse(&buffer, buffer.count) }
    let status = EVP_read_pw_string(&buffer, Int32(buffer.count - 1), question, 0)
    OpenSSLError.clearQueue()
    guard status == 0 else { throw .noAnswer }
    return buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:))
  }
}
