import PDFWriting
import Testing

/// Operators of page content.
struct ContentTests {
  private func words(_ content: ContentText) -> String {
    String(decoding: content.bytes, as: UTF8.self)
  }

  @Test("a line of text is written operator by operator")
  func text() {
    var content = ContentText()
    content.save()
    content.translate(x: 0, y: 0)
    content.translate(x: 1500, y: -72_000)
    content.beginMarkedContent("/P") { $0.counted("/MCID", 0) }
    content.beginText()
    content.moveLine(x: 0, y: -11_250)
    content.font("F1#", size: 10_000)
    content.fillColor(gray: 500)
    content.fillColor(red: 0, green: 1000, blue: 333)
    content.rise(-250)
    content.endText()
    content.endMarkedContent()
    content.fillRectangle(x: 0, y: -1, width: 10_000, height: 500)
    content.paintImage("I1", x: 1000, y: -2000, width: 3000, height: 4000)
    content.restore()
    var page = ContentText()
    page.append(content, countingFrom: 7)
    #expect(
      words(page) == """
        q
        1 0 0 1 1.5 -72 cm
        /P<</MCID 7>>BDC
        BT
        0 -11.25 Td
        /F1#23 10 Tf
        .5 g
        0 1 .333 rg
        -.25 Ts
        ET
        EMC
        0 -.001 10 .5 re f
        q 3 0 0 4 1 -2 cm/I1 Do Q
        Q

        """)
  }

  @Test(
    "glyphs and steps stand in one array until it is closed",
    arguments: [
      (GlyphArrayWriter.Coding.binary, "[(\0A)-20(\\(\\))5(\0B)]TJ\n"),
      (.hexadecimal, "[<0041>-20<2829>5<0042>]TJ\n"),
    ])
  func glyphs(coding: GlyphArrayWriter.Coding, expected: String) {
    var content = ContentText()
    var array = GlyphArrayWriter(coding)
    array.close(in: &content)
    array.show(0x41, in: &content)
    array.step(20, in: &content)
    array.show(0x2829, in: &content)
    array.step(-5, in: &content)
    array.show(0x42, in: &content)
    array.close(in: &content)
    array.close(in: &content)
    #expect(words(content) == expected)
  }

  @Test("metadata escapes what XML would take for its own, and says what must be read of it")
  func metadata() {
    let packet = XMPPacket(
      namespaces: [.init("dc", "http://purl.org/dc/elements/1.1/")],
      claims: [("pdfaid:part", "2")], values: [("pdf:Producer", "A \"B\" & <C>")], schemas: []
    ) { out in
      out.alternative("dc:title", "Møte\u{1}nå\u{FFFF}")
      out.bag("dc:language", ["nb", "en"])
    }
    var out = ObjectText()
    packet.write(to: &out) { $0.property("dc:identifier", "1 < 2") }
    let text = String(decoding: out.bytes, as: UTF8.self)
    for line in [
      " pdfaid:part=\"2\"", " pdf:Producer=\"A &quot;B&quot; &amp; &lt;C&gt;\">",
      "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">Møte nå</rdf:li></rdf:Alt></dc:title>",
      "<dc:language><rdf:Bag><rdf:li>nb</rdf:li><rdf:li>en</rdf:li></rdf:Bag></dc:language>",
      "<dc:identifier>1 &lt; 2</dc:identifier>",
    ] {
      #expect(text.split(separator: "\n").contains { $0 == line }, "\(line)")
    }
  }
}
