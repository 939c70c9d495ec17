import Configuration
import Diagnostics

/// The settings that versions of a letter share: those of the mailing's own file.
struct SharedSettings: Sendable {
  /// The file as the author named it.
  let file: String
  /// The lines of the file, in which the settings have their places.
  let lines: [String]
  /// The YAML as it was read.
  let yaml: String
  let node: ConfigurationNode
  let language: String
  /// How the numbers of values and list are written, if that is known: as in the language of this
  /// file.
  let listConventions: LocaleConventions?
}

extension ReadingContext {
  /// A version's settings: its own, and of the shared ones those that it does not say.
  ///
  /// What is a group of named values is shared name by name.
  mutating func settings(_ own: ConfigurationNode) -> ConfigurationNode {
    guard let shared, case .mapping(let entries) = own.content,
      case .mapping(var all) = shared.node.content
    else { return own }
    all.removeAll { $0.key == "language" }
    for entry in entries where isVersionsOwn(entry) {
      if let index = all.firstIndex(where: { $0.key == entry.key }) {
        all[index].keyLocation = entry.keyLocation
        all[index].value = entry.value.filled(from: all[index].value)
      } else {
        all.append(entry)
      }
    }
    return ConfigurationNode(.mapping(all), at: shared.node.location)
  }

  /// Whether a version may have a setting of its own; the fault is noted for one that may not,
  /// unless it repeats what is so anyway.
  private mutating func isVersionsOwn(_ entry: ConfigurationNode.Entry) -> Bool {
    switch entry.key {
    case "language":
      if case .scalar(let tag) = entry.value.content, tag.lowercased() == language.lowercased() {
        return false
      }
      error(
        "merge.shared-setting",
        "the letter is in '\(language)', as '\(shared?.file ?? "")' says", at: entry.value.location,
        hints: ["leave 'language' out here"])
      return false
    case "data", "stationery", "sign":
      error(
        "merge.shared-setting", "'\(entry.key)' is the same in all versions of a letter",
        at: entry.keyLocation, hints: ["say it in '\(shared?.file ?? "")' alone"])
      return false
    default: return true
    }
  }
}

extension ConfigurationNode {
  /// A group with the values of another one that it does not name; anything else as it is.
  fileprivate func filled(from other: ConfigurationNode) -> ConfigurationNode {
    guard case .mapping(let own) = content, case .mapping(let others) = other.content else {
      return self
    }
    let names = Set(own.map(\.key))
    return ConfigurationNode(
      .mapping(own + others.filter { !names.contains($0.key) }), at: location)
  }
}
