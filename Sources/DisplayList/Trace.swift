import Geometry

extension PagedLetter {
  /// The pages as text: a line for each item with its place in points and what it is.
  ///
  /// For goldens: what differs between two layouts shows as lines that differ.
  package var trace: String {
    pages.map { page in
      let head = "page \(page.number) \(page.size.trace)"
      let boxes = page.signatures.map { PlacedBlock($0.blank, at: $0.origin) }
      return
        ([head] + (page.blocks + boxes).flatMap { $0.trace.map { "  " + $0 } })
        .joined(separator: "\n")
    }.joined(separator: "\n") + "\n" + signatures.map(\.trace).joined()
  }
}

extension SignatureDescription {
  fileprivate var trace: String {
    let words = alternative(
      at: SigningTime(
        year: 2020, month: 8, day: 19, hour: 12, minute: 3, second: 5, minutesAheadOfUTC: 120))
    let place = follows.map { "after the \($0)" } ?? "at the end"
    return "signature \(place): “\(title)”, “\(words)”\n"
  }
}

extension PlacedBlock {
  fileprivate var trace: [String] {
    let id = fragment.id
    let place = "\(id.block.part) \(id.block.node).\(id.block.repetition)"
    let kind = fragment.isStatic ? "static" : "variable"
    let head = "\(place) lines \(id.lines) \(kind) at \(origin.trace) size \(fragment.size.trace)"
    return [head] + fragment.items.map { "  " + $0.trace(in: fragment.elements) }
  }
}

extension Item {
  fileprivate func trace(in elements: [Element]) -> String {
    let role =
      switch meaning {
      case .element(let index): elements[index].path(in: elements)
      case .artifact(let artifact): "artifact \(artifact)"
      }
    switch content {
    case .text(let run):
      let end =
        switch run.ending {
        case .none: ""
        case .softBreak: " ⏎"
        case .hardBreak: " ¶"
        }
      let direction = run.isRightToLeft ? " right-to-left" : ""
      return "\(role): \(run.origin.trace) \(run.face.family) \(run.face.style) "
        + "\(run.size.trace) wide \(run.width.trace)\(direction) “\(run.text)”\(end)"
    case .image(let picture, let box):
      return "\(role): \(box.trace) picture \(picture.name)"
    case .fill(let box, _):
      return "\(role): \(box.trace) filled"
    }
  }
}

extension Element {
  /// The element's role after those of the elements that hold it.
  fileprivate func path(in elements: [Element]) -> String {
    let name =
      switch role {
      case .heading(let level): "H\(level)"
      case .link(let target): "link(\(target))"
      case .list(let numbered): numbered ? "numbered list" : "list"
      case .span: "span(\(language ?? ""))"
      default: String(describing: role)
      }
    return parent.map { "\(elements[$0].path(in: elements))/\(name)" } ?? name
  }
}

extension Length {
  /// Points to a hundredth: `10.5`.
  fileprivate var trace: String {
    let hundredths = Int((points * 100).rounded())
    let (whole, part) = (abs(hundredths) / 100, abs(hundredths) % 100)
    let digits = part % 10 == 0 ? "\(part / 10)" : (part < 10 ? "0\(part)" : "\(part)")
    return (hundredths < 0 ? "-" : "") + "\(whole)" + (part == 0 ? "" : ".\(digits)")
  }
}

extension Point {
  fileprivate var trace: String { "\(x.trace),\(y.trace)" }
}

extension Size {
  fileprivate var trace: String { "\(width.trace)×\(height.trace)" }
}

extension Rectangle {
  fileprivate var trace: String { "\(origin.trace) \(size.trace)" }
}
