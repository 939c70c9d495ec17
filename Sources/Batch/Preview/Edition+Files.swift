import Diagnostics
import Foundation
import Layout
import Merge

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
  }

  /// Where the files of a mailing are, as far as that can be told although some may be at fault.
  package static func files(of request: RunRequest) -> Files {
    let letter = Mailing.letterFile(of: request.mailing)
    var files: Set<String> = [standardized(letter)]
    var fonts: Set<String> = []
    if let list = request.data, list != "-" { files.insert(standardized(list)) }
    if let settings = try? Template.draft(path: letter, named: letter).output.settings {
      if let list = settings.data.file { files.insert(standardized(list.path)) }
      if let stationery = settings.stationery {
        files.insert(standardized(stationery.path))
        fonts = Set(FontLibrary.folders(near: stationery.path).map(standardized))
        if let logo = try? Stationery.read(path: stationery.path, named: stationery.path).output
          .letterhead.logo
        {
          files.insert(standardized(logo.path))
        }
      }
    }
    // The system's fonts come and go with its packages, not while somebody writes a letter.
    let own = fonts.filter { !$0.hasPrefix("/usr/") }
    let folder = URL(filePath: letter).standardizedFileURL.deletingLastPathComponent().path
    return Files(files: files, folders: own.union([standardized(folder)]), fontFolders: own)
  }

  private static func standardized(_ path: String) -> String {
    let path = URL(filePath: path).standardizedFileURL.path
    return path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
  }
}
