extension Picture {
  /// What a picture file was found to hold when it was read, so that nobody has to read it again.
  package enum Content: Hashable, Sendable {
    /// Portable Network Graphics (ISO/IEC 15948).
    case png(Graphic)
    /// JPEG (ISO/IEC 10918-1) of eight bits a channel: one channel is lightness, three are colours.
    case jpeg(channels: Int)
  }

  /// What a PNG file says around its pixels.
  package struct Graphic: Hashable, Sendable {
    /// The kinds of pixels (11.2.2).
    package enum ColorType: UInt8, Sendable {
      case gray = 0
      case rgb = 2
      case palette = 3
      case grayAlpha = 4
      case rgbAlpha = 6

      /// How many numbers make a pixel.
      package var channels: Int {
        switch self {
        case .gray, .palette: 1
        case .grayAlpha: 2
        case .rgb: 3
        case .rgbAlpha: 4
        }
      }
    }

    /// What a pixel is.
    package var colorType: ColorType
    /// How many bits a channel has, 1 to 16.
    package var bits: Int
    /// Whether the pixels stand in seven passes (8.2).
    package var isInterlaced: Bool
    /// The colours that pixels name, three bytes each; empty but for ``ColorType/palette``.
    package var palette: [UInt8] = []
    /// How opaque each colour of the palette is, or the one sample that is not painted, two bytes a
    /// channel (11.3.2.1); empty where all is opaque.
    package var transparency: [UInt8] = []
    /// Where in the file the compressed rows stand, piece by piece.
    package var data: [Range<Int>] = []

    /// What a file's header says.
    package init(colorType: ColorType, bits: Int, isInterlaced: Bool = false) {
      (self.colorType, self.bits, self.isInterlaced) = (colorType, bits, isInterlaced)
    }

    /// How many bytes so many pixels of a row take.
    package func rowSize(_ pixels: Int) -> Int { (pixels * bits * colorType.channels + 7) / 8 }
  }
}
