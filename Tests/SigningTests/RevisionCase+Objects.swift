import Foundation
import Signing

private let changed = "changed after signing"
private let unreadable = "cannot be checked"
private let good = "good"
private let page =
  "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 12 0 R/Annots[6 0 R 8 0 R]>>"

extension RevisionCase {
  /// Objects that differ, come from elsewhere, or of which nobody can tell.
  static let objects: [RevisionCase] = [
    RevisionCase("other content", changed, after: [4: RevisedFile.content("Pay 999 NOK")]),
    RevisionCase("a page removed", changed, after: [3: "null"]),
    RevisionCase("a page freed", changed).with { $0.change = { $0.places[3] = .free } },
    RevisionCase("an object added", changed, after: [12: "<</Type/Annot>>"]),
    RevisionCase("another generation in the file", changed).with {
      $0.change = { $0.add(4, RevisedFile.content("Pay 100 NOK"), generation: 1) }
    },
    RevisionCase("another generation in the table", changed).with {
      $0.change = {
        let place = $0.bytes.count
        $0.add(4, RevisedFile.content("Pay 100 NOK"))
        $0.places[4] = .offset(place, generation: 1)
      }
    },
    RevisionCase("another object at the place", changed).with {
      $0.change = { $0.places[4] = .offset($0.bytes.count - 20) }
    },
    RevisionCase("words behind a value", changed).with {
      $0.change = { $0.add(5, "<</Producer(tests)/Title(Vedtak)>>", end: " (Pay)\nendobj\n") }
    },
    RevisionCase("no end of an object", changed).with {
      $0.change = { $0.add(5, "<</Producer(tests)/Title(Vedtak)>>", end: "\n") }
    },
    RevisionCase(
      "a stream longer than it says", changed,
      after: [4: "<</Length 11>>\nstream\nPay 100 NOK and more\nendstream"]),
    RevisionCase(
      "a stream that goes on as a comment", changed,
      after: [4: "<</Length 11>>\nstream\nPay 100 NOK\n%Pay 999 NOK\nendstream"]),
    RevisionCase(
      "a stream shorter than it says", changed,
      after: [4: "<</Length 99>>\nstream\nPay 100 NOK\nendstream"]),
    RevisionCase(
      "a stream after a carriage return", changed,
      after: [4: "<</Length 11>>\nstream\rPay 100 NOK\nendstream"]),
    RevisionCase(
      "a length that is another object, changed", changed,
      before: [4: "<</Length 12 0 R>>\nstream\nPay 100 NOK\nendstream\n\nendstream", 12: "11"],
      after: [12: "22"]),
    RevisionCase("a page in an object stream", changed).with {
      $0.change = { $0.addObjects(in: 20, [(3, page)]) }
      $0.streams.second = 21
    },
    RevisionCase("a page in an object stream with an unknown filter", changed).with {
      $0.change = { $0.addObjects(in: 20, [(3, page)], entries: "/Filter/ASCIIHexDecode") }
      $0.streams.second = 21
    },
    RevisionCase("a page in unknown filters before and after", changed).with {
      $0.prepare = {
        $0.addObjects(
          in: 18, [(3, RevisedFile.objects[3] ?? "")], entries: "/Filter/ASCIIHexDecode")
      }
      $0.change = { $0.addObjects(in: 20, [(3, page)], entries: "/Filter/ASCIIHexDecode") }
      $0.streams = (19, 21)
    },
    RevisionCase("an object stream in another file", changed).with {
      $0.change = { $0.addObjects(in: 20, [(3, RevisedFile.objects[3] ?? "")], entries: "/F(x)") }
      $0.streams.second = 21
    },
    RevisionCase("an object stream that is not compressed as it says", changed).with {
      $0.change = {
        $0.addObjects(in: 20, [(3, RevisedFile.objects[3] ?? "")], entries: "/Filter/FlateDecode")
      }
      $0.streams.second = 21
    },
    RevisionCase("an object twice in an object stream", changed).with {
      $0.change = { $0.addObjects(in: 20, [(3, page), (3, RevisedFile.objects[3] ?? "")]) }
      $0.streams.second = 21
    },
    RevisionCase("another place in the object stream", changed).with {
      $0.change = {
        $0.addObjects(in: 20, [(3, RevisedFile.objects[3] ?? ""), (30, page)])
        $0.places[3] = .stream(20, index: 1)
        $0.places[30] = nil
      }
      $0.streams.second = 21
    },
    RevisionCase("an object stream in an object stream", changed).with {
      $0.change = {
        $0.addObjects(in: 20, [(3, RevisedFile.objects[3] ?? ""), (22, "<</Type/ObjStm>>")])
        $0.places[3] = .stream(22, index: 0)
      }
      $0.streams.second = 21
    },
    RevisionCase("a kind of place that nobody knows", changed).with {
      $0.change = { $0.places[3] = .other }
      $0.streams.second = 21
    },
    RevisionCase("the object stream of a page replaced", changed).with {
      $0.prepare = { $0.addObjects(in: 18, [(3, RevisedFile.objects[3] ?? "")]) }
      $0.change = {
        $0.addObjects(in: 18, [(3, page)])
        $0.places[3] = nil
      }
      $0.streams = (19, 21)
    },
    RevisionCase("the object stream of a page added", changed).with {
      $0.prepare = { $0.places[3] = .stream(30, index: 0) }
      $0.change = {
        $0.addObjects(in: 30, [(3, page)])
        $0.places[3] = nil
      }
      $0.streams = (19, 21)
    },
    RevisionCase("a length in an object stream, and that stream in it", changed).with {
      $0.change = {
        $0.places[3] = .stream(20, index: 0)
        $0.add(20, "<</Type/ObjStm/N 1/First 4/Length 3 0 R>>\nstream\n3 0 11\nendstream")
      }
      $0.streams.second = 21
    },
    RevisionCase(
      "content that was missing and comes as an appearance", changed,
      before: [
        3: RevisedFile.objects[3]?.replacingOccurrences(of: "4 0 R", with: "[4 0 R 12 0 R]") ?? ""
      ],
      after: [12: RevisedFile.content("Pay 999 NOK")]
    ).with { $0.field = RevisedFile.field("Approval", "/V 9 0 R/AP<</N 12 0 R>>") },
    RevisionCase(
      "content that was missing and comes as metadata", changed,
      before: [
        3: RevisedFile.objects[3]?.replacingOccurrences(of: "4 0 R", with: "[4 0 R 12 0 R]") ?? ""
      ],
      after: [12: RevisedFile.metadata("Pay 999 NOK"), 1: RevisedFile.catalog("/Metadata 12 0 R")]),
    RevisionCase("an object behind what was signed", changed).with {
      $0.prepare = { $0.places[12] = .offset(60_000) }
      $0.change = {
        $0.write("%" + String(repeating: "x", count: 59_998 - $0.bytes.count) + "\n")
        $0.write("12 0 obj\n(Pay)\nendobj\n")
      }
    },
    RevisionCase("an object that goes on behind what was signed", changed).with {
      $0.prepare = { $0.add(12, "[(Pay 100 NOK)", end: "\n%") }
      $0.change = { $0.write("\n]\nendobj\n") }
    },
  ]

  /// What a later signature may bring.
  static let allowed: [RevisionCase] = [
    RevisionCase("signed again", good),
    RevisionCase("signed again in a stream", good).with { $0.streams.second = 21 },
    RevisionCase("signed in a stream, again in a table", good).with { $0.streams.first = 19 },
    RevisionCase("a page in an object stream that stays", good).with {
      $0.prepare = { $0.addObjects(in: 18, [(3, RevisedFile.objects[3] ?? "")]) }
      $0.streams = (19, 21)
    },
    RevisionCase(
      "a length that is another object", good,
      before: [
        4: "<</Length 12 0 R>>\nstream\nPay 100 NOK\nendstream", 12: "11",
      ]),
    RevisionCase(
      "a length in an object stream", good,
      before: [
        4: "<</Length 12 0 R>>\nstream\nPay 100 NOK\nendstream"
      ]
    ).with {
      $0.prepare = { $0.addObjects(in: 18, [(12, "11")]) }
      $0.streams = (19, 21)
    },
    RevisionCase(
      "an appearance", good,
      after: [12: RevisedFile.content("0 0 9 9 re f", "/Resources 13 0 R"), 13: "<<>>"]
    ).with { $0.field = RevisedFile.field("Approval", "/V 9 0 R/AP<</N 12 0 R>>") },
    RevisionCase(
      "metadata in its place", good,
      before: [12: RevisedFile.metadata("<a/>"), 1: RevisedFile.catalog("/Metadata 12 0 R")],
      after: [12: RevisedFile.metadata("<b/>")]),
    RevisionCase(
      "the first metadata", good,
      after: [12: RevisedFile.metadata("<b/>"), 1: RevisedFile.catalog("/Metadata 12 0 R")]),
    RevisionCase("another version of PDF", good, after: [1: RevisedFile.catalog("/Version/2.0")]),
    RevisionCase(
      "the date of the properties", good,
      after: [5: "<</Producer(x)/Title(Vedtak)/ModDate(D:2021)>>"]),
    RevisionCase(
      "the form's flags", good,
      after: [1: "<</Type/Catalog/Pages 2 0 R/AcroForm<</SigFlags 1/Fields[6 0 R 8 0 R]>>>>"]),
    RevisionCase(
      "a field locked in its place", good,
      before: [8: RevisedFile.field("Approval").replacingOccurrences(of: "/F 132", with: "/F 4")]),
    RevisionCase("an object that is nothing", good, before: [12: "null"]),
  ]
}
