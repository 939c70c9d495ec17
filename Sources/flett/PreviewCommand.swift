import ArgumentParser
import Batch
import Diagnostics

/// `flett preview`: pictures of a letter, before it is made.
struct PreviewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "preview",
    abstract: "Draw one recipient's letter as pictures, from the same layout as the PDF.",
    discussion: """
      With several pages, the page's number goes before the file name's ending: letter-1.png, \
      letter-2.png …
      """)

  @OptionGroup var mailing: MailingOptions
  @OptionGroup var look: LookOptions

  @Option(
    help: ArgumentHelp(
      "The recipient's key (default: the first one of the list).", valueName: "key"))
  var only: String?

  @Flag(help: "The master copy, with the notice in place of an address.")
  var undispatched = false

  @Option(help: ArgumentHelp("Write PNG pictures.", valueName: "file"), completion: .file())
  var png: String?

  @Option(help: ArgumentHelp("Write SVG pictures.", valueName: "file"), completion: .file())
  var svg: String?

  @Option(help: ArgumentHelp("The resolution of PNG pictures.", valueName: "dots per inch"))
  var resolution = 144.0

  @Flag(help: "Show margins, address window, fold marks and the boxes of blocks.")
  var guides = false

  func validate() throws {
    if png == nil, svg == nil { throw ValidationError("Name a file with --png or --svg.") }
    if undispatched, only != nil {
      throw ValidationError("--undispatched is no recipient's letter; it goes without --only.")
    }
    if !(10...1200).contains(resolution) {
      throw ValidationError("--resolution must be from 10 to 1200.")
    }
  }

  func run() async throws {
    let report = Reporter(json: false)
    try await report.catching {
      var request = mailing.request
      look.apply(to: &request)
      request.only = only.map { [$0] } ?? []
      request.limit = only == nil ? 1 : nil
      request.isUndispatched = undispatched
      var pictures = PictureRequest()
      pictures.png = png
      pictures.svg = svg
      pictures.dotsPerInch = resolution
      pictures.showsGuides = guides
      let drawn = try Run(request).drawPictures(pictures)
      report.print(drawn.warnings)
      drawn.output.forEach { print($0) }
    }
  }
}
