package import Diagnostics

extension ArchivalWriter {
  /// Some letters as bytes of a file that holds others, too.
  ///
  /// Writers of the same run may make the portions of a file side by side.
  ///
  /// - Parameters:
  ///   - letters: The letters, as they were when the file was planned.
  ///   - portion: Which portion of the file's letters they are, from 0.
  ///   - file: The file.
  /// - Returns: The bytes, for ``CombinedWriter/add(_:)``.
  /// - Throws: ``DiagnosticsError`` if the file was planned for others.
  package func chunk(
    of letters: [CombinedLetter], portion: Int, in file: CombinedFile
  ) throws(DiagnosticsError) -> CombinedChunk {
    guard file.portions.indices.contains(portion) else { throw CombinedWriter.otherLetters }
    var writer = PortionWriter(
      letters, portion: portion, of: file, compress: preparer.compression.combined)
    guard let chunk = writer.write() else { throw CombinedWriter.otherLetters }
    return chunk
  }
}
