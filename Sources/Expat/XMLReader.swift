import Bytes
import CExpat
import Glibc

/// What an XML text is made of, in its order.
///
/// The name of an element is plain if it is of the same namespace as the text's first element; of another, it
/// is the namespace and the name with a space between.
package enum XMLEvent: Hashable, Sendable {
  /// An element begins.
  case start(String, [XMLAttribute])
  /// An element ends.
  case end(String)
  /// Text stands in an element; one text may come in several pieces.
  case text(String)
}

/// A named value of an element.
package struct XMLAttribute: Hashable, Sendable {
  /// Its name; of one with a prefix, the namespace and the name with a space between.
  package let name: String
  package let value: String
}

/// Takes an XML text piece by piece and tells what is in it.
///
/// Nothing outside the text is ever read. Refused is a text with a document type, the only place where entities
/// could be declared that unfold to gigabytes, and one whose elements nest deeper or have longer namespaces than
/// those of any format; what else the parser holds is bounded by ``ParserMemory``. Not for use by two threads at
/// once.
package final class XMLReader {
  private let parser: XML_Parser  // owned
  private var events: [XMLEvent] = []
  /// The namespace of the first element, with the space after it; nil before it.
  private var namespace: [CChar]?
  private var nesting = Nesting(limit: 256)
  /// Why the rest of the text is not read.
  private var refusal: String?

  /// The most bytes of a namespace, which stands before each of its names.
  private static let longestNamespace = 1 << 10

  /// A reader before the beginning of a text in UTF-8 or UTF-16, or in what its declaration says.
  ///
  /// - Throws: ``XMLError`` if there is no memory.
  package init() throws(XMLError) {
    guard let parser = ParserMemory.parser() else {
      throw XMLError("there is no memory")
    }
    self.parser = parser
    XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
    XML_SetElementHandler(
      parser,
      { reader, name, attributes in
        XMLReader.at(reader)?.begin(name, attributes)
      }, { reader, name in XMLReader.at(reader)?.end(name) })
    XML_SetCharacterDataHandler(parser) { reader, text, count in
      XMLReader.at(reader)?.take(text, Int(count))
    }
    XML_SetStartDoctypeDeclHandler(parser) { reader, _, _, _, _ in
      XMLReader.at(reader)?.refuse("it has a document type")
    }
    XML_SetStartNamespaceDeclHandler(parser) { reader, _, namespace in
      guard let namespace, strlen(namespace) > XMLReader.longestNamespace else { return }
      XMLReader.at(reader)?.refuse("it has a namespace of more than a thousand letters")
    }
  }

  deinit { XML_ParserFree(parser) }

  /// Takes the next bytes of the text.
  ///
  /// - Returns: What is in them, as far as it is whole.
  /// - Throws: ``XMLError`` if the text is not well-formed; the reader is of no use then.
  package func read(_ bytes: [UInt8]) throws(XMLError) -> [XMLEvent] {
    try parse(bytes, isEnd: false)
  }

  /// Ends the text.
  ///
  /// - Returns: What came to its end with it.
  /// - Throws: ``XMLError`` if it breaks off.
  package func finish() throws(XMLError) -> [XMLEvent] { try parse([], isEnd: true) }

  private func parse(_ bytes: [UInt8], isEnd: Bool) throws(XMLError) -> [XMLEvent] {
    guard let count = Int32(exactly: bytes.count) else { throw XMLError("a piece is too long") }
    events.removeAll(keepingCapacity: true)
    let status = bytes.withUnsafeBytes { buffer in
      XML_Parse(
        parser, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), count, isEnd ? 1 : 0)
    }
    guard status == XML_STATUS_OK else {
      let code = XML_GetErrorCode(parser)
      let words =
        code == XML_ERROR_NO_MEMORY
        ? "its names take more memory than there is for them"
        : XML_ErrorString(code).map { String(cString: $0) }
      let line = XML_GetCurrentLineNumber(parser)
      throw XMLError("\(refusal ?? words ?? "unknown reason") (line \(line))")
    }
    return events
  }

  /// The reader that a call from the parser is for; it lives as long as the parser.
  private static func at(_ pointer: UnsafeMutableRawPointer?) -> XMLReader? {
    pointer.map { Unmanaged<XMLReader>.fromOpaque($0).takeUnretainedValue() }
  }

  private func begin(
    _ name: UnsafePointer<CChar>?, _ list: UnsafeMutablePointer<UnsafePointer<CChar>?>?
  ) {
    // Calls may still come for what stood beside the place where reading was ended.
    guard let name, refusal == nil else { return }
    guard (try? nesting.enter()) != nil else {
      return refuse("its elements nest more than \(nesting.limit) deep")
    }
    if namespace == nil { namespace = XMLReader.namespace(of: name) }
    var attributes: [XMLAttribute] = []
    if var next = list {
      // Names and values in turn, with a null pointer after the last.
      while let name = next[0], let value = next[1] {
        attributes.append(XMLAttribute(name: String(cString: name), value: String(cString: value)))
        next += 2
      }
    }
    events.append(.start(ownName(name), attributes))
  }

  private func end(_ name: UnsafePointer<CChar>?) {
    guard let name, refusal == nil else { return }
    nesting.leave()
    events.append(.end(ownName(name)))
  }

  private func take(_ text: UnsafePointer<CChar>?, _ count: Int) {
    let bytes = UnsafeRawBufferPointer(start: text, count: text == nil ? 0 : count)
    events.append(.text(String(decoding: bytes, as: UTF8.self)))
  }

  private func refuse(_ words: String) {
    if refusal == nil { refusal = words }
    XML_StopParser(parser, 0)
  }

  /// The namespace of an element, with the space after it; nothing for none.
  private static func namespace(of name: UnsafePointer<CChar>) -> [CChar] {
    let name = UnsafeBufferPointer(start: name, count: strlen(name))
    return Array(name[..<(name.lastIndex(of: CChar(UInt8(ascii: " "))).map { $0 + 1 } ?? 0)])
  }

  /// The name of an element, plain if it is of the first one's namespace.
  private func ownName(_ name: UnsafePointer<CChar>) -> String {
    let namespace = namespace ?? []
    let isOwn = strncmp(name, namespace, namespace.count) == 0
    return String(cString: isOwn ? name + namespace.count : name)
  }
}

/// Why a text cannot be read as XML.
package struct XMLError: Error, Hashable, Sendable {
  /// The reason, in the parser's words.
  package let words: String

  init(_ words: String) { self.words = words }
}
