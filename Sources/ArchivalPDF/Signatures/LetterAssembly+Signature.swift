import DisplayList
import Geometry
import PDFWriting

/// The part of signatures that does not depend on signing: their fields, and the way to them.
extension LetterAssembly {
  /// Promises the signatures' objects, if the letter is signed.
  mutating func promiseSignatures() {
    for number in 0..<min(signing.count, letter.signatures.count) {
      signatures.append(SignatureObjects(number, of: letter, in: &objects))
    }
  }

  /// Writes the signatures' fields, each of which is its widget, too.
  ///
  /// - Parameter parentKey: Under which number the way back to the element of the first is found.
  mutating func writeSignatureFields(parentKey: Int) {
    for number in signatures.indices {
      writeSignatureField(number, parentKey: parentKey + number)
    }
  }

  private mutating func writeSignatureField(_ number: Int, parentKey: Int) {
    let signature = signatures[number]
    let page = letter.pages[signature.page]
    annotations[signature.page].append(signature.widget)
    objects.write(signature.widget) { out in
      // Print, and locked in its place (ISO 19005-2, 6.3.2).
      out.name("/Type", "/Annot")
      out.name("/Subtype", "/Widget")
      out.name("/FT", "/Sig")
      out.text("/T", number == 0 ? "Signature" : "Signature \(number + 1)")
      out.integer("/F", 132)
      out.reference("/P", LetterObjects.page(signature.page))
      out.reference("/V", signature.value)
      out.counted("/StructParent", parentKey)
      out.text("/TU", letter.signatures[number].title)
      if let box = page.signatures.first(where: { $0.signature == number }) {
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
    guard let first = signatures.first else { return }
    catalog.dictionary("/AcroForm") { form in
      form.array("/Fields") { $0.references(signatures.map(\.widget)) }
      // There are signatures, and the file may only be appended to (ISO 32000-1, table 219).
      form.integer("/SigFlags", 3)
    }
    // The first signature alone can certify (ISO 32000-1, 12.8.2.2).
    if signing.first?.allowedChanges != nil {
      catalog.dictionary("/Perms") { $0.reference("/DocMDP", first.value) }
    }
  }

  /// What is left to be written when the letter is signed; empty if it is not.
  ///
  /// - Parameters:
  ///   - looks: What is in the boxes of visible signatures, by their numbers.
  ///   - resources: The resources of the letter's pages.
  /// - Returns: What ``PendingSignature`` needs.
  func preparedSignatures(
    _ looks: [Int: NumberedLook], resources: Reference
  ) -> [PreparedSignature] {
    signatures.indices.map { number in
      PreparedSignature(
        objects: signatures[number], description: letter.signatures[number], look: looks[number],
        resources: resources)
    }
  }
}
