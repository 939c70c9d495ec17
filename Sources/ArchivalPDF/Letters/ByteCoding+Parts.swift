import DisplayList
import Document
import Geometry
import PDFWriting

extension DocumentInformation {
  /// Adds the information to what is set aside.
  func encode(to out: inout ByteEncoder) {
    out.add(about.title)
    out.add(about.author)
    out.add(about.subject)
    out.add(about.keywords)
    out.add(about.date)
    out.add(language)
    out.add(key)
  }

  /// The information that was set aside.
  init(from decoder: inout ByteDecoder) throws(ByteDecoder.Damage) {
    about = Metadata(
      title: try decoder.text(), author: try decoder.text(), subject: try decoder.text(),
      keywords: try decoder.texts(), date: try decoder.optionalText())
    (language, key) = (try decoder.text(), try decoder.text())
  }
}

extension ObjectList {
  /// Adds the objects to what is set aside.
  fileprivate func encode(to out: inout ByteEncoder) {
    streams.encode(to: &out)
    plain.encode(to: &out)
    for count in [shared, structure, own] { out.add(count) }
  }

  /// The objects that were set aside.
  fileprivate init(from decoder: inout ByteDecoder) throws(ByteDecoder.Damage) {
    self.init(
      streams: try UnnumberedObjects(from: &decoder),
      plain: try UnnumberedObjects(from: &decoder),
      counts: (try decoder.number(), try decoder.number(), try decoder.number()))
  }
}

extension SharedPart {
  /// Adds the part to what is set aside.
  func encode(to out: inout ByteEncoder) {
    out.add(bytes)
    out.add(pageCount)
    out.add(numbering.shared)
    objects.encode(to: &out)
    for entry in entries { out.add(Int(truncatingIfNeeded: entry.word)) }
  }

  /// The part that was set aside.
  convenience init(from decoder: inout ByteDecoder) throws(ByteDecoder.Damage) {
    let bytes = try decoder.bytes()
    let pageCount = try decoder.number()
    let shared = try decoder.number()
    let objects = try ObjectList(from: &decoder)
    let numbering = LetterNumbering(
      letter: LetterObjects.count(pages: pageCount), shared: shared, structure: objects.structure)
    var entries: [CrossReference] = []
    for _ in 0..<numbering.firstOwn {
      entries.append(CrossReference(word: UInt64(try decoder.number())))
    }
    self.init(
      bytes: bytes, pageCount: pageCount, numbering: numbering, entries: entries, objects: objects)
  }
}

extension Reference {
  /// Adds the reference to what is set aside.
  fileprivate func encode(to out: inout ByteEncoder) {
    out.add(Int(row.rawValue))
    out.add(index)
  }

  /// The reference that was set aside.
  fileprivate init(from decoder: inout ByteDecoder) throws(ByteDecoder.Damage) {
    let row = try decoder.number()
    guard row < 4, let row = Row(rawValue: UInt8(row)) else { throw .damage }
    self.init(row: row, index: try decoder.number())
  }
}

extension LetterFrame {
  /// Adds the frame to what is set aside.
  func encode(to out: inout ByteEncoder) {
    for piece in [roots, parents] {
      for position in [piece.lowerBound, piece.upperBound] {
        out.add(position.byte)
        out.add(position.relocation)
      }
    }
    for number in [parentKeyCount, bodyCount] { out.add(number) }
    for side in [lastPageSize.width, lastPageSize.height] { out.add(side.units) }
  }

  /// The frame that was set aside.
  init(from decoder: inout ByteDecoder) throws(ByteDecoder.Damage) {
    (roots, parents) = (try decoder.piece(), try decoder.piece())
    (parentKeyCount, bodyCount) = (try decoder.number(), try decoder.number())
    lastPageSize = Size(
      width: Length(units: try decoder.number()), height: Length(units: try decoder.number()))
  }
}

extension ByteDecoder {
  /// The next piece of a text.
  fileprivate mutating func piece() throws(Damage) -> Range<ObjectText.Position> {
    let start = ObjectText.Position(byte: try number(), relocation: try number())
    let end = ObjectText.Position(byte: try number(), relocation: try number())
    guard start <= end else { throw .damage }
    return start..<end
  }
}

extension PreparedSignature {
  /// Adds the signature to what is set aside.
  func encode(to out: inout ByteEncoder) {
    for object in [objects.value, objects.widget, objects.element, objects.appearance, resources] {
      object.encode(to: &out)
    }
    out.add(objects.page)
    out.add(description.title)
    description.alternative.encode(to: &out)
    out.add(description.language ?? "")
    out.add(look == nil ? 0 : 1)
    if let number = look?.number { out.add(number) }
  }

  /// The signature that was set aside.
  init(
    from decoder: inout ByteDecoder, sharing shared: SharedParts
  ) throws(ByteDecoder.Damage) {
    var references: [Reference] = []
    for _ in 0..<5 { references.append(try Reference(from: &decoder)) }
    objects = SignatureObjects(
      value: references[0], widget: references[1], element: references[2],
      appearance: references[3], page: try decoder.number())
    resources = references[4]
    var description = SignatureDescription(
      title: try decoder.text(), alternative: try TimedText(from: &decoder))
    let language = try decoder.text()
    description.language = language.isEmpty ? nil : language
    self.description = description
    guard try decoder.number() == 1 else {
      look = nil
      return
    }
    let number = try decoder.number()
    guard let known = shared.look(number) else { throw .damage }
    look = NumberedLook(look: known, number: number)
  }
}

extension TimedText {
  fileprivate func encode(to out: inout ByteEncoder) {
    out.add(text)
    out.add(values: slots)
  }

  fileprivate init(from decoder: inout ByteDecoder) throws(ByteDecoder.Damage) {
    self.init(try decoder.text(), slots: try decoder.values())
  }
}
