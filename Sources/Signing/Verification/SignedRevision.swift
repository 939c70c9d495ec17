import PDFReading

/// The part of a file that a signature covers, as a document of its own.
enum SignedRevision {
  /// Everything: no revision came after.
  case wholeFile
  /// An earlier revision, with its signature fields.
  case earlier(PDFDocument, fields: [SignatureField])
  /// A part of the file that ends as no revision does.
  case unfinished
  /// An earlier revision that the bytes behind it do not continue.
  case discontinued
  /// A revision that cannot be read.
  case unreadable(PDFFault)
}

/// The revisions of a file that its signatures cover, each of which is read once.
struct SignedRevisions {
  private let document: PDFDocument
  private var known: [Int: SignedRevision] = [:]

  /// The revisions of a file.
  init(of document: PDFDocument) {
    self.document = document
  }

  /// The revision that ends at an offset.
  ///
  /// - Throws: ``PDFFault/excessive``.
  mutating func revision(endingAt end: Int) throws(PDFFault) -> SignedRevision {
    if let revision = known[end] { return revision }
    let revision = try read(endingAt: end)
    known[end] = revision
    return revision
  }

  private func read(endingAt end: Int) throws(PDFFault) -> SignedRevision {
    guard end < document.bytes.count else { return .wholeFile }
    let earlier: PDFDocument?
    do {
      earlier = try document.revision(endingAt: end)
    } catch .excessive {
      throw .excessive
    } catch .noEnd {
      return .unfinished
    } catch {
      return .unreadable(error)
    }
    guard let earlier else { return .discontinued }
    do {
      return .earlier(earlier, fields: try SignatureField.all(in: earlier))
    } catch .excessive {
      throw .excessive
    } catch {
      return .unreadable(error)
    }
  }
}
