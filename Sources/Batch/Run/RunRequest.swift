package import Composition
package import Merge
package import Records
import Storage

/// What a run is asked to do.
package struct RunRequest: Sendable {
  /// The mailing's folder, or its `letter.md`.
  package var mailing: String
  /// A list in place of the mailing's own; `-` is standard input.
  package var data: String?
  /// The sheet of the list, where it is a workbook, in place of the one that the mailing names.
  package var sheet: String?
  /// What it adds to what the mailing says of who gets letters.
  package var choosing = ChoosingOptions()
  /// The form of the list's text; nil where the list itself tells it.
  package var dataFormat: ListFormat?
  /// The keys of the recipients it is about; empty for all.
  package var only: [String] = []
  /// How many letters at most; nil for all.
  package var limit: Int?
  /// Whether it is about the master copy instead of recipients' letters.
  package var isMasterCopy = false
  /// The folder that letters are written into, or the archive (`.zip`, `.tar`).
  package var output: String
  /// The one file that all letters go into, in place of a file each; nil for none.
  package var combined: CombinedRequest?
  /// How many letters are made side by side; nil for as many as there are processors.
  package var jobs: Int?
  /// Whether good letters are made although others are at fault.
  package var keepsGoing = false
  /// What writes the letters' files.
  package var renderer = Renderer.archive
  /// Words that stand across every page.
  package var watermark: String?
  /// Whether the letterhead is painted.
  package var paintsLetterhead = true
  /// Which part of the letters it is about; nil for all.
  package var shard: Shard?
  /// Whether it is about the letters that could not be made before, and no others.
  package var isFailedOnly = false
  /// Whether letters are made again that are there already; those asked for by key always are.
  package var isForced = false
  /// Whether every byte of letters that are there already is read, to see that it is as it was made.
  package var verifiesFiles = false
  /// Whether files that belong to no letter any more are removed.
  package var prunes = false
  /// Whether letters are spread over sub-folders; a folder that once was stays so.
  package var fansOut = false
  /// Whether a folder with the letters of another mailing is taken over.
  package var adopts = false
  /// Whether to wait for another run that writes into the same folder.
  package var waits = false

  /// How letters are signed.
  package var signing = SigningRequest()
  /// The columns by which recipients who stand twice are looked for in a check, set apart by commas; nil for none.
  package var doubles: String?
  /// Whether the report names every letter.
  package var listsLetters = false

  /// How many bytes of letters that were found good memory holds until they are made; a file has the rest.
  var heldBytes = 32 << 20

  /// Whether it is about the whole list, so that letters it does not plan have no recipient any more.
  var isWhole: Bool {
    only.isEmpty && limit == nil && shard == nil && !isFailedOnly && !isMasterCopy
  }

  /// Whether it is about every letter that could not be made before.
  var isOverAllFailed: Bool { only.isEmpty && limit == nil && shard == nil && !isMasterCopy }

  /// A run of all letters of a mailing, into the folder `Output` beside its `letter.md`.
  package init(mailing: String) {
    self.mailing = mailing
    output = LetterFolder.usual(of: mailing)
  }
}

/// A file that all letters go into, for printing.
package struct CombinedRequest: Sendable {
  /// The file as the author named it.
  package var file: String
  /// Whether every letter begins on an odd page, as printing on both sides asks for.
  package var isDuplex: Bool
  /// How many objects the file may have; nil for as many as the format allows.
  var objectLimit: Int?

  /// A file of the given name.
  package init(file: String, isDuplex: Bool = false) {
    (self.file, self.isDuplex) = (file, isDuplex)
  }
}

/// How far a run is.
package struct RunProgress: Hashable, Sendable {
  /// What a run does to its letters, in order.
  package enum Stage: String, Sendable {
    /// Finding every fault, and what is there already, before anything is written.
    case checking
    /// Making the letters.
    case making
  }

  /// What it does at the moment.
  package var stage: Stage
  /// How many letters it has done that to.
  package var done: Int
  /// How many letters there are.
  package var total: Int
}
