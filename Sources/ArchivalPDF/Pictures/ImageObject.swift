import Bytes
import DisplayList
import PDFWriting

/// A picture ready to be embedded (ISO 32000-1, 8.9.5).
struct ImageObject {
  /// The name of a picture's resource: a function of the file, as a font's is.
  static func resourceName(of picture: Picture) -> String {
    "I" + picture.digest.prefix(4).hexadecimalText
  }

  /// What the samples are.
  enum ColorSpace: Hashable {
    /// One channel.
    case gray
    /// Three channels, in the output intent's sRGB.
    case rgb
    /// Numbers of colours of three bytes each.
    case palette([UInt8])
  }

  /// How the data is coded.
  enum Filter: Hashable {
    /// As in a JPEG file.
    case jpeg
    /// With deflate, after PNG's filters with so many channels.
    case filteredRows(channels: Int)
    /// With deflate.
    case rows
  }

  /// The extent in pixels.
  var width, height: Int
  /// How many bits a channel has.
  var bits: Int
  /// What the samples are.
  var colorSpace: ColorSpace
  /// How ``data`` is coded.
  var filter: Filter
  /// The samples.
  var data: [UInt8]
  /// The sample that is not painted: one number a channel; nil for none.
  var transparentSample: [Int]?
  /// How opaque each pixel is: coded with deflate, ``maskBits`` a pixel; nil where all are.
  var mask: [UInt8]?
  /// How many bits a pixel of the mask has.
  var maskBits = 8

  init(
    width: Int, height: Int, bits: Int, colorSpace: ColorSpace, filter: Filter, data: [UInt8]
  ) {
    (self.width, self.height, self.bits) = (width, height, bits)
    (self.colorSpace, self.filter, self.data) = (colorSpace, filter, data)
  }

  /// Writes the picture's objects and gives the one to paint.
  func write(to objects: inout ObjectList, row: Reference.Row) -> Reference {
    let soft = mask.map { mask in
      objects.add(in: row, stream: StreamData(compressed: mask)) { out in
        writeExtent(bits: maskBits, to: &out)
        out.name("/ColorSpace", "/DeviceGray")
      }
    }
    let stream = filter == .jpeg ? StreamData(plain: data) : StreamData(compressed: data)
    return objects.add(in: row, stream: stream) { out in
      writeExtent(bits: bits, to: &out)
      writeColorSpace(to: &out)
      writeFilter(to: &out)
      if let transparentSample {
        out.array("/Mask") { ranges in
          for sample in transparentSample {
            ranges.integer(sample)
            ranges.integer(sample)
          }
        }
      }
      if let soft { out.reference("/SMask", soft) }
    }
  }

  private func writeExtent(bits: Int, to out: inout DictionaryWriter) {
    out.name("/Type", "/XObject")
    out.name("/Subtype", "/Image")
    out.integer("/Width", width)
    out.integer("/Height", height)
    out.integer("/BitsPerComponent", bits)
  }

  private func writeColorSpace(to out: inout DictionaryWriter) {
    switch colorSpace {
    case .gray: out.name("/ColorSpace", "/DeviceGray")
    case .rgb: out.name("/ColorSpace", "/DeviceRGB")
    case .palette(let colors):
      out.array("/ColorSpace") { space in
        space.name("/Indexed")
        space.name("/DeviceRGB")
        space.integer(colors.count / 3 - 1)
        space.hexadecimal(colors)
      }
    }
  }

  private func writeFilter(to out: inout DictionaryWriter) {
    switch filter {
    case .jpeg: out.name("/Filter", "/DCTDecode")
    case .filteredRows(let channels):
      out.dictionary("/DecodeParms") { parameters in
        parameters.integer("/Predictor", 15)
        parameters.integer("/Colors", channels)
        parameters.integer("/BitsPerComponent", bits)
        parameters.integer("/Columns", width)
      }
    case .rows: break
    }
  }
}
