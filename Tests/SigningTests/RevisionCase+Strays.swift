import Signing

private let changed = "changed after signing"
private let good = "good"

extension RevisionCase {
  /// Bytes of a later revision beside what its tables lead to.
  static let strays: [RevisionCase] = [
    stray("an object that no table names", "4 0 obj\n(Pay 999 NOK)\nendobj\n", changed),
    stray("words", "Pay 999 NOK\n", changed), stray("a comment", "% Pay 999 NOK\n", changed),
    stray("an end", "startxref\n9\n%%EOF\n", changed), stray("a word", "endobj\n", changed),
    stray("white space", "\n \t\r\n\u{0}\u{C}", good),
    RevisionCase("an object that a table names elsewhere", changed).with {
      $0.change = {
        $0.add(4, RevisedFile.content("Pay 999 NOK"))
        $0.add(4, RevisedFile.content("Pay 100 NOK"))
      }
    },
    RevisionCase("a comment that an object's place leads to", changed).with {
      $0.change = {
        let place = $0.bytes.count
        $0.write("% Pay 999 NOK\n")
        $0.add(4, RevisedFile.content("Pay 100 NOK"))
        $0.places[4] = .offset(place)
      }
    },
    RevisionCase("a place that is the end of a line before the object", good).with {
      $0.change = {
        let place = $0.bytes.count - 1
        $0.add(4, RevisedFile.content("Pay 100 NOK"))
        $0.places[4] = .offset(place)
      }
    },
    RevisionCase("a revision that another passes over", changed).with {
      $0.between = {
        let first = $0.start
        $0.add(4, RevisedFile.content("Pay 999 NOK"))
        $0.finish()
        $0.previous = String(first)
      }
    },
    revision("a revision that holds nothing", "", good),
    revision("the name of a program", "%iText-5.5.13\n", good),
    revision("two comments", "%iText-5.5.13\n%x\n", changed),
    revision("a long comment", "%\(String(repeating: "x", count: 300))\n", changed),
    revision("an object behind the trailer", "4 0 obj\n(Pay)\nendobj\n", changed),
  ]

  private static func stray(_ what: String, _ text: String, _ verdict: String) -> RevisionCase {
    RevisionCase(what, verdict).with { $0.change = { $0.write(text) } }
  }

  /// A revision without objects between the two signatures, with a text between its trailer and its end.
  private static func revision(_ what: String, _ text: String, _ verdict: String) -> RevisionCase {
    RevisionCase(what, verdict).with { $0.between = { $0.finish(saying: text) } }
  }
}
