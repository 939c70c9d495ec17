import Bytes

/// What may be spent on one file, however its parts name each other and whatever its streams expand to.
///
/// One stands for all revisions of a file that are looked at.
final class ReadingEffort {
  /// The bytes that are looked at, each time: 64 times the file's size, and never less than 32 MiB.
  private let work: ReadingBudget
  /// The bytes that are kept besides the file: 32 times its size, and never less than 16 MiB.
  private let memory: ReadingBudget
  /// How many values one object may hold: as many as the file has bytes, and 100,000 in any file.
  let valueLimit: Int

  /// The effort for a file of so many bytes.
  convenience init(size: Int) {
    self.init(
      work: ReadingBudget(size: size, factor: 64, least: 1 << 25),
      memory: ReadingBudget(size: size, factor: 32, least: 1 << 24),
      valueLimit: max(size, 100_000))
  }

  init(work: ReadingBudget, memory: ReadingBudget, valueLimit: Int) {
    (self.work, self.memory, self.valueLimit) = (work, memory, valueLimit)
  }

  /// How many bytes may still be kept.
  var room: Int { memory.left }

  /// Notes that so many bytes are looked at.
  ///
  /// - Throws: ``PDFFault/excessive``.
  func look(at count: Int = 1) throws(PDFFault) {
    do { try work.spend(count) } catch { throw .excessive }
  }

  /// Notes that so many bytes are kept.
  ///
  /// - Throws: ``PDFFault/excessive``.
  func keep(_ count: Int) throws(PDFFault) {
    do { try memory.spend(count) } catch { throw .excessive }
  }
}
