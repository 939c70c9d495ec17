import Geometry
import PDFWriting

/// A standard that every letter keeps; all of them hold at once.
///
/// What is particular to a standard is told here and in ``clause(of:)``: whoever adds one is asked by the
/// compiler for all of it.
enum Standard: CaseIterable {
  /// ISO 19005-2, conformance level A: a file for archives that says what it means.
  case pdfA2a
  /// ISO 14289-1: a file for everybody, whatever they read it with.
  case pdfUA1

  /// What people call it.
  var name: String {
    switch self {
    case .pdfA2a: "PDF/A-2a"
    case .pdfUA1: "PDF/UA-1"
    }
  }

  /// The version of PDF that the standards build on.
  static let fileVersion: StaticString = "1.7"
}

// The claim to keep the standard (ISO 19005-2, 6.6.4; ISO 14289-1, clause 5).
extension Standard {
  /// Which part of its family of standards it is.
  private var part: Int {
    switch self {
    case .pdfA2a: 2
    case .pdfUA1: 1
    }
  }

  /// The level of conformance, in a family that has levels.
  private var level: String? {
    switch self {
    case .pdfA2a: "A"
    case .pdfUA1: nil
    }
  }

  /// The vocabulary of the claim.
  var namespace: XMPPacket.Namespace {
    switch self {
    case .pdfA2a: .init("pdfaid", "http://www.aiim.org/pdfa/ns/id/")
    case .pdfUA1: .init("pdfuaid", "http://www.aiim.org/pdfua/ns/id/")
    }
  }

  /// The claim, as properties of XMP.
  var claims: [(name: String, value: String)] {
    let prefix = namespace.prefix
    return [("\(prefix):part", String(part))]
      + (level.map { [("\(prefix):conformance", $0)] } ?? [])
  }

  /// Describes the vocabulary in the file, as PDF/A asks of all but its own (ISO 19005-2, 6.6.2.3).
  var extensionSchema: ExtensionSchema? {
    switch self {
    case .pdfA2a: nil
    case .pdfUA1:
      ExtensionSchema(
        "PDF/UA identification", namespace,
        [
          .init(
            "part", type: "Integer",
            description: "The part of ISO 14289 that the file follows")
        ])
    }
  }
}

// How large things may be.
extension Standard {
  /// The least and the greatest side of a page.
  var pageSides: ClosedRange<Length> {
    switch self {
    case .pdfA2a: Length.points(3)...Length.points(14_400)
    case .pdfUA1: Length.zero...Length(units: .max)
    }
  }

  /// How many objects a file may have.
  var objectLimit: Int {
    switch self {
    case .pdfA2a: 8_388_607
    case .pdfUA1: .max
    }
  }

  /// How many UTF-16 units a text may have: of 32,767 bytes two make most characters, and some are
  /// escaped.
  var textLimit: Int {
    switch self {
    case .pdfA2a: 16_000
    case .pdfUA1: .max
    }
  }

  /// How many bytes the address of a link may have.
  var addressLimit: Int {
    switch self {
    case .pdfA2a: 2000
    case .pdfUA1: .max
    }
  }

  /// What all of the standards allow.
  static let objectLimit = allCases.map(\.objectLimit).min() ?? .max
  static let textLimit = allCases.map(\.textLimit).min() ?? .max
  static let addressLimit = allCases.map(\.addressLimit).min() ?? .max
}
