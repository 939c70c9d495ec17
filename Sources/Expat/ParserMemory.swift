import CExpat
import Glibc
import Synchronization

/// The memory that all parsers take together, which has a bound.
///
/// A parser holds every open element and every different name, and writes namespaces out in full: a text of a few
/// thousand letters can make it ask for gigabytes.
enum ParserMemory {
  /// Hundreds of times what parsers of workbooks take, in bytes.
  private static let limit = 1 << 25
  private static let held = Atomic<Int>(0)

  /// A parser that tells a namespace from a name by the space between; nil if there is no memory.
  static func parser() -> XML_Parser? {
    var functions = XML_Memory_Handling_Suite(
      malloc_fcn: { ParserMemory.take($0) },
      realloc_fcn: { ParserMemory.resize($0, to: $1) },
      free_fcn: { ParserMemory.give(back: $0) })
    return XML_ParserCreate_MM(nil, &functions, " ")
  }

  private static func hasRoom(for size: Int) -> Bool {
    size >= 0 && size <= limit - held.load(ordering: .relaxed)
  }

  private static func take(_ size: Int) -> UnsafeMutableRawPointer? {
    guard hasRoom(for: size), let block = malloc(size) else { return nil }
    count(malloc_usable_size(block))
    return block
  }

  private static func resize(_ block: UnsafeMutableRawPointer?, to size: Int)
    -> UnsafeMutableRawPointer?
  {
    guard let block else { return take(size) }
    let before = malloc_usable_size(block)
    guard size <= before || hasRoom(for: size - before), let moved = realloc(block, size) else {
      return nil
    }
    count(malloc_usable_size(moved) - before)
    return moved
  }

  private static func give(back block: UnsafeMutableRawPointer?) {
    guard let block else { return }
    count(-malloc_usable_size(block))
    free(block)
  }

  private static func count(_ bytes: Int) { held.wrappingAdd(bytes, ordering: .relaxed) }
}
