import Diagnostics
import Document

extension Evaluation {
  /// What a computed field comes to; each is computed once for a letter, when something asks for it.
  mutating func computed(_ index: Int) throws(Unevaluated) -> Evaluated {
    let bound = binding.computed.fields[index]
    guard !bound.isFaulty else { throw .faulty }
    guard record != nil || !bound.dependsOnRecord else { throw .placeholder }
    if let known = computedValues[index] { return try known.get() }
    let result: Result<Evaluated, Unevaluated>
    do throws(Unevaluated) {
      result = .success(
        try outsideItems { evaluation throws(Unevaluated) in
          try evaluation.value(of: bound.field)
        })
    } catch {
      result = .failure(error)
    }
    computedValues[index] = result
    return try result.get()
  }

  private mutating func value(of field: ComputedField) throws(Unevaluated) -> Evaluated {
    switch field.content {
    case .expression(let expression): return try value(of: expression)
    case .text(let pattern):
      let text = inlines(pattern.parts, in: .text).plainText
      // What is blank for a fault has no other.
      if text.isEmpty, problems.hasErrors { throw .faulty }
      return .text(text, at: pattern.origin)
    }
  }
}
