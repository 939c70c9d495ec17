import Signing

private let changed = "changed after signing"
private let unreadable = "cannot be checked"
private let good = "good"

extension RevisionCase {
  /// Later revisions that some readers take otherwise than others do.
  static let readers: [RevisionCase] = [
    RevisionCase("another generation in the file and in the table", changed).with {
      $0.change = {
        let place = $0.bytes.count
        $0.add(4, RevisedFile.content("Pay 100 NOK"), generation: 1)
        $0.places[4] = .offset(place, generation: 1)
      }
    },
    RevisionCase("an object stream that nothing leads into", changed).with {
      $0.change = {
        $0.addObjects(in: 20, [(4, "(Pay 999 NOK)")])
        $0.places[4] = nil
      }
      $0.streams.second = 21
    },
    RevisionCase("a second object in an object stream that nothing leads to", changed).with {
      $0.change = {
        $0.addObjects(in: 20, [(3, RevisedFile.objects[3] ?? ""), (5, "<<>>")])
        $0.places[5] = nil
      }
      $0.streams.second = 21
    },
    RevisionCase("an object stream that is used", good).with {
      $0.change = { $0.addObjects(in: 20, [(3, RevisedFile.objects[3] ?? "")]) }
      $0.streams.second = 21
    },
    RevisionCase("cross-references that no trailer leads to", changed).with {
      $0.change = { $0.addStream(20, "/Type/XRef/Root 20 0 R/W[1 1 1]/Size 0", []) }
    },
    repeated("cross-references that say what the table says", by: 0, good),
    repeated("cross-references that say something else than the table", by: 1, changed),
    RevisionCase("a size that left an object out when it was signed", changed).with {
      $0.prepare = {
        $0.size = 8; $0.add(12, "(Pay 999 NOK)")
      }
    },
    RevisionCase("something before the file's head", changed).with { $0.head = "\n" },
    RevisionCase("an offset of eleven digits", changed).with {
      $0.change = {
        $0.add(4, RevisedFile.content("Pay 100 NOK"))
        $0.digits = 11
      }
    },
    RevisionCase("a comment in the table", changed).with {
      $0.change = { $0.comment = "%x\n" }
    },
    RevisionCase("a table that frees what the stream beside it has", changed).with {
      $0.change = {
        let place = $0.bytes.count
        $0.add(4, RevisedFile.content("Pay 100 NOK"))
        $0.trailer += "/XRefStm \($0.addReferences(in: 20, to: 4, at: place))"
        $0.places[4] = .free
      }
    },
  ]

  /// A cross-reference stream beside a table, without a trailer that leads to it.
  private static func repeated(
    _ what: String, by shift: Int, _ verdict: String
  ) -> RevisionCase {
    RevisionCase(what, verdict).with {
      $0.change = {
        let place = $0.bytes.count
        $0.add(4, RevisedFile.content("Pay 100 NOK"))
        let entries = "/Root 1 0 R/Info 5 0 R/Prev \($0.start)"
        $0.addReferences(in: 20, to: 4, at: place + shift, entries: entries)
      }
    }
  }
}
