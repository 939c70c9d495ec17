import Dispatch
import Foundation
import Synchronization

/// Tells when files of a mailing change.
///
/// Editors save in many ways: they write into the file, or write another one and move it here, or move
/// the old one away first. A file that was written or moved here is told of at once; one that is gone
/// only if nothing takes its place within a moment.
package final class FileWatcher: Sendable {
  /// One element for each time that something changed; what it was comes from ``takeChanges()``.
  package let signals: AsyncStream<Void>
  private let signal: AsyncStream<Void>.Continuation
  private let state: Mutex<State>
  private let queue = DispatchQueue(label: "flett.files")

  /// How long a file may be away while an editor exchanges it.
  private static let patience = DispatchTimeInterval.milliseconds(120)

  fileprivate struct State: ~Copyable {
    let events: FileEvents
    var source: (any DispatchSourceRead)?
    var wanted = Edition.Files()
    var output = ""
    var paths: [Int32: String] = [:]
    var pending: Set<String> = []
  }

  /// Starts with nothing to watch; nil if the system cannot tell about files.
  ///
  /// - Parameter output: The folder that letters are written into; of what happens there, only the end of
  ///   a run is told.
  package init?(output: String) {
    guard let events = FileEvents() else { return nil }
    (signals, signal) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    let descriptor = events.descriptor
    state = Mutex(State(events: events, output: output))
    state.withLock { [weak self, queue] state in
      let source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: queue)
      source.setEventHandler { [weak self] in self?.take() }
      source.resume()
      state.source = source
    }
  }

  /// Watches these files from now on, besides those watched already.
  package func watch(_ files: Edition.Files) {
    state.withLock { state in
      state.wanted.files.formUnion(files.files)
      state.wanted.folders.formUnion(files.folders)
      state.wanted.fontFolders.formUnion(files.fontFolders)
      var folders = Set(files.files.map { ($0 as NSString).deletingLastPathComponent })
      for folder in files.folders { folders.formUnion(FileWatcher.tree(folder, state.output)) }
      folders.formUnion([state.output, (state.output as NSString).deletingLastPathComponent])
      for folder in folders {
        // The same folder twice is the same number.
        if let number = state.events.watch(folder) { state.paths[number] = folder }
      }
    }
  }

  /// What changed since this was asked last.
  package func takeChanges() -> Set<String> {
    state.withLock { state in
      defer { state.pending = [] }
      return state.pending
    }
  }

  /// Whether these changes tell of nothing but a run that wrote letters.
  package func isRun(_ changes: Set<String>) -> Bool {
    state.withLock { changes == [$0.manifest] }
  }

  /// Ends the signals.
  package func stop() {
    state.withLock { $0.source?.cancel() }
    signal.finish()
  }

  private func take() {
    let isUrgent = state.withLock { state -> Bool? in
      var isUrgent: Bool?
      for event in state.events.read() {
        guard let path = state.path(of: event) else { continue }
        state.pending.insert(path)
        isUrgent = isUrgent == true || !event.isGone
      }
      return isUrgent
    }
    switch isUrgent {
    case nil: return
    case true?: signal.yield()
    case false?:
      queue.asyncAfter(deadline: .now() + FileWatcher.patience) { [weak self] in self?.remind() }
    }
  }

  private func remind() {
    if state.withLock({ !$0.pending.isEmpty }) { signal.yield() }
  }

  /// A folder and the folders in it, as far as an author would go: neither hidden ones nor hundreds.
  private static func tree(_ folder: String, _ excluded: String) -> Set<String> {
    var found: Set<String> = [folder]
    var open = [(folder, 0)]
    while let (path, depth) = open.popLast(), found.count < 200 {
      let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
      for name in names where !name.hasPrefix(".") {
        let inner = path + "/" + name
        var isFolder: ObjCBool = false
        guard inner != excluded, depth < 3,
          unsafe FileManager.default.fileExists(atPath: inner, isDirectory: &isFolder),
          isFolder.boolValue
        else { continue }
        found.insert(inner)
        open.append((inner, depth + 1))
      }
    }
    return found
  }
}

extension FileWatcher.State {
  /// What a run writes last.
  fileprivate var manifest: String { output + "/manifest.json" }

  /// Watches the folder of letters, which was not there before.
  ///
  /// - Returns: The manifest, if it was written meanwhile.
  private mutating func watchOutput() -> String? {
    if let number = events.watch(output) { paths[number] = output }
    return FileManager.default.fileExists(atPath: manifest) ? manifest : nil
  }

  /// The file that an event is about, if letters can depend on it.
  fileprivate mutating func path(of event: FileEvents.Event) -> String? {
    if event.isOverflow { return wanted.files.first }
    guard let folder = paths[event.folder], !FileWatcher.isTemporary(event.name) else { return nil }
    let path = folder + "/" + event.name
    if path == output { return watchOutput() }
    if wanted.files.contains(path) || path == manifest { return path }
    guard folder != output else { return nil }
    guard FileWatcher.isPictureOrFont(event.name) || event.isFolder else { return nil }
    let isWithin = wanted.folders.contains { folder == $0 || folder.hasPrefix($0 + "/") }
    return isWithin ? path : nil
  }
}

extension FileWatcher {
  /// Whether a letter can depend on a file that the mailing does not name by itself.
  fileprivate static func isPictureOrFont(_ name: String) -> Bool {
    let name = name.lowercased()
    return [".png", ".jpg", ".jpeg", ".ttf", ".otf", ".ttc", ".otc"].contains(where: name.hasSuffix)
  }

  /// Whether a file is an editor's own: a swap file, a backup, a test whether the folder can be written.
  static func isTemporary(_ name: String) -> Bool {
    name.hasPrefix(".") || name.hasPrefix("#") || name.hasSuffix("~") || name.hasSuffix(".tmp")
      || name.hasSuffix(".swp") || name.hasSuffix(".bak") || name == "4913"
  }
}
