import Batch
import Foundation
import Preview
import TestSupport
import Testing

/// What becomes of the page when files change.
struct LiveTests {
  @Test("a saved letter is a new edition")
  func saved() async throws {
    let fixture = try Fixture()
    let session = await fixture.session()
    try fixture.folder.write(
      Fixture.letter.replacing("Monday", with: "Sunday"), to: "letter.md")
    await session.reload()
    let visitor = Visitor(session)
    #expect(try await visitor.json("/api/state")["revision"].number == 2)
    #expect(try await visitor.json("/api/state")["listRevision"].number == 1)
    let letter = try await visitor.answer("/api/letter?number=1")
    #expect(String(decoding: letter.bytes, as: UTF8.self).contains("on Sunday."))
  }

  @Test("a broken letter leaves the last good one, with what is wrong")
  func broken() async throws {
    let fixture = try Fixture()
    let session = await fixture.session()
    try fixture.folder.write(
      Fixture.letter.replacing("Dear {{name}}", with: "Dear {{nam}}"), to: "letter.md")
    await session.reload()
    let visitor = Visitor(session)
    let state = try await visitor.json("/api/state")
    #expect(state["isBroken"].flag == true)
    #expect(state["revision"].number == 1)
    let problem = state["problems"][0]
    #expect(problem["message"].text?.hasSuffix("people.csv has no field 'nam'") == true)
    #expect(problem["line"].number == 11)
    #expect(problem["column"].number == 6)
    #expect(problem["source"].text == "Dear {{nam}},")
    #expect(problem["sourceColumn"].number == 5)
    #expect(problem["hints"][0].text == "did you mean 'name'?")
    #expect(try await visitor.json("/api/letter?number=1")["pages"].count == 1)
    try fixture.folder.write(Fixture.letter, to: "letter.md")
    await session.reload()
    let mended = try await visitor.json("/api/state")
    #expect(mended["isBroken"].flag == false)
    #expect(mended["problems"].count == 0)
  }

  @Test("a mailing that is broken from the start says so, and shows once it is mended")
  func brokenAtStart() async throws {
    let fixture = try Fixture()
    try fixture.folder.write("no front matter", to: "letter.md")
    let session = await fixture.session()
    let visitor = Visitor(session)
    let state = try await visitor.json("/api/state")
    #expect(state["isBroken"].flag == true)
    #expect(state["revision"].number == 0)
    #expect(state["problems"].count > 0)
    #expect(try await visitor.answer("/api/letter?number=1").status == .notFound)
    try fixture.folder.write(Fixture.letter, to: "letter.md")
    await session.reload()
    await session.settle()
    #expect(try await visitor.json("/api/letter?number=1")["pages"].count == 1)
  }

  @Test("a list that cannot be read is not said to be being read, and errors come before warnings")
  func unreadableList() async throws {
    let fixture = try Fixture(people: Fixture.peopleWithOneKeyTwice)
    try fixture.folder.write(
      Fixture.letter.replacing("on Monday", with: "on [Monday](#)"), to: "letter.md")
    let session = await fixture.session()
    let visitor = Visitor(session)
    let state = try await visitor.json("/api/state")
    #expect(state["isListed"].flag == false)
    #expect(state["isListing"].flag == false)
    #expect(state["folder"].text == fixture.folder.url.path)
    #expect(state["problems"].all.map(\.["severity"].text) == ["error", "warning"])
    try fixture.folder.write(Fixture.people, to: "people.csv")
    await session.reload()
    await session.settle()
    let mended = try await visitor.json("/api/state")
    #expect(mended["isListed"].flag == true)
    #expect(mended["isListing"].flag == false)
  }

  @Test("recipients go by their labels, anew with each letter that is saved")
  func labels() async throws {
    let fixture = try Fixture()
    let session = await fixture.session()
    let visitor = Visitor(session)
    #expect(try await visitor.json("/api/recipients")["rows"][0]["label"].text == "Anna Østby")
    for label in ["{{street}}", "{{street}}!"] {
      try fixture.folder.write(
        Fixture.letter.replacing("key: name}", with: "key: name, label: '\(label)'}"),
        to: "letter.md")
      await session.reload()
      await session.settle()
      let row = try await visitor.json("/api/recipients?sort=name")["rows"][1]
      #expect(row["label"].text == label.replacing("{{street}}", with: "Harbour Road 1"))
      #expect(row["key"].text == "<script>alert(1)</script>")
      #expect(row["detail"].text?.hasPrefix("<script>alert(1)</script>") == true)
      #expect(try await visitor.json("/api/letter?number=3")["label"].text == row["label"].text)
    }
    #expect(try await visitor.json("/api/recipients?search=street!")["rows"].count == 1)
  }

  @Test("letters at fault can be left out, also of the file for printing")
  func leftOut() async throws {
    let fixture = try Fixture()
    try fixture.folder.write(
      Fixture.letter.replacing("on Monday", with: "on {{note}}"), to: "letter.md")
    let session = await fixture.session()
    let visitor = Visitor(session)
    #expect(try await visitor.answer("/print.pdf").status == .notFound)
    for (what, letters) in [
      ("all", 0), ("all&faulty=skip", 1), ("print", 0), ("print&faulty=skip", 1),
    ] {
      let answer = try await visitor.answer("/api/make?what=\(what)", method: .post)
      #expect(answer.status == .accepted)
      await session.making?.value
      let job = try await visitor.json("/api/state")["job"]
      #expect(job["letters"].number == letters, "\(what)")
      #expect(job["isFinished"].flag == true)
      let hasFile = what == "print&faulty=skip"
      #expect(try await visitor.answer("/print.pdf").status == (hasFile ? .ok : .notFound))
    }
    let file = fixture.folder.url.appending(path: "Output-print.pdf")
    #expect(try await visitor.answer("/print.pdf").bytes == Array(Data(contentsOf: file)))
  }

  @Test("a recipient is found again by the key where the list has changed")
  func movedRecipient() async throws {
    let fixture = try Fixture()
    let session = await fixture.session()
    try fixture.folder.write(
      Fixture.people.replacing("Anna Østby", with: "Aud Aas;Nygata 1;\nAnna Østby"),
      to: "people.csv")
    await session.reload()
    let key = "Anna%20%C3%98stby"
    let letter = try await Visitor(session).json("/api/letter?number=1&key=\(key)")
    #expect(letter["number"].number == 2)
    #expect(letter["key"].text == "Anna Østby")
  }

  @Test("one letter at fault is told of, and the others are shown")
  func fault() async throws {
    let fixture = try Fixture()
    try fixture.folder.write(
      Fixture.letter.replacing("on Monday", with: "on {{note}}"), to: "letter.md")
    let visitor = Visitor(await fixture.session())
    let state = try await visitor.json("/api/state")
    #expect(state["isBroken"].flag == false)
    #expect(state["check"]["faulty"].number == 3)
    let findings = try await visitor.json("/api/findings")
    #expect(findings["total"].number == 3)
    #expect(findings["rows"][0]["name"].text == "Anna Østby")
    #expect(findings["rows"][0]["problem"]["severity"].text == "error")
    #expect(try await visitor.json("/api/letter?number=1")["pages"].count == 0)
    #expect(try await visitor.json("/api/letter?number=2")["pages"].count == 1)
    let worst = try await visitor.json("/api/recipients?sort=problems")
    #expect(worst["rows"].all.map(\.["number"].number) == [1, 3, 4, 2])
    #expect(worst["rows"][0]["pages"].number == 0)
  }

  @Test("letters that would have the same file are told of")
  func clash() async throws {
    let fixture = try Fixture()
    try fixture.folder.write(
      Fixture.letter.replacing("language: en", with: "language: en\nfile: same.pdf"),
      to: "letter.md")
    let findings = try await Visitor(await fixture.session()).json("/api/findings")
    #expect(findings["rows"][0]["problem"]["id"].text == "batch.same-file-name")
  }

  @Test("what became of letters is what a run would find")
  func accounts() async throws {
    let fixture = try Fixture()
    let session = await fixture.session()
    let visitor = Visitor(session)
    #expect(try await visitor.json("/api/account?number=1")["state"].text == "missing")
    var request = fixture.request
    request.only = ["Anna Østby", "Zoë O’Brien"]
    #expect(try await Run(request).make().letters == 2)
    #expect(try await visitor.json("/api/account?number=1")["state"].text == "made")
    #expect(try await visitor.json("/api/account?number=0")["hasFile"].flag == false)
    let people = Fixture.people.replacing("Strandgata 4", with: "Strandgata 5")
    try fixture.folder.write(people, to: "people.csv")
    await session.reload()
    await session.settle()
    // Only the letter whose row has changed is another one now.
    let states = try await visitor.json("/api/recipients?sort=state")["rows"].all
    #expect(states.map(\.["state"].text) == ["missing", "missing", "changed", "made"])
    #expect(states.map(\.["number"].number) == [2, 3, 1, 4])
    let file = fixture.folder.url.appending(path: "Output/Zoë O’Brien.pdf")
    #expect(try await visitor.answer("/letter.pdf?number=4").bytes == Array(Data(contentsOf: file)))
    try FileManager.default.removeItem(at: file)
    #expect(try await visitor.json("/api/account?number=4")["state"].text == "missing")
    #expect(try await visitor.answer("/letter.pdf?number=4").status == .notFound)
  }

  @Test("letters in hand are finished and recorded when the server ends")
  func stopped() async throws {
    let fixture = try Fixture()
    let rows = (1...300).map { "Person \($0);Street \($0);" }.joined(separator: "\n")
    try fixture.folder.write(Fixture.people + rows + "\n", to: "people.csv")
    let session = await fixture.session()
    let visitor = Visitor(session)
    #expect(
      try await visitor.answer("/api/make?what=all", method: .post).status == .accepted)
    // A run that still reads is not waited for, since nothing of it is there yet.
    guard case .events(let messages) = try await visitor.answer("/api/events").body else {
      Issue.record("no events")
      return
    }
    for await message in messages {
      let state = String(decoding: message, as: UTF8.self)
      if state.contains("\"job\""), !state.contains("\"stage\":\"reading\"") { break }
    }
    await session.stop()
    // Nobody holds the folder any more, and what is there is in the ledger.
    let report = try await Run(fixture.request).make()
    #expect(report.letters == 304)
  }

  @Test("file events tell of what letters depend on, and of nothing else")
  func events() async throws {
    let fixture = try Fixture()
    let output = fixture.folder.url.appending(path: "Output")
    try FileManager.default.createDirectory(at: output, withIntermediateDirectories: true)
    let watcher = try #require(FileWatcher(output: output.path))
    watcher.watch(Edition.files(of: fixture.request))
    try fixture.folder.write("x", to: "Output/letter.pdf")
    try fixture.folder.write("x", to: "Output/manifest.csv")
    try fixture.folder.write("x", to: ".letter.md.swp")
    try fixture.folder.write("x", to: "letter.md~")
    try fixture.folder.write("x", to: "letter.md.new")
    try fixture.folder.write("x", to: "notes.txt")
    try fixture.folder.write("x", to: "map.png")
    var signals = watcher.signals.makeAsyncIterator()
    await signals.next()
    var changes = watcher.takeChanges()
    while changes.isEmpty {
      await signals.next()
      changes = watcher.takeChanges()
    }
    #expect(changes.map { URL(filePath: $0).lastPathComponent } == ["map.png"])
    #expect(!watcher.isRun(changes))
    try fixture.folder.write("{}", to: "Output/manifest.json")
    await signals.next()
    changes = watcher.takeChanges()
    #expect(changes.map { URL(filePath: $0).lastPathComponent } == ["manifest.json"])
    #expect(watcher.isRun(changes))
    watcher.stop()
    while await signals.next() != nil {}
  }
}
