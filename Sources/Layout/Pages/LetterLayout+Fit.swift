package import Diagnostics
package import DisplayList
package import Document
import Geometry

extension LetterLayout {
  /// Breaks a letter into pages, set tighter where the stationery allows no more than so many.
  ///
  /// - Returns: The pages, with a warning for each thing that somebody should look at.
  /// - Throws: ``DiagnosticsError`` with everything that does not fit its place or cannot be set.
  package func paginate(_ letter: Letter) throws(DiagnosticsError) -> Warned<PagedLetter> {
    let usual = try pages(of: letter)
    guard let most = stationery.fit, usual.output.pages.count > most else { return usual }
    for (index, way) in tightenings.enumerated() {
      let fitted = try tighter(index, way).pages(of: letter)
      guard fitted.output.pages.count <= most else { continue }
      return Warned(fitted.output, warnings: fitted.warnings + [.fitted(way, most, of: stationery)])
    }
    throw DiagnosticsError(.unfitting(letter, usual.output.pages.count, most))
  }

  /// The layout that sets letters in one of the tighter ways, made when it is first needed.
  private func tighter(
    _ index: Int, _ way: Tightening
  ) throws(DiagnosticsError) -> LetterLayout {
    if index < tighterLayouts.count { return tighterLayouts[index] }
    let layout = try LetterLayout(
      stationery: way.stationery, fonts: fonts, language: language, pictures: pictures,
      hyphenation: hyphenation, options: options)
    tighterLayouts.append(layout)
    return layout
  }
}

/// A stationery set tighter than it says.
struct Tightening {
  /// The tighter stationery.
  let stationery: Stationery
  /// What is tighter, for messages.
  let words: String
}

extension Stationery {
  /// Text is not made smaller than this to fit its pages.
  private static let leastSize = Length.points(9)
  /// What leading and size are at the tightest; spaces use up the slack that better pages may have.
  private static let least = (leading: 0.96, size: 0.95)

  /// The ways in which letters that are too long are set, one after the other: first with less room
  /// between blocks and for pens, then with less leading too, then smaller too; each half, then whole.
  var tightenings: [Tightening] {
    let least = Stationery.least
    let slack = Slack()
    let shares = [(0.5, 0.0, 0.0), (1, 0, 0), (1, 0.5, 0), (1, 1, 0), (1, 1, 0.5), (1, 1, 1)]
    return shares.compactMap { spaces, leading, size in
      let factors = (
        spaces: 1 - slack.spaces * spaces, penRoom: 1 - slack.penRoom * spaces,
        leading: 1 - (1 - least.leading) * leading, size: 1 - (1 - least.size) * size
      )
      return tightened(factors)
    }
  }

  private func tightened(
    _ factors: (spaces: Double, penRoom: Double, leading: Double, size: Double)
  ) -> Tightening? {
    var tighter = self
    tighter.text.size = text.size.scaled(by: factors.size)
    guard factors.size == 1 || tighter.text.size >= Stationery.leastSize else { return nil }
    tighter.text.leading = text.leading.scaled(by: factors.leading * factors.size)
    tighter.paragraphSpace = paragraphSpace.scaled(by: factors.spaces)
    tighter.slack = Slack(
      spaces: 1 - (1 - slack.spaces) / factors.spaces,
      penRoom: 1 - (1 - slack.penRoom) / factors.penRoom)
    tighter.title = title.tightened(factors.spaces)
    tighter.headings = headings.map { $0.tightened(factors.spaces) }
    tighter.signers.space = signers.space.scaled(by: factors.penRoom)
    tighter.signers.electronicSpace = signers.electronicSpace.scaled(by: factors.penRoom)
    var words =
      "spaces at \(factors.spaces.percent), the room above signers at \(factors.penRoom.percent)"
    if factors.leading < 1 { words += ", leading at \(factors.leading.percent)" }
    if factors.size < 1 { words += ", text at \(factors.size.percent) of its size" }
    return Tightening(stationery: tighter, words: words)
  }
}

extension Stationery.Heading {
  fileprivate func tightened(_ factor: Double) -> Stationery.Heading {
    Stationery.Heading(
      text: text, above: above.scaled(by: factor), below: below.scaled(by: factor))
  }
}

extension Double {
  /// The number for a message: `92.5 %`.
  fileprivate var percent: String {
    let tenths = Int((self * 1000).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10) %" : "\(tenths / 10).\(tenths % 10) %"
  }
}

extension Diagnostic {
  fileprivate static func fitted(
    _ way: Tightening, _ most: Int, of stationery: Stationery
  ) -> Diagnostic {
    .warning(
      "layout.fitted",
      "to stand on " + counted(most, "page") + ", the letter is set tighter: \(way.words)",
      at: stationery.places[.fit])
  }

  fileprivate static func unfitting(_ letter: Letter, _ count: Int, _ most: Int) -> Diagnostic {
    .error(
      "layout.fit",
      "the letter takes " + counted(count, "page") + ", and more than " + counted(most, "page")
        + " however tightly it may be set",
      at: letter.title?.origin ?? letter.body.first?.origin,
      hints: ["shorten it, or allow more under 'fit' of the stationery"])
  }
}
