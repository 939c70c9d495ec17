import OpenSSL
import Testing

/// Digests as values: what is shared is hashed once, and no copy changes another.
struct DigestTests {
  private func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { byte in
      let text = String(byte, radix: 16)
      return byte < 16 ? "0" + text : text
    }.joined()
  }

  // From FIPS 180-4's examples.
  @Test(
    "digests are those of the standard",
    arguments: [
      (DigestMethod.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        .sha384,
        "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed"
          + "8086072ba1e7cc2358baeca134c825a7"
      ),
      (
        .sha512,
        "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
          + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"
      ),
    ])
  func known(method: DigestMethod, value: String) {
    #expect(hexadecimal(Digest.of("abc".utf8, method)) == value)
    var digest = Digest(method)
    for byte in "abc".utf8 { digest.update(CollectionOfOne(byte)) }
    #expect(digest.count == 3 && digest.method == method)
    #expect(hexadecimal(digest.finish()) == value)
    #expect(value.utf8.count == 2 * method.length)
  }

  @Test("a copy goes its own way, also when its original is finished")
  func copies() {
    var first = Digest()
    first.update("common ".utf8)
    var second = first
    second.update("second".utf8)
    let third = first
    #expect(first.finish() == Digest.of("common ".utf8))
    first.update("first".utf8)
    #expect(first.finish() == Digest.of("common first".utf8))
    #expect(second.finish() == Digest.of("common second".utf8))
    #expect(third.finish() == Digest.of("common ".utf8))
    #expect(third.finish() == Digest.of("common ".utf8))
    #expect(third.count == 7)
  }

  @Test("bytes that do not lie one after the other are digested all the same")
  func scattered() {
    let bytes = [UInt8](0...255)
    #expect(Digest.of(bytes.reversed()) == Digest.of([UInt8](bytes.reversed())))
    #expect(Digest.of([UInt8]()) == Digest().finish())
  }

  @Test("the number is the beginning of the digest")
  func number() {
    let digits = String(Digest.number(of: "abc".utf8), radix: 16)
    #expect(digits == "ba7816bf8f01cfea414140de5dae2223")
  }

  @Test("threads that continue one digest do not meet")
  func threads() async {
    var shared = Digest()
    shared.update([UInt8](repeating: 7, count: 100))
    let begun = shared
    await withTaskGroup(of: Bool.self) { group in
      for number in 0..<50 {
        group.addTask {
          var own = begun
          own.update("\(number)".utf8)
          return own.finish()
            == Digest.of([UInt8](repeating: 7, count: 100) + Array("\(number)".utf8))
        }
      }
      for await isRight in group { #expect(isRight) }
    }
  }
}
