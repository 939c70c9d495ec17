import Diagnostics
import Pango

/// Faces that texts ask for and do not get: bold and italic of a family that lacks them would silently look like
/// the rest.
extension FontLibrary {
  /// Whether text of a family can be set in italics.
  func hasItalic(_ family: String) -> Bool {
    basic.chosenFace(family: family, isBold: false, isItalic: true)?.isItalic == true
  }

  /// What is told of a text that asks for a font; nil if it gets what it asks for.
  func lack(of request: FontRequest) -> Diagnostic? {
    guard request.isBold || request.isItalic,
      basic.faces.contains(where: { $0.families.contains(request.family) }),
      let chosen = basic.chosenFace(
        family: request.family, isBold: request.isBold, isItalic: request.isItalic),
      chosen.isBold != request.isBold || chosen.isItalic != request.isItalic
    else { return nil }
    let style = [request.isBold ? "bold" : "", request.isItalic ? "italic" : ""]
      .filter { !$0.isEmpty }.joined(separator: " ")
    let unused = basic.faces.first {
      $0.families.contains(request.family) && $0.isBold == request.isBold
        && $0.isItalic == request.isItalic
    }
    return .warning(
      "layout.missing-style",
      unused.map { face in
        "the \(style) of '\(request.family)', '\(face.path)', is not chosen, and \(style) text is "
          + "set in '\(chosen.style)': the file lacks letters of the language, or calls itself otherwise"
      } ?? "'\(request.family)' has no \(style), and \(style) text is set in '\(chosen.style)'",
      at: place(of: request.family),
      hints: ["put the family's \(style) into the folder 'Fonts', or name another family"])
  }
}
