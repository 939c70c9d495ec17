import Foundation
import Signing

private let changed = "changed after signing"
private let unreadable = "cannot be checked"
private let unjudged = "cannot be judged"
private let good = "good"

extension RevisionCase {
  /// The catalog, the form and the trailer.
  static let document: [RevisionCase] = [
    RevisionCase(
      "metadata moved", changed,
      before: [12: RevisedFile.metadata("<a/>"), 1: RevisedFile.catalog("/Metadata 12 0 R")],
      after: [13: RevisedFile.metadata("<b/>"), 1: RevisedFile.catalog("/Metadata 13 0 R")]),
    RevisionCase(
      "metadata that is the page's content, too", changed,
      before: [4: RevisedFile.metadata("Pay 100 NOK"), 1: RevisedFile.catalog("/Metadata 4 0 R")],
      after: [4: RevisedFile.metadata("Pay 999 NOK")]),
    RevisionCase(
      "metadata that is none", changed,
      before: [12: RevisedFile.metadata("<a/>"), 1: RevisedFile.catalog("/Metadata 12 0 R")],
      after: [12: "<<>>"]),
    RevisionCase("another title", changed, after: [5: "<</Producer(tests)/Title(Annet)>>"]),
    RevisionCase("an action", changed, after: [1: RevisedFile.catalog("/OpenAction<</S/Named>>")]),
    RevisionCase(
      "a version that is none", changed, after: [1: RevisedFile.catalog("/Version(2.0)")]),
    RevisionCase(
      "extensions that lead elsewhere", changed,
      after: [1: RevisedFile.catalog("/Extensions 4 0 R")]),
    RevisionCase(
      "values that viewers fill in", changed,
      after: [
        1:
          "<</Type/Catalog/Pages 2 0 R/AcroForm<</NeedAppearances true/SigFlags 3/Fields[6 0 R 8 0 R]>>>>"
      ]),
    RevisionCase(
      "a field added", changed,
      after: [
        1: "<</Type/Catalog/Pages 2 0 R/AcroForm<</SigFlags 3/Fields[6 0 R 8 0 R 12 0 R]>>>>",
        12: RevisedFile.field("Third"),
      ]),
    RevisionCase("a field's name", changed).with {
      $0.field = RevisedFile.field("Other", "/V 9 0 R")
    },
    RevisionCase("a field's place", changed).with {
      $0.field = RevisedFile.field("Approval", "/V 9 0 R").replacingOccurrences(
        of: "0 0 0 0", with: "0 0 9 9")
    },
    RevisionCase(
      "a field hidden", changed,
      before: [8: RevisedFile.field("Approval").replacingOccurrences(of: "/F 132", with: "/F 6")]),
    RevisionCase("a field's action", changed).with {
      $0.field = RevisedFile.field("Approval", "/V 9 0 R/A<</S/Named>>")
    },
    RevisionCase("another catalog", changed, after: [12: RevisedFile.objects[1] ?? ""]).with {
      $0.change = { $0.trailer = "/Root 12 0 R/Info 5 0 R" }
    },
    RevisionCase("the page as properties", changed).with {
      $0.change = { $0.trailer = "/Root 1 0 R/Info 3 0 R" }
    },
    RevisionCase("a size that leaves objects out", changed).with { $0.change = { $0.size = 4 } },
    RevisionCase("no way back to the signed revision", unreadable).with {
      $0.change = { $0.previous = "0" }
    },
    RevisionCase("a way back that is an object", unreadable).with {
      $0.change = { $0.previous = "5 0 R" }
    },
    RevisionCase("a way back beyond the end", unreadable).with {
      $0.change = { $0.previous = "\($0.bytes.count + 2_000_000)" }
    },
    RevisionCase("encrypted afterwards", unreadable).with {
      $0.change = { $0.trailer += "/Encrypt<<>>" }
    },
    RevisionCase("a trailer with two roots", unreadable).with {
      $0.change = { $0.trailer += "/Root 3 0 R" }
    },
    RevisionCase(
      "a catalog that cannot be read", unreadable, after: [1: RevisedFile.catalog("/X foo")]),
    RevisionCase(
      "fields in a circle", unreadable,
      after: [
        1: "<</Type/Catalog/Pages 2 0 R/AcroForm<</SigFlags 3/Fields 12 0 R>>>>",
        12: "[6 0 R 8 0 R<</T(x)/Kids 12 0 R>>]",
      ]),
  ]

  /// What the signature itself forbids.
  static let permissions: [RevisionCase] = [
    certified("<</P 1/V/1.2>>", changed), certified("<</P 2/V/1.2>>", good),
    certified("<</P 3/V/1.2>>", good), certified("<</V/1.2>>", good), certified("12 0 R", changed),
    certified("<</P 13 0 R>>", changed), certified("<</P 0>>", unjudged),
    certified("<</P 4>>", unjudged), certified("<</P 1.0>>", unjudged),
    certified("<</P(1)>>", unjudged),
    RevisionCase(
      "references that are an object", changed,
      before: [
        12: "[13 0 R]", 13: "<</Type/SigRef/TransformMethod/DocMDP/TransformParams 14 0 R>>",
        14: "<</P 1>>",
      ], entries: "/Reference 12 0 R"),
    RevisionCase("references that are no list", unjudged, entries: "/Reference<<>>"),
    RevisionCase("an unknown method", unjudged, entries: "/Reference[<</TransformMethod/X>>]"),
    RevisionCase(
      "references that cannot be read", unjudged, before: [12: "foo"], entries: "/Reference 12 0 R"),
    locked("<</Action/All>>", changed), locked("<</Action/Include/Fields[(Approval)]>>", changed),
    locked("<</Action/Include/Fields[(Other)]>>", good),
    locked("<</Action/Include/Fields[(Appro)]>>", good),
    locked("<</Action/Exclude/Fields[(Approval)]>>", good),
    locked("<</Action/Exclude/Fields[(Other)]>>", changed), locked("<</Action/Some>>", unjudged),
    locked("<</Action/Include>>", unjudged), locked("<</Action/Include/Fields[1]>>", unjudged),
    fieldLocked("<</Action/All>>", changed),
    fieldLocked("<</Action/Include/Fields[(Other)]>>", good),
    fieldLocked("<</Action/Include/Fields[(Other)]/P 1>>", changed),
    fieldLocked("<</Action/Include/Fields[(Other)]/P 2>>", good),
    fieldLocked("<</Action/Include/Fields[(Other)]/P 9>>", unjudged),
  ]

  private static func certified(_ parameters: String, _ verdict: String) -> RevisionCase {
    RevisionCase(
      "certified with \(parameters)", verdict, before: [12: "<</P 1>>", 13: "1"],
      entries: "/Reference[<</Type/SigRef/TransformMethod/DocMDP/TransformParams \(parameters)>>]")
  }

  private static func locked(_ parameters: String, _ verdict: String) -> RevisionCase {
    RevisionCase(
      "locks \(parameters)", verdict,
      entries: "/Reference[<</Type/SigRef/TransformMethod/FieldMDP/TransformParams \(parameters)>>]"
    )
  }

  private static func fieldLocked(_ lock: String, _ verdict: String) -> RevisionCase {
    RevisionCase(
      "a field with the lock \(lock)", verdict,
      before: [6: RevisedFile.field("Seal", "/V 7 0 R/Lock \(lock)")])
  }
}
