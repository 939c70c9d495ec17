import Archive
import Bytes
import Diagnostics
import Expat

/// The parts of a workbook's file: XML texts in a zip archive that refer to each other.
///
/// - SeeAlso: ECMA-376 part 2 (Open Packaging Conventions), 6.5 (relationships) and 7.3 (names in zip).
struct WorkbookParts {
  /// What the workbook is called in messages.
  let name: String
  private let source: ByteSource
  private let size: Int
  /// How much may still be unpacked: a sheet unpacks to ten or twenty times its size, but a file can be made
  /// that unpacks to a thousand times its own.
  private let budget: ReadingBudget

  /// What to do about a file that is damaged.
  private let remedy: String

  /// How long a part may be that holds neither cells nor their texts, and how long a tag.
  private static let limit = (part: 1 << 25, tag: 1 << 22)
  /// How much a file of any size may unpack to, and how many times its own size.
  private static let unpacked = (least: 1 << 26, factor: 200)

  /// The parts of a zip archive.
  ///
  /// - Parameters:
  ///   - source: Its bytes.
  ///   - name: What it is called in messages.
  ///   - remedy: What to do about a file that is damaged.
  /// - Throws: ``DiagnosticsError`` if it cannot be read.
  init(
    _ source: ByteSource, named name: String, remedy: String = ForeignFormat.saveAsWorkbook
  ) throws(DiagnosticsError) {
    (self.source, self.name, self.remedy) = (source, name, remedy)
    size = try source.size()
    budget = ReadingBudget(
      size: size, factor: WorkbookParts.unpacked.factor, least: WorkbookParts.unpacked.least)
  }

  /// A reference from one part to another.
  struct Relationship {
    /// What the referring part calls it.
    let id: String
    /// What it is: the last word of its type, such as `worksheet`.
    let kind: String
    /// The other part's name.
    let target: String
  }

  /// The references of a part; of the whole file for an empty name.
  ///
  /// - Throws: ``DiagnosticsError`` if they cannot be read.
  func relationships(of part: String) throws(DiagnosticsError) -> [Relationship] {
    let cut = part.lastIndex(of: "/").map { part.index(after: $0) } ?? part.startIndex
    let folder = String(part[..<cut])
    var found: [Relationship] = []
    try forEachEvent(in: folder + "_rels/" + part[cut...] + ".rels") { event in
      guard case .start("Relationship", let attributes) = event,
        attributes["TargetMode"] != "External",
        let id = attributes["Id"], let type = attributes["Type"], let target = attributes["Target"]
      else { return }
      let kind = type.split(separator: "/").last.map(String.init) ?? ""
      found.append(
        Relationship(id: id, kind: kind, target: WorkbookParts.resolve(target, from: folder)))
    }
    return found
  }

  /// The name of a part that is named relative to a folder.
  private static func resolve(_ target: String, from folder: String) -> String {
    var steps: [Substring] = []
    for step in (target.hasPrefix("/") ? target : folder + target).split(separator: "/") {
      if step == ".." { _ = steps.popLast() } else if step != "." { steps.append(step) }
    }
    return steps.joined(separator: "/")
  }

  /// Reads a part to its end, where its checksum is compared, and hands on what is in it.
  ///
  /// - Parameters:
  ///   - part: The part's name; letter case does not count.
  ///   - isLong: Whether it may be of any length.
  ///   - body: Takes what comes next.
  /// - Returns: Whether there is such a part.
  /// - Throws: ``DiagnosticsError`` if the part or the archive is damaged, and what `body` throws.
  @discardableResult
  func forEachEvent(
    in part: String, isLong: Bool = false,
    _ body: (XMLEvent) throws(DiagnosticsError) -> Void
  ) throws(DiagnosticsError) -> Bool {
    do {
      let archive = try ArchiveReader(source, size: size)
      while let name = try archive.next() {
        guard WorkbookParts.isSame(name, part) else { continue }
        try forEachEvent(of: archive, named: part, isLong: isLong, body)
        return true
      }
      return false
    } catch let error as DiagnosticsError {
      throw error
    } catch let error as XMLError {
      throw damage("'\(part)': \(error.words)")
    } catch let error as ArchiveError {
      throw damage(error.words)
    } catch is ByteFault {
      throw damage("it unpacks to more than \(WorkbookParts.unpacked.factor) times its size")
    } catch {
      throw damage("\(error)")
    }
  }

  private func forEachEvent(
    of archive: ArchiveReader, named part: String, isLong: Bool,
    _ body: (XMLEvent) throws(DiagnosticsError) -> Void
  ) throws {
    let reader = try XMLReader()
    var (length, silence) = (0, 0)
    while true {
      let bytes = try archive.read()
      try budget.spend(bytes.count)
      let events = bytes.isEmpty ? try reader.finish() : try reader.read(bytes)
      for event in events { try body(event) }
      if bytes.isEmpty { return }
      length += bytes.count
      silence = events.isEmpty ? silence + bytes.count : 0
      guard isLong || length <= WorkbookParts.limit.part, silence <= WorkbookParts.limit.tag else {
        throw damage("'\(part)' is too long")
      }
    }
  }

  private static func isSame(_ name: String, _ part: String) -> Bool {
    name.replacing("\\", with: "/").lowercased() == part.lowercased()
  }

  /// The problem of a workbook that is not as workbooks are, for a reason in few words.
  func damage(_ reason: String) -> DiagnosticsError {
    DiagnosticsError(
      .error(
        "records.workbook-damaged", "the workbook cannot be read: \(reason)",
        at: Position().location(in: name),
        hints: [remedy]))
  }

  /// Takes so many bytes off what the file may still unpack to: what stands once in it may count a million times.
  ///
  /// - Throws: ``DiagnosticsError`` if there is not so much left.
  func spend(_ bytes: Int) throws(DiagnosticsError) {
    guard (try? budget.spend(bytes)) == nil else { return }
    throw damage("it unpacks to more than \(WorkbookParts.unpacked.factor) times its size")
  }
}

extension ByteSource: ArchiveSource {}

extension [XMLAttribute] {
  /// The value of an attribute; nil if it is not there.
  subscript(name: String) -> String? { first { $0.name == name }?.value }
}
