import DisplayList
import Geometry

/// A part of a line that leads somewhere.
struct LinkArea: Hashable {
  /// Where it leads.
  let target: String
  /// Where it is, from the fragment's top-left corner.
  var area: Rectangle
}

extension Fragment {
  /// The links in the fragment, in reading order: an area for each line that a link stands on.
  var links: [LinkArea] {
    guard elements.contains(where: \.isLink) else { return [] }
    var areas: [LinkArea] = []
    var last: (element: Int, baseline: Length)?
    for item in items {
      guard case .element(let index) = item.meaning, case .text(let run) = item.content,
        let (element, target) = link(around: index)
      else {
        if case .element = item.meaning { last = nil }
        continue
      }
      if let last, last == (element, run.origin.y), let end = areas.indices.last {
        areas[end].area = areas[end].area.union(run.bounds)
      } else {
        areas.append(LinkArea(target: target, area: run.bounds))
      }
      last = (element, run.origin.y)
    }
    return areas
  }

  private func link(around index: Int) -> (element: Int, target: String)? {
    for element in elements.chain(from: index) {
      if case .link(let target) = elements[element].role { return (element, target) }
    }
    return nil
  }
}

extension Element {
  fileprivate var isLink: Bool {
    if case .link = role { true } else { false }
  }
}

extension Rectangle {
  /// The smallest rectangle that holds both.
  fileprivate func union(_ other: Rectangle) -> Rectangle {
    let corner = Point(
      x: min(origin.x, other.origin.x), y: min(origin.y, other.origin.y))
    return Rectangle(
      origin: corner,
      size: Size(
        width: max(right, other.right) - corner.x, height: max(bottom, other.bottom) - corner.y))
  }
}
