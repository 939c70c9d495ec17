import DisplayList
import Geometry

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
      out += "<</Type/Annot/Subtype/Widget/FT/Sig/T(Signature)/F 132/P "
      out.reference(FileLayout.page(signature.page))
      out += "/V "
      out.reference(signature.value)
      out += "/StructParent "
      out.parentKey(parentKey)
      out += "/TU"
      out.text(description.title)
      out += "/Rect"
      if let box = page.signature {
        out.rectangle(
          Rectangle(origin: box.origin, size: box.size), pageHeight: page.size.height)
      } else {
        out += "[0 0 0 0]"
      }
      // One without extent need not have any (ISO 19005-2, 6.3.3), but Ghostscript asks for it.
      out += "/AP<</N "
      out.reference(signature.appearance)
      out += ">>>>"
    }
  }

  /// The catalog's entries for the form and for what a certifying signature permits.
  var formEntries: ObjectBytes {
    var out = ObjectBytes()
    guard let signature else { return out }
    // There are signatures, and the file may only be appended to (ISO 32000-1, table 219).
    out += "/AcroForm<</Fields["
    out.reference(signature.widget)
    out += "]/SigFlags 3>>"
    if signing?.allowedChanges != nil {
      out += "/Perms<</DocMDP "
      out.reference(signature.value)
      out += ">>"
    }
    return out
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
