import Diagnostics

/// What is wrong with the letters of a run: each fault once, with the number of letters that have it.
///
/// What every letter has is a fault of the template, also where its words or its place in the list differ from
/// letter to letter: it is told once, as the first letter has it.
struct LetterFaults: Sendable {
  /// What the list is called.
  private let list: String
  private var letters = 0
  private var listed: [Listed] = []
  private var positions: [Diagnostic: Int] = [:]
  private var groups: [Group: GroupCount] = [:]
  /// Those beyond the limit, without those of a group.
  private var rest = DiagnosticCount()

  /// A fault, and how many letters have it.
  private struct Listed {
    let fault: Diagnostic
    let group: Group
    var letters = 1
  }

  /// What faults of one cause have in common.
  private struct Group: Hashable {
    let severity: Diagnostic.Severity
    let id: String
    /// Where it is, in the letter or the stationery; nil for one in the list.
    let place: SourceLocation?
    /// Of one in the list: they say where the letter asks for the value.
    let hints: [String]
  }

  /// How many letters have a fault of a group, the last of them, and the faults beyond the limit.
  private struct GroupCount {
    var letters = 0
    var last = 0
    var rest = DiagnosticCount()
  }

  /// From how many letters on it is the template's fault what all of them have in the list.
  private static let many = 5

  /// No faults yet of the letters to the recipients of a list, which messages call by the given name.
  init(of list: String) { self.list = list }

  /// Takes in what was found in one letter, each fault once.
  mutating func note(_ faults: [Diagnostic]) {
    letters += 1
    for fault in faults { note(fault) }
  }

  private mutating func note(_ fault: Diagnostic) {
    let group = group(of: fault)
    if let position = positions[fault] {
      listed[position].letters += 1
    } else if listed.count < DiagnosticCollector.limit {
      positions[fault] = listed.count
      listed.append(Listed(fault: fault, group: group))
      groups[group] = groups[group] ?? GroupCount()
    } else if groups[group] == nil {
      rest.add(fault)
    } else {
      groups[group]?.rest.add(fault)
    }
    guard let count = groups[group], count.last < letters else { return }
    groups[group]?.last = letters
    groups[group]?.letters += 1
  }

  private func group(of fault: Diagnostic) -> Group {
    let isInList = fault.location.map { $0.file == list } ?? false
    return Group(
      severity: fault.severity, id: fault.id, place: isInList ? nil : fault.location,
      hints: isInList ? fault.hints : [])
  }

  /// Whether every letter has a fault of a group, and one cause is behind that.
  private func isCommon(_ group: Group) -> Bool {
    guard letters > 1, let count = groups[group], count.letters == letters else { return false }
    return group.place != nil || letters >= LetterFaults.many
  }

  /// What was noted, in the order of the letters; of a great many, the rest as a number.
  var diagnostics: [Diagnostic] {
    var told: [Diagnostic] = []
    var common: Set<Group> = []
    var rest = rest
    for one in listed {
      let isCommon = isCommon(one.group)
      if isCommon, !common.insert(one.group).inserted { continue }
      var fault = one.fault
      fault.letters = isCommon ? letters : one.letters
      told.append(fault)
    }
    for (group, count) in groups where !common.contains(group) { rest.add(count.rest) }
    return told + (rest.diagnostic.map { [$0] } ?? [])
  }
}
