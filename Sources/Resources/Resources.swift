import CResources

/// Files of the sources that are built into the program: `CResources` lists them.
package enum Resources {
  /// The bytes of a file.
  ///
  /// - Parameter path: Its place under `Sources`.
  /// - Returns: The bytes; nil if it is not one of them.
  package static func bytes(of path: String) -> [UInt8]? {
    var count = 0
    let files = UnsafeBufferPointer(start: embeddedFiles(&count), count: count)
    return files.first { String(cString: $0.path) == path }.map { file in
      Array(UnsafeBufferPointer(start: file.bytes, count: file.count))
    }
  }
}
