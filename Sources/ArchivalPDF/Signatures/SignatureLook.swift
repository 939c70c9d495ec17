import DisplayList

/// What is in the box of a signature, for any worker that knows the time.
final class SignatureLook: Sendable {
  /// A face that it is set in, with the glyphs of the letters' first subset of it.
  struct Font: Sendable {
    var face: Face
    var glyphs: GlyphSet
  }

  let box: SignatureBox
  let fonts: [Font]

  init(_ box: SignatureBox, fonts: [Font]) {
    (self.box, self.fonts) = (box, fonts)
  }
}

/// A look, and the number under which all workers know it; nil if it is not kept for them.
struct NumberedLook: Sendable {
  var look: SignatureLook
  var number: Int?
}
