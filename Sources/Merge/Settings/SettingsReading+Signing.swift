import Configuration
import Diagnostics

extension ReadingContext {
  /// `sign`: the name of a key alone, `no`, or `{name, reason, visible, certify}`.
  mutating func signing(_ node: ConfigurationNode) -> Settings.Signing? {
    var signing = Settings.Signing(location: node.location)
    if case .scalar(let name) = node.content {
      signing.name = name
      return ["", "no", "false"].contains(name) ? nil : signing
    }
    var reader = MappingReader(node, context: "'sign'", problems: &problems)
    signing.name = reader.string("name", problems: &problems)
    if let reason = reader.string("reason", problems: &problems) {
      signing.reason = reason
      if let place = reader.node("reason")?.location { refuseFields(in: reason, at: place) }
    }
    signing.isVisible = reader.boolean("visible", problems: &problems) ?? true
    let ways = Settings.Signing.Certification.allCases.map(\.rawValue).joined(separator: ", ")
    signing.certification =
      reader.value("certify", expected: "one of \(ways)", problems: &problems) {
        Settings.Signing.Certification(rawValue: $0)
      } ?? .no
    reader.finish(problems: &problems)
    return signing
  }

  private mutating func refuseFields(in reason: String, at place: SourceLocation) {
    guard reason.contains("{{") else { return }
    error(
      "merge.sign-field", "the reason of a signature is the same in all letters, without fields",
      at: place, hints: ["say in the letter what differs from letter to letter"])
  }
}
