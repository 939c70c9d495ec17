import Glibc

/// What the kernel tells about files of some folders (inotify).
///
/// The only place that talks to inotify; file descriptors and masks stay in here.
struct FileEvents: ~Copyable {
  /// Something that happened to a file.
  struct Event: Hashable {
    /// The folder's number, as ``watch(_:)`` gave it.
    var folder: Int32
    /// The file's name in its folder; empty for the folder itself.
    var name: String
    /// Whether the file is gone, unlike one that was written or moved here.
    var isGone: Bool
    /// Whether it is a folder.
    var isFolder: Bool
    /// Whether events were lost, so that anything may have changed.
    var isOverflow: Bool
  }

  /// Becomes readable when there are events.
  let descriptor: Int32

  /// Starts with no folder; nil if the kernel has no more room for watchers.
  init?() {
    descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
    guard descriptor >= 0 else { return nil }
  }

  deinit {
    close(descriptor)
  }

  /// Starts to tell what happens in a folder.
  ///
  /// - Returns: The folder's number in events; nil if it is not there or may not be read.
  func watch(_ folder: String) -> Int32? {
    let mask = UInt32(
      IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_CREATE | IN_ONLYDIR)
    let number = unsafe inotify_add_watch(descriptor, folder, mask)
    return number >= 0 ? number : nil
  }

  /// The events that are there; none if nothing happened.
  func read() -> [Event] {
    var events: [Event] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = unsafe buffer.withUnsafeMutableBytes { bytes in
        unsafe Glibc.read(descriptor, bytes.baseAddress, bytes.count)
      }
      guard count > 0 else { return events }
      events += FileEvents.events(in: buffer[..<count])
    }
  }

  /// Takes `struct inotify_event` after `struct inotify_event` apart (inotify(7)): number, mask, cookie
  /// and the name's room, four bytes each, then the name, filled up with zeros.
  private static func events(in bytes: ArraySlice<UInt8>) -> [Event] {
    var events: [Event] = []
    var rest = bytes
    while rest.count >= 16 {
      let room = Int(word(rest, 12))
      let name = rest.dropFirst(16).prefix(room).prefix { $0 != 0 }
      let mask = Int32(truncatingIfNeeded: word(rest, 4))
      events.append(
        Event(
          folder: Int32(bitPattern: word(rest, 0)), name: String(decoding: name, as: UTF8.self),
          isGone: mask & (IN_DELETE | IN_MOVED_FROM) != 0,
          isFolder: mask & Int32(bitPattern: UInt32(IN_ISDIR)) != 0,
          isOverflow: mask & IN_Q_OVERFLOW != 0))
      // A file that was only made is told of again when it is written.
      if mask & IN_CREATE != 0, mask & Int32(bitPattern: UInt32(IN_ISDIR)) == 0 {
        events.removeLast()
      }
      rest = rest.dropFirst(16 + room)
    }
    return events
  }

  private static func word(_ bytes: ArraySlice<UInt8>, _ offset: Int) -> UInt32 {
    let start = bytes.startIndex + offset
    // Events are for this machine's own programs, so the bytes are in its order: least first.
    return (0..<4).reduce(0) { $0 | UInt32(bytes[start + $1]) << UInt32(8 * $1) }
  }
}
