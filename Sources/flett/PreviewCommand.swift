import ArgumentParser
import Batch
import Composition
import Diagnostics
import Foundation
import Preview

/// `flett preview`: letters before they are made, on a live page or as pictures.
struct PreviewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "preview",
    abstract: "Show every letter before any is made: on a live page, or as pictures.",
    discussion: """
      Without --png, --svg or --contact-sheet, a page is served to the browser of this machine until \
      Ctrl-C; it follows every change of the letter, the list and the stationery.

      With several pages, the page's number goes before the picture's ending: letter-1.png, \
      letter-2.png …
      """)

  @OptionGroup var mailing: MailingOptions
  @OptionGroup var look: LookOptions
  @OptionGroup var signing: SigningOptions
  @OptionGroup(title: "The page") var page: PageOptions

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

  @Option(
    help: ArgumentHelp(
      "Write all letters' first pages onto sheets, as .png or .svg.", valueName: "file"),
    completion: .file())
  var contactSheet: String?

  @Option(help: ArgumentHelp("The resolution of PNG pictures.", valueName: "dots per inch"))
  var resolution = 144.0

  @Flag(help: "Show margins, address window, fold marks and the boxes of blocks.")
  var guides = false

  private var drawsPictures: Bool { png != nil || svg != nil }

  func validate() throws {
    if contactSheet != nil, drawsPictures || only != nil || undispatched {
      throw ValidationError("--contact-sheet shows all letters; it goes alone.")
    }
    if !drawsPictures, only != nil || undispatched || guides {
      throw ValidationError(
        "--only, --undispatched and --guides are for pictures: name a file with --png or --svg.")
    }
    if undispatched, only != nil {
      throw ValidationError("--undispatched is no recipient's letter; it goes without --only.")
    }
    if !(10...1200).contains(resolution) {
      throw ValidationError("--resolution must be from 10 to 1200.")
    }
  }

  func run() async throws {
    var request = mailing.request
    look.apply(to: &request)
    signing.apply(to: &request)
    let report = Reporter(json: false)
    try await report.catching {
      if drawsPictures {
        try drawPictures(request, report)
      } else if let contactSheet {
        try drawContactSheet(contactSheet, request, report)
      } else {
        request.output = page.output ?? request.output
        try await page.serve(request)
      }
    }
  }

  private func drawPictures(_ request: RunRequest, _ report: Reporter) throws {
    var request = request
    request.signing.purpose = .pictures
    request.only = only.map { [$0] } ?? []
    request.limit = only == nil ? 1 : nil
    request.isMasterCopy = undispatched
    var pictures = PictureRequest()
    pictures.png = png
    pictures.svg = svg
    pictures.dotsPerInch = resolution
    pictures.showsGuides = guides
    let drawn = try Run(request).drawPictures(pictures)
    report.print(drawn.warnings)
    drawn.output.forEach { say($0.onOneLine) }
  }

  private func drawContactSheet(_ file: String, _ request: RunRequest, _ report: Reporter) throws {
    var request = request
    request.signing.purpose = .pictures
    let drawn = try Run(request).drawContactSheets(to: file, dotsPerInch: resolution)
    report.print(drawn.warnings)
    drawn.output.forEach { say($0.onOneLine) }
  }
}

/// How the live page is served.
struct PageOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The port (default: any that is free).", valueName: "number"))
  var port: UInt16 = 0

  @Option(
    help: ArgumentHelp(
      "The address to listen on; with another one than this, others can reach the page if they "
        + "have its full address.", valueName: "address"))
  var host = "127.0.0.1"

  @Flag(help: "Print the page's address, but do not open it.")
  var noOpen = false

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Where letters made from the page go (default: Output in the mailing's folder).",
      valueName: "folder"), completion: .directory)
  var output: String?

  /// Serves the page until Ctrl-C.
  func serve(_ request: RunRequest) async throws {
    let server = PreviewServer(request, host: host, port: port)
    let opens = !noOpen
    try await Interruption.stopping(saying: "ending the preview") { begin in
      try await server.run { addresses in
        begin()
        say("Preview: \(addresses.printed)\nCtrl-C ends it.")
        if opens, openInBrowser(addresses.opened) { return true }
        return !StandardStream.output.hasFailed
      }
    }
  }
}

/// Opens an address in the browser, where there is a desktop; whether that was begun.
private func openInBrowser(_ address: String) -> Bool {
  let environment = ProcessInfo.processInfo.environment
  guard environment["DISPLAY"] != nil || environment["WAYLAND_DISPLAY"] != nil else { return false }
  let process = Process()
  process.executableURL = URL(filePath: "/usr/bin/env")
  process.arguments = ["xdg-open", address]
  process.standardOutput = FileHandle.nullDevice
  process.standardError = FileHandle.nullDevice
  return (try? process.run()) != nil
}
