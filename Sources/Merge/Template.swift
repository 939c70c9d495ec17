import CommonMark
import Configuration
package import Diagnostics
import Foundation
import Glibc

/// A mailing's letter, read but not yet bound to a list of recipients.
package struct Template: Sendable {
  /// What the front matter says about files, language and recipients.
  package let settings: Settings
  let body: [ControlFlow<TemplateBlock>]
  /// What fields go by; a ``FieldReference/symbol`` is a position here.
  let names: [String]
  /// Why what stands there is no expression, for names that may have been meant as one.
  let faultyExpressions: [Int: String]
  /// How the letter's language writes dates and numbers, if we know it.
  let conventions: LocaleConventions?
  /// How the mailing's values and list write numbers, if we know it.
  let listConventions: LocaleConventions?
  /// The files that the letter is written in: its own, and for a version the one with what is
  /// shared.
  let files: [String]
  /// What versions in files of their own share with it.
  let shared: SharedSettings
  /// All that the letter is read from: its file, and for a version what is shared.
  package let source: String
  /// The languages of the text: the letter's, and those that words in it are marked with.
  package var languages: [String] {
    [settings.language] + source.matches(of: /\(lang:([A-Za-z0-9-]+)/).map { String($0.1) }
  }
  /// The picture files that the letter names.
  package let pictures: [String]
  /// What could be written better, in the author's own text.
  package let hints: [Diagnostic]

  /// Reads a letter.
  ///
  /// - Parameters:
  ///   - path: The letter's file, `letter.md`.
  ///   - name: The file as the author named it, for messages.
  /// - Returns: The template, with warnings about links without target and enclosures that the text
  ///   speaks of but the front matter does not list.
  /// - Throws: ``DiagnosticsError`` with all faults of the file at once, at their places; with
  ///   ``Failure/input`` if it cannot be read.
  package static func read(path: String, named name: String) throws(DiagnosticsError)
    -> Warned<Template>
  {
    try draft(path: path, named: name).finished()
  }

  /// Reads a letter as far as it can be read, to find the faults of letter and list together.
  ///
  /// - Throws: ``DiagnosticsError`` only where there is no letter at all: no file, no front matter.
  package static func draft(path: String, named name: String) throws(DiagnosticsError)
    -> Draft<Template>
  {
    let text = try text(path: path, named: name)
    return try Template.draft(text, named: name, folder: folder(of: path))
  }

  /// Reads a version of a letter as far as it can be read.
  ///
  /// - Throws: ``DiagnosticsError`` where there is nothing to be read; it is told where the file is
  ///   named.
  static func draft(
    _ version: LanguageChoice.Version, sharing shared: SharedSettings
  ) throws(DiagnosticsError) -> Draft<Template> {
    let file = version.file
    do {
      let text = try text(path: file.path, named: file.path)
      return try draft(
        text, named: file.path, folder: folder(of: file.path), version.language, sharing: shared)
    } catch {
      throw DiagnosticsError(error.diagnostics.map { $0.placed(at: file.location) })
    }
  }

  private static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
  }

  private static func text(path: String, named name: String) throws(DiagnosticsError) -> String {
    let start = SourceLocation(file: name, line: 1, column: 1)
    // Asked of the system itself, as Foundation reads the system's list of users for it.
    var status = stat()
    let isThere = unsafe stat(path, &status) == 0
    guard !isThere || status.st_size <= Template.maximumBytes else { throw tooLong(at: start) }
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw DiagnosticsError(
        .error(
          "merge.unreadable", "the letter '\(name)' is not there or cannot be read",
          hints: ["a mailing is a folder with a letter.md"], failure: .input))
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw DiagnosticsError(
        .error(
          "merge.not-utf8", "the letter is not in UTF-8", at: start,
          hints: ["save it as UTF-8 in your editor"]))
    }
    return text
  }

  /// Reads a letter's text.
  ///
  /// - Parameters:
  ///   - text: All of the file.
  ///   - name: The file as the author named it, for messages.
  ///   - folder: The mailing's folder, from which files are named.
  /// - Returns: As ``read(path:named:)``.
  /// - Throws: As ``read(path:named:)``.
  package static func parse(
    _ text: String, named name: String, folder: String
  ) throws(DiagnosticsError) -> Warned<Template> {
    try draft(text, named: name, folder: folder).finished()
  }

  /// Reads a letter's text as far as it can be read.
  package static func draft(
    _ text: String, named name: String, folder: String
  ) throws(DiagnosticsError) -> Draft<Template> {
    try requireShort(text, named: name)
    let source = try TemplateSource(text, file: name)
    let context = ReadingContext(file: name, folder: folder, lines: source.lines)
    return try draft(source, text, in: context)
  }

  /// The same for a version in a language, which shares settings with others.
  static func draft(
    _ text: String, named name: String, folder: String, _ language: String,
    sharing shared: SharedSettings
  ) throws(DiagnosticsError) -> Draft<Template> {
    try requireShort(text, named: name)
    let source = try TemplateSource(text, file: name, isVersion: true)
    let context = ReadingContext(
      file: name, folder: folder, lines: source.lines, language: language, sharing: shared)
    // Where the one ends and the other begins counts, too.
    let all = "\(language) \(shared.yaml.utf8.count)\n\(shared.yaml)\(text)"
    return try draft(source, all, in: context)
  }

  private static func draft(
    _ source: TemplateSource, _ text: String, in context: ReadingContext
  ) throws(DiagnosticsError) -> Draft<Template> {
    var context = context
    let front = try frontMatter(source, in: context)
    let settings = SettingsReader.settings(of: context.settings(front), in: &context)
    let lexed = context.lex(source.body, firstLine: source.firstBodyLine)
    let plan = context.plan(lexed)
    context.refuseReferences(in: plan, of: lexed)
    var builder = BodyBuilder(lexed, plan: plan, in: context)
    let body = try builder.blocks(of: Template.markdown(plan, lexed, in: context))
    context = builder.context
    if !settings.hasEnclosures { context.warn(of: builder.mentions) }
    let shared =
      context.shared
      ?? SharedSettings(
        file: context.file, lines: source.lines, yaml: source.frontMatter, node: front,
        language: context.language, listConventions: context.conventions)
    let template = Template(
      settings: settings, body: body, names: context.names,
      faultyExpressions: context.faultyExpressions,
      conventions: context.conventions, listConventions: context.listConventions,
      files: context.shared.map { [context.file, $0.file] } ?? [context.file], shared: shared,
      source: text, pictures: context.pictures, hints: context.hints.inReadingOrder)
    return Draft(output: template, diagnostics: context.problems.inReadingOrder)
  }

  /// How long a letter may be; some three hundred pages, which nobody writes by hand.
  static let maximumBytes = 1_000_000

  private static func requireShort(_ text: String, named name: String) throws(DiagnosticsError) {
    guard text.utf8.count <= Template.maximumBytes else {
      throw tooLong(at: SourceLocation(file: name, line: 1, column: 1))
    }
  }

  private static func tooLong(at place: SourceLocation) -> DiagnosticsError {
    DiagnosticsError(
      .error(
        "merge.too-long", "the letter has more than \(maximumBytes) bytes", at: place,
        hints: ["put what differs from recipient to recipient into the list"]))
  }

  /// The front matter; what is wrong with its YAML ends the reading.
  private static func frontMatter(
    _ source: TemplateSource, in context: ReadingContext
  ) throws(DiagnosticsError) -> ConfigurationNode {
    do {
      return try ConfigurationNode(yaml: source.frontMatter, file: context.file, firstLine: 2)
    } catch {
      throw DiagnosticsError(
        error.diagnostics.map { diagnostic in
          var diagnostic = diagnostic
          let line = (diagnostic.location?.line ?? 0) - 1
          if source.lines.indices.contains(line), source.lines[line].contains("{{") {
            diagnostic.hints.append("put a text that begins with '{{' between quotes")
          }
          return diagnostic
        })
    }
  }

  private static func markdown(
    _ plan: MarkdownSource, _ body: LexedBody, in context: ReadingContext
  ) throws(DiagnosticsError) -> MarkdownNode {
    if let fault = plan.tableFault {
      throw DiagnosticsError(context.problems.diagnostics + [fault])
    }
    do throws(MarkdownError) {
      if let line = plan.tooDeep {
        throw .tooDeep(line: (plan.sources.firstIndex(of: line) ?? 0) + 1)
      }
      return try MarkdownNode(markdown: plan.markdown)
    } catch {
      let (message, line): (String, Int) =
        switch error {
        case .tooDeep(let line):
          ("lists, quotations or emphasis are nested more than a hundred deep", line)
        case .tooLong: ("the letter is longer than 16 MB", 1)
        case .unexpected(let what): ("the letter cannot be read as Markdown: \(what)", 1)
        }
      let source = plan.sources.indices.contains(line - 1) ? plan.sources[line - 1] : 0
      let number = body.lines.indices.contains(source) ? body.lines[source].number : 1
      throw DiagnosticsError(
        context.problems.diagnostics
          + [.error("merge.markdown", message, at: context.location(number, 1))])
    }
  }
}

extension ReadingContext {
  /// Warns that the text speaks of something enclosed, though nothing is.
  mutating func warn(of mentions: [(word: String, location: SourceLocation)]) {
    for mention in mentions {
      problems.report(
        .warning(
          "merge.missing-enclosure",
          "the text says '\(mention.word)', but the letter lists no enclosures",
          at: mention.location,
          hints: ["list them under 'enclosures' in the front matter"]))
    }
  }
}

extension Diagnostic {
  /// The same problem of a version, where its file is named if it has no place.
  fileprivate func placed(at place: SourceLocation) -> Diagnostic {
    guard location == nil else { return self }
    var copy = self
    (copy.location, copy.hints) = (place, ["name a letter that is in the mailing's folder"])
    return copy
  }
}

extension DiagnosticCollector {
  /// The problems in the order in which somebody who reads the files meets them.
  var inReadingOrder: [Diagnostic] {
    diagnostics.enumerated().sorted { left, right in
      guard let first = left.element.location, let second = right.element.location else {
        return left.element.location == nil && right.element.location != nil
          || (left.element.location == nil) == (right.element.location == nil)
            && left.offset < right.offset
      }
      return first == second ? left.offset < right.offset : first < second
    }.map(\.element)
  }
}
