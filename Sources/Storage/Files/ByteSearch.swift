import CLinux
import Foundation

extension Data {
  /// Whether a text stands anywhere in it, byte for byte.
  ///
  /// Foundation's `range(of:)` compares at every place, which took a third of the time of `flett verify`.
  package func holds(_ text: String) -> Bool {
    var text = text
    return unsafe withUnsafeBytes { bytes in
      text.withUTF8 { wanted in
        unsafe memmem(bytes.baseAddress, bytes.count, wanted.baseAddress, wanted.count) != nil
      }
    }
  }
}
