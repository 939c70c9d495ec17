import Diagnostics
import DisplayList
import Imaging
import Layout
import Synchronization

/// The pictures of a mailing, each read once for all workers.
final class PictureLibrary: Sendable {
  private let pictures = Mutex<[String: Result<Picture, DiagnosticsError>]>([:])

  /// What layout reads pictures with.
  var loader: PictureLoader {
    PictureLoader { path, name throws(DiagnosticsError) in
      try self.picture(path: path, named: name)
    }
  }

  private func picture(path: String, named name: String) throws(DiagnosticsError) -> Picture {
    let result = pictures.withLock { pictures in
      if let known = pictures[path] { return known }
      let read = Result { () throws(DiagnosticsError) in
        try PictureReader.read(path: path, named: name)
      }
      pictures[path] = read
      return read
    }
    return try result.get()
  }
}
