/// The names that the objects at one depth of a JSON list give their values.
///
/// Objects mostly have the same names in the same order. So a name is first compared with the one that
/// followed its predecessor the last time, and is made into a text once only.
struct JSONNames: Sendable {
  /// The bytes of a name as they were written.
  private struct Spelling {
    var bytes: [UInt8]
    /// The number of the name that they spell.
    var number: Int
    /// The spelling that came after it the last time.
    var next: Int?
  }

  /// A name in the form in which names are compared.
  private struct Name {
    var text: String
    /// The object that had it last, and where.
    var object = 0
    var position = Position()
  }

  /// How much is remembered from one object to the next, roughly in bytes.
  private static let greatestWeight = 1 << 20

  /// All spellings; the first one is none, but comes before every object's first name.
  private var spellings = [Spelling(bytes: [], number: -1)]
  private var spellingOfBytes: [[UInt8]: Int] = [:]
  private var names: [Name] = []
  private var numberOfText: [String: Int] = [:]
  private var fieldsOfNumbers: [[Int]: Fields] = [:]
  private var weight = 0

  /// The object that is being read, by its number, the spelling that came last in it, and its names.
  private var object = 0
  private var last = 0
  private var numbers: [Int] = []
  /// The names of the object before it.
  private var latest: (numbers: [Int], fields: Fields) = ([], Group.empty.fields)

  /// Notes that an object begins.
  mutating func begin() {
    if weight > Self.greatestWeight { self = JSONNames() }
    object += 1
    last = 0
    numbers.removeAll(keepingCapacity: true)
  }

  /// The number of the object's next name.
  mutating func number(of bytes: ArraySlice<UInt8>) -> Int {
    if let next = spellings[last].next, bytes.elementsEqual(spellings[next].bytes) {
      last = next
    } else {
      let next = spellingOfBytes[Array(bytes)] ?? add(Array(bytes))
      spellings[last].next = next
      last = next
    }
    return spellings[last].number
  }

  /// How many names the object has if it is like the one before it.
  var likelyCount: Int { latest.numbers.count }

  func text(_ number: Int) -> String { names[number].text }

  /// Takes a name up into the object.
  ///
  /// - Returns: Where the object has the same name already; nil if it has not.
  mutating func take(_ number: Int, at position: Position) -> Position? {
    let first = names[number].object == object ? names[number].position : nil
    (names[number].object, names[number].position) = (object, position)
    if first == nil { numbers.append(number) }
    return first
  }

  /// The object's names; those of all objects with the same names in the same order are identical.
  mutating func fields() -> Fields {
    guard numbers != latest.numbers else { return latest.fields }
    let fields = fieldsOfNumbers[numbers] ?? Fields(numbers.map { names[$0].text })
    if fieldsOfNumbers.updateValue(fields, forKey: numbers) == nil {
      weight += 64 + numbers.count * 64
    }
    latest = (numbers, fields)
    return fields
  }

  private mutating func add(_ bytes: [UInt8]) -> Int {
    let text = ComparedForm.ofName(String(decoding: bytes, as: UTF8.self))
    let number = numberOfText[text] ?? names.count
    if number == names.count {
      names.append(Name(text: text))
      numberOfText[text] = number
    }
    spellings.append(Spelling(bytes: bytes, number: number))
    spellingOfBytes[bytes] = spellings.count - 1
    weight += 64 + bytes.count
    return spellings.count - 1
  }
}
