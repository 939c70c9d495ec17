import Diagnostics

/// A field that the mailing computes for every record: an item of `let`.
struct ComputedField: Sendable {
  /// What it is made of.
  enum Content: Sendable {
    /// An expression, whose value keeps its kind.
    case expression(Expression)
    /// A text with fields and tests.
    case text(Pattern)
  }

  /// What it is called.
  var name: String
  /// Where it is named.
  var location: SourceLocation
  /// What it is made of.
  var content: Content

  /// Hands over every expression of it; whether one of them is wanted.
  func finds(with search: ReferenceSearch) -> Bool {
    switch content {
    case .expression(let expression): search.finds(in: expression)
    case .text(let pattern): search.finds(in: pattern.parts)
    }
  }
}

/// A mailing's computed fields, in an order in which none needs one that comes later.
struct ComputedFields: Sendable {
  /// One of them, bound to a list.
  struct Bound: Sendable {
    var field: ComputedField
    /// Whether it differs from record to record.
    var dependsOnRecord = false
    /// Whether it needs itself, or more than may be; that is told already.
    var isFaulty = false
    /// How many expressions stand within one another, those of the fields that it uses included.
    fileprivate var height = 0
    /// The positions of the fields that it uses.
    fileprivate var uses: Set<Int> = []
  }

  /// How many expressions may stand within one another, over all fields that one needs.
  static let maximumHeight = 200

  /// The fields in the order of the front matter.
  private(set) var fields: [Bound]
  /// What is wrong with how they use each other.
  private(set) var problems: [Diagnostic] = []

  /// Computed fields whose names stand for something.
  ///
  /// - Parameters:
  ///   - fields: The fields.
  ///   - position: The position of the field that a name stands for, if it stands for one.
  ///   - isKnown: Whether a name stands for anything.
  ///   - isColumn: Whether it stands for a field of each record.
  init(
    _ fields: [ComputedField], position: (FieldReference) -> Int?,
    isKnown: (FieldReference) -> Bool, isColumn: (FieldReference) -> Bool
  ) {
    self.fields = []
    for field in fields {
      var bound = Bound(field: field)
      for expression in field.expressions {
        bound.height = max(bound.height, 1 + expression.height)
        for reference in expression.names(isKnown: isKnown) {
          if let used = position(reference) { bound.uses.insert(used) }
          if isColumn(reference) { bound.dependsOnRecord = true }
        }
      }
      self.fields.append(bound)
    }
    settle()
  }

  /// Finds out of each field what follows from those that it uses; those that are left then go in circles.
  private mutating func settle() {
    var users: [[Int]] = Array(repeating: [], count: fields.count)
    for (index, bound) in fields.enumerated() {
      for used in bound.uses { users[used].append(index) }
    }
    var missing = fields.map(\.uses.count)
    var ready = missing.indices.filter { missing[$0] == 0 }
    while let index = ready.popLast() {
      if fields[index].height > ComputedFields.maximumHeight, !fields[index].isFaulty {
        refuseHeight(of: index)
      }
      for user in users[index] {
        pass(fields[index], to: user)
        missing[user] -= 1
        if missing[user] == 0 { ready.append(user) }
      }
    }
    refuseCircles(among: missing.indices.filter { missing[$0] > 0 })
  }

  private mutating func pass(_ used: Bound, to user: Int) {
    fields[user].dependsOnRecord = fields[user].dependsOnRecord || used.dependsOnRecord
    fields[user].isFaulty = fields[user].isFaulty || used.isFaulty
    fields[user].height = max(fields[user].height, 1 + used.height)
  }

  private mutating func refuseHeight(of index: Int) {
    fields[index].isFaulty = true
    problems.append(
      .error(
        "merge.nesting",
        "'\(fields[index].field.name)' and the fields that it is computed of are nested more than "
          + "\(ComputedFields.maximumHeight) deep", at: fields[index].field.location))
  }

  /// Notes every circle once, with the way round.
  private mutating func refuseCircles(among left: [Int]) {
    let isLeft = Set(left)
    var seen: Set<Int> = []
    for index in left {
      fields[index].isFaulty = true
      fields[index].dependsOnRecord = true
      var path: [Int] = []
      var next: Int? = index
      while let current = next, seen.insert(current).inserted {
        path.append(current)
        next = fields[current].uses.filter(isLeft.contains).min()
      }
      guard let meeting = next, let start = path.firstIndex(of: meeting) else { continue }
      noteCircle(Array(path[start...]))
    }
  }

  private mutating func noteCircle(_ circle: [Int]) {
    // It is told where it is met first.
    let first = circle.indices.min { circle[$0] < circle[$1] } ?? 0
    let round = circle[first...] + circle[...first]
    var names = round.map { fields[$0].field.name }
    if names.count > 12 { names.replaceSubrange(6..<(names.count - 5), with: ["…"]) }
    problems.append(
      .error(
        "merge.circle",
        "'\(names[0])' is computed of itself: \(names.joined(separator: " → "))",
        at: fields[circle[first]].field.location,
        hints: ["computed fields may use each other, but not in a circle"]))
  }
}

extension ComputedField {
  /// All expressions of it.
  fileprivate var expressions: [Expression] {
    ReferenceSearch.meetings { _ = finds(with: $0) }.map(\.expression)
  }
}

extension Expression {
  /// The names in it, of characters that can be read in several ways those that count.
  func names(isKnown: (FieldReference) -> Bool) -> [FieldReference] {
    switch self {
    case .field(let reference): [reference]
    case .member(let reference): [reference.list]
    case .choice(let readings): readings.likeliest(isKnown: isKnown).names(isKnown: isKnown)
    default: parts.flatMap { $0.names(isKnown: isKnown) }
    }
  }
}
