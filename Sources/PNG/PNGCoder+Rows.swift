import CPNG

extension PNGCoder {
  /// The rows of a picture as its file codes them, from the top: without interlacing and filters, with
  /// samples of 1 to 16 bits, the most significant first, and no change of colours.
  ///
  /// - Parameters:
  ///   - file: All of the file.
  ///   - rowSize: How many bytes a row takes, by the file's header.
  ///   - height: How many rows there are, by the file's header.
  /// - Returns: The rows, one behind the other.
  /// - Throws: ``PNGError`` if anything is wrong with the file as far as its pixels go, or if it has
  ///   another size.
  package static func rows(
    of file: [UInt8], rowSize: Int, height: Int
  ) throws(PNGError) -> [UInt8] {
    try read(file, rowSize: rowSize, height: height, keeping: height)
  }

  /// Decodes a file on trial, in the memory of one row.
  ///
  /// - Throws: ``PNGError`` as ``rows(of:rowSize:height:)``.
  package static func check(_ file: [UInt8], rowSize: Int, height: Int) throws(PNGError) {
    _ = try read(file, rowSize: rowSize, height: height, keeping: 1)
  }

  /// Reads all rows into room for `kept` of them: for all, or for one after the other.
  private static func read(
    _ file: [UInt8], rowSize: Int, height: Int, keeping kept: Int
  ) throws(PNGError) -> [UInt8] {
    guard rowSize > 0, let rowCount = UInt32(exactly: height), rowCount > 0 else {
      throw PNGError(detail: "it has no pixels")
    }
    var rows = [UInt8](repeating: 0, count: rowSize * kept)
    let message = file.withUnsafeBufferPointer { bytes in
      var source = flett_png_file()
      (source.bytes, source.count) = (bytes.baseAddress, bytes.count)
      let step = kept == height ? rowSize : 0
      let isRead = flett_png_rows(&source, &rows, rowSize, rowCount, step) == 1
      return isRead ? nil : text(of: source.message)
    }
    if let message { throw PNGError(detail: message) }
    return rows
  }

  /// The words in an array of C characters.
  static func text<Characters>(of characters: Characters) -> String {
    withUnsafeBytes(of: characters) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
  }
}
