import Configuration
import Diagnostics
import Document
import Hyphenation

/// Reads a mailing's front matter.
struct SettingsReader: ~Copyable {
  private var reader: MappingReader
  private var settings: Settings

  /// The settings in a front matter, with every fault noted in `context`.
  ///
  /// The context knows the letter's language afterwards.
  static func settings(of node: ConfigurationNode, in context: inout ReadingContext) -> Settings {
    var reader = SettingsReader(node, in: &context)
    reader.readFiles(in: &context)
    reader.readTexts(in: &context)
    reader.readParts(in: &context)
    reader.readReference(in: &context)
    reader.readRecipients(in: &context)
    return reader.finish(in: &context)
  }

  private init(_ node: ConfigurationNode, in context: inout ReadingContext) {
    reader = MappingReader(node, context: "the letter", problems: &context.problems)
    // A version's language is known from the mailing's own file.
    let isVersion = context.shared != nil
    let versions = isVersion ? nil : context.language(&reader)
    settings = Settings(
      language: context.language, recipientLocation: node.location,
      title: Pattern(parts: [], origin: node.location))
    settings.versions = versions
    if !isVersion, reader.node("language") == nil {
      missing("language", "language: nb", in: &context)
    }
  }

  private mutating func missing(
    _ name: String, _ example: String, in context: inout ReadingContext
  ) {
    context.error(
      "merge.missing-setting", "the letter does not say its \(name)", at: reader.location,
      hints: ["add a line such as '\(example)' to the front matter"])
  }

  private consuming func finish(in context: inout ReadingContext) -> Settings {
    reader.finish(problems: &context.problems)
    return settings
  }

  private mutating func pattern(_ name: String, in context: inout ReadingContext) -> Pattern? {
    guard let node = reader.node(name) else { return nil }
    return context.pattern(node, named: "'\(name)' of the letter")
  }

  private mutating func patterns(_ name: String, in context: inout ReadingContext) -> [Pattern] {
    let nodes = reader.sequence(name, problems: &context.problems) ?? []
    return context.patterns(nodes, named: name)
  }

  private mutating func readTexts(in context: inout ReadingContext) {
    if let title = pattern("title", in: &context) {
      settings.title = title
      if case .scalar(let text)? = reader.node("title")?.content { settings.titleText = text }
    } else if reader.node("title") == nil {
      missing("title", "title: Invitation", in: &context)
    }
    settings.author = pattern("author", in: &context)
    settings.subject = pattern("subject", in: &context)
    settings.keywords = patterns("keywords", in: &context)
    settings.date = pattern("date", in: &context)
    settings.file = pattern("file", in: &context)
    settings.sender = patterns("sender", in: &context)
    settings.to = context.addressLines(reader.sequence("to", problems: &context.problems) ?? [])
    settings.marking = pattern("marking", in: &context)
    settings.closing = pattern("closing", in: &context)
    for name in ["title", "subject", "marking", "closing"] {
      context.noteSigns(in: reader.node(name))
    }
    if let node = reader.node("undispatched") {
      if case .scalar(let text) = node.content {
        settings.notice = text.split(separator: "\n").map {
          context.pattern(String($0), at: node.location)
        }
      } else {
        _ = context.pattern(node, named: "'undispatched' of the letter")
      }
    }
  }

  private mutating func readParts(in context: inout ReadingContext) {
    settings.signers = (reader.sequence("signers", problems: &context.problems) ?? []).map {
      context.signer($0)
    }
    if let node = reader.node("enclosures") {
      settings.enclosures = context.labelled(node, named: "enclosures")
    }
    if let node = reader.node("copies") {
      settings.copies = context.labelled(node, named: "copies")
    }
    if let node = reader.node("sign") { settings.signing = context.signing(node) }
    if let node = reader.node("values") { settings.values = context.values(node) }
    if let node = reader.node("let") { settings.computed = context.computedFields(node) }
  }

  private mutating func readFiles(in context: inout ReadingContext) {
    if let node = reader.node("stationery") {
      settings.stationery = context.file(node, named: "'stationery' of the letter")
    }
    if let node = reader.node("data") { settings.data = context.data(node) }
    settings.hyphenation = HyphenationSettings(
      reader.node("hyphenation"), failure: .data, problems: &context.problems)
  }

  private mutating func readReference(in context: inout ReadingContext) {
    for node in reader.sequence("reference", problems: &context.problems) ?? [] {
      guard case .mapping(let entries) = node.content, entries.count == 1, let entry = entries.first
      else {
        context.error(
          "configuration.kind", "an item of 'reference' must be one label with its value",
          at: node.location, hints: ["write it as in '- Dato: \"{{date}}\"'"])
        continue
      }
      if let row = context.reference(entry) { settings.reference.append(row) }
    }
  }

  private mutating func readRecipients(in context: inout ReadingContext) {
    guard let node = reader.node("recipients") else { return }
    var recipients = MappingReader(node, context: "'recipients'", problems: &context.problems)
    let scopes = Settings.RecipientScope.allCases.map(\.rawValue).joined(separator: ", ")
    settings.recipientScope =
      recipients.value("list", expected: "one of \(scopes)", problems: &context.problems) {
        Settings.RecipientScope(rawValue: $0)
      } ?? .mailing
    settings.maximumRecipients =
      recipients.integer("max", in: 1...10_000, problems: &context.problems) ?? 100
    settings.recipientLocation = node.location
    if let label = recipients.node("label") {
      settings.recipientLabel = context.pattern(label, named: "'label' of 'recipients'")
    } else if settings.recipientScope != .none {
      context.error(
        "merge.missing-setting", "'recipients' has no label", at: node.location,
        hints: ["add one, as in 'label: Mottakere'"])
    }
    if let item = recipients.node("item") {
      settings.recipientItem = context.pattern(item, named: "'item' of 'recipients'")
    }
    recipients.finish(problems: &context.problems)
  }
}
