package import Batch
import Diagnostics
import Foundation
import Layout
import Merge
import Storage

extension Edition {
  /// Where the files are that a mailing's letters are made from.
  package struct Files: Hashable, Sendable {
    /// Single files: letter, stationery, list.
    package var files: Set<String>
    /// Folders of which any file may count, with what is in them: the mailing's and those of fonts.
    package var folders: Set<String>
    /// Folders among those in which a change means other fonts.
    package var fontFolders: Set<String>

    /// Some files and folders.
    package init(
      files: Set<String> = [], folders: Set<String> = [], fontFolders: Set<String> = []
    ) {
      (self.files, self.folders, self.fontFolders) = (files, folders, fontFolders)
    }

    /// Whether a change of this file means other fonts.
    package func hasFont(_ path: String) -> Bool {
      fontFolders.contains { path.hasPrefix($0 + "/") }
    }
  }

  /// Where the files of a mailing are, as far as that can be told although some may be at fault.
  package static func files(of request: RunRequest) -> Files {
    let letter = MailingIdentity.letterFile(of: request.mailing)
    var files: Set<String> = [letter]
    var fonts: Set<String> = []
    if let list = request.data, list != "-" { files.insert(list) }
    files.formUnion(request.choosing.exceptions)
    if let settings = try? Template.draft(path: letter, named: letter).output.settings {
      for version in settings.versions?.versions ?? [] { files.insert(version.file.path) }
      files.formUnion(settings.data.paths)
      if let stationery = settings.stationery {
        files.insert(stationery.path)
        fonts = Set(FontLibrary.folders(near: stationery.path).map(standardized))
        if let logo = try? Stationery.read(path: stationery.path, named: stationery.path).output
          .letterhead.logo
        {
          files.insert(logo.path)
        }
      }
    }
    // The system's fonts come and go with its packages, not while somebody writes a letter.
    let own = fonts.filter { !$0.hasPrefix("/usr/") }
    let folder = URL(filePath: letter).standardizedFileURL.deletingLastPathComponent().path
    // A link's own folder tells when it leads elsewhere, its target's when what it leads to changes.
    let all = files.union(files.map { URL(filePath: $0).resolvingSymlinksInPath().path })
    return Files(
      files: Set(all.map(standardized)), folders: own.union([standardized(folder)]),
      fontFolders: own)
  }

  private static func standardized(_ path: String) -> String {
    let path = URL(filePath: path).standardizedFileURL.path
    return path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
  }
}
