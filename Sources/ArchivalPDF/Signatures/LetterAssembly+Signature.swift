import DisplayList
import Geometry
import PDFWriting

/// What of a signature does not depend on the act of signing: its field, and the way to it.
extension LetterAssembly {
  /// Promises the signature's objects, if the letter is signed.
  mutating func promiseSignature() {
    guard signing != nil, letter.signature != nil else { return }
    signature = SignatureObjects(of: letter, in: &objects)
  }

  /// Writes the signature's field, which is its widget, too.
  ///
  /// - Parameter parentKey: Under which number the way back to its element is found.
  mutating func writeSignatureField(parentKey: Int) {
    guard let signature, let description = letter.signature else { return }
    let page = letter.pages[signature.page]
    annotations[signature.page].append(signature.widget)
    objects.write(signature.widget) { out in
      // Print, and locked in its place (ISO 19005-2, 6.3.2).
      out.name("/Type", "/Annot")
      out.name("/Subtype", "/Widget")
      out.name("/FT", "/Sig")
      out.text("/T", "Signature")
      out.integer("/F", 132)
      out.reference("/P", LetterObjects.page(signature.page))
      out.reference("/V", signature.value)
      out.counted("/StructParent", parentKey)
      out.text("/TU", description.title)
      if let box = page.signature {
        out.rectangle(
          "/Rect", Rectangle(origin: box.origin, size: box.size), pageHeight: page.size.height)
      } else {
        out.array("/Rect") { corners in for _ in 0..<4 { corners.integer(0) } }
      }
      // One without extent need not have any (ISO 19005-2, 6.3.3), but Ghostscript asks for it.
      out.dictionary("/AP") { $0.reference("/N", signature.appearance) }
    }
  }

  /// Adds the catalog's entries for the form and for what a certifying signature permits.
  func writeForm(to catalog: inout DictionaryWriter) {
    guard let signature else { return }
    catalog.dictionary("/AcroForm") { form in
      form.array("/Fields") { $0.reference(signature.widget) }
      // There are signatures, and the file may only be appended to (ISO 32000-1, table 219).
      form.integer("/SigFlags", 3)
    }
    if signing?.allowedChanges != nil {
      catalog.dictionary("/Perms") { $0.reference("/DocMDP", signature.value) }
    }
  }

  /// What is left to be written when the letter is signed; nil if it is not.
  ///
  /// - Parameters:
  ///   - look: What is in its box; nil for an invisible one.
  ///   - resources: The resources of the letter's pages.
  /// - Returns: What ``PendingSignature`` needs.
  func preparedSignature(_ look: NumberedLook?, resources: Reference) -> PreparedSignature? {
    guard let signature, let description = letter.signature else { return nil }
    return PreparedSignature(
      objects: signature, description: description, look: look, resources: resources)
  }
}
