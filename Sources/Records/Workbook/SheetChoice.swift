import Diagnostics

/// The sheets of a workbook as they come, of which one is read.
struct SheetChoice {
  /// The name of the one that is read; nil as long as it has not come.
  private(set) var chosen: String?
  /// The name that was asked for; nil for none.
  private let name: String?
  private let wanted: String?
  private var names: [String] = []
  private var visibleCount = 0

  /// A choice of the sheet of a name; without a name, of the first one that can be seen.
  init(of name: String?) { (self.name, wanted) = (name, name.map(ComparedForm.ofKey)) }

  /// Whether the sheet that comes next is the one that is read.
  mutating func take(_ name: String, isHidden: Bool) -> Bool {
    names.append(name)
    if !isHidden { visibleCount += 1 }
    guard chosen == nil, wanted.map({ $0 == ComparedForm.ofKey(name) }) ?? !isHidden else {
      return false
    }
    chosen = name
    return true
  }

  /// The sheet that was read, once all have come; there is a warning if it was guessed.
  ///
  /// - Throws: ``DiagnosticsError`` if there is no such sheet.
  func finish(problems: inout ProblemList, in file: String) throws(DiagnosticsError) -> String {
    let place = Position().location(in: file)
    guard let chosen else {
      let message = name.map { "the workbook has no sheet '\($0)'" }
      let all = "it has \(names.prefix(20).map { "'\($0)'" }.joined(separator: ", "))"
      throw DiagnosticsError(
        .error(
          "records.no-sheet", message ?? "the workbook has no sheet with cells", at: place,
          hints: name.map { didYouMean($0, among: names) + [all] } ?? []))
    }
    if name == nil, visibleCount > 1 {
      problems.report(
        warning: .warning(
          "records.first-sheet",
          "the workbook has \(visibleCount) sheets; '\(chosen)', the first one, is read",
          at: place, hints: ["name the one to read, with --sheet or 'data: {sheet: …}'"]))
    }
    return chosen
  }
}
