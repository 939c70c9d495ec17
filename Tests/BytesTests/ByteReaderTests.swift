import Bytes
import Testing

@Suite("Bytes from outside")
struct ByteReaderTests {
  @Test("a slice keeps its indices, so positions are offsets in the file")
  func offsets() throws {
    let file = [UInt8]("0123456789".utf8)
    var reader = ByteReader(file[4..<8])
    #expect(reader.position == 4 && reader.end == 8)
    #expect(try reader.byte() == UInt8(ascii: "4"))
    #expect(throws: ByteFault.end) { try reader.move(to: 3) }
    #expect(throws: ByteFault.end) { try reader.move(to: 9) }
    try reader.move(to: 8)
    #expect(reader.isAtEnd && reader.peek() == nil)
    #expect(throws: ByteFault.end) { try reader.byte() }
  }

  @Test("nothing leaves the bytes", arguments: [Int.min, -1, 5, Int.max])
  func bounds(_ count: Int) throws {
    var reader = ByteReader([1, 2, 3, 4])
    #expect(throws: ByteFault.end) { try reader.take(count) }
    #expect(throws: ByteFault.end) { try reader.skip(count) }
    #expect(throws: ByteFault.end) { try reader.slice(at: count, count: 1) }
    #expect(throws: ByteFault.end) { try reader.slice(at: 1, count: count) }
    #expect(reader.peek(count) == nil)
    #expect(reader.position == 0)
  }

  @Test("words are taken only whole")
  func words() {
    var reader = ByteReader([UInt8]("endobj".utf8))
    let (tooLong, isTaken) = (reader.take("endobject".utf8), reader.take("end".utf8))
    #expect(!tooLong && isTaken && reader.position == 3)
    #expect(reader.comes("obj".utf8) && !reader.comes("objx".utf8))
  }

  @Test("numbers come in both orders, and those beyond an Int are told")
  func numbers() throws {
    var reader = ByteReader([1, 2, 1, 2])
    #expect(try reader.number(2) == 0x0102)
    #expect(try reader.number(2, .little) == 0x0201)
    #expect(try reader.number(0) == 0)
    var large = ByteReader([UInt8](repeating: 0xFF, count: 9))
    #expect(throws: ByteFault.overflow) { try large.number(8) }
    #expect(throws: ByteFault.overflow) { try large.number(9) }
  }

  @Test("decimal digits make a number, none make nil, too many are told")
  func decimals() throws {
    var reader = ByteReader([UInt8]("9223372036854775807 9223372036854775808".utf8))
    #expect(try reader.decimal() == Int.max)
    #expect(try reader.decimal() == nil)
    try reader.skip(1)
    #expect(throws: ByteFault.overflow) { try reader.decimal() }
  }

  @Test("arithmetic reports what does not fit")
  func arithmetic() throws {
    #expect(try 2.plus(3).times(4).minus(1) == 19)
    #expect(throws: ByteFault.overflow) { try Int.max.plus(1) }
    #expect(throws: ByteFault.overflow) { try Int.min.minus(1) }
    #expect(throws: ByteFault.overflow) { try Int.max.times(2) }
  }

  @Test("a budget that was overdrawn stays empty")
  func budget() throws {
    let budget = ReadingBudget(size: 10, factor: 10, least: 50)
    try budget.spend(60)
    #expect(throws: ByteFault.tooMuch) { try budget.spend(41) }
    #expect(throws: ByteFault.tooMuch) { try budget.spend() }
    #expect(ReadingBudget(size: Int.max, factor: 2, least: 0).left == Int.max)
    #expect(ReadingBudget(size: 1, factor: 2, least: 50).left == 50)
  }

  @Test("levels end at the limit and can be opened again once one is closed")
  func nesting() throws {
    var nesting = Nesting(limit: 2)
    try nesting.enter()
    try nesting.enter()
    #expect(throws: ByteFault.tooDeep) { try nesting.enter() }
    nesting.leave()
    try nesting.enter()
    #expect(nesting.depth == 2)
  }
}
