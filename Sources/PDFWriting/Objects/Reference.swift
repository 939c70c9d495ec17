/// An object's number in a file, from 1 (ISO 32000-1, 7.3.10); generations are always 0.
package struct ObjectNumber: Hashable, Sendable, Strideable {
  /// The number.
  package let value: Int

  /// The object of a number.
  @inlinable @inline(__always)
  package init(_ value: Int) {
    self.value = value
  }

  @inlinable
  package func advanced(by distance: Int) -> ObjectNumber { ObjectNumber(value + distance) }

  @inlinable
  package func distance(to other: ObjectNumber) -> Int { other.value - value }
}

/// What an object is called until the file that it goes into gives it a number.
///
/// What the code says is agreed between whoever writes the object and whoever numbers it
/// (``Numbering``).
package struct Reference: Hashable, Sendable {
  /// How many bits a code has.
  @inlinable @inline(__always)
  package static var width: UInt32 { 28 }

  /// The code.
  package let code: UInt32

  /// The object of a code, which has at most ``width`` bits.
  @inlinable @inline(__always)
  package init(code: UInt32) {
    self.code = code
  }
}

/// Gives objects their numbers in a file.
package protocol Numbering {
  /// An object's number.
  func number(of object: Reference) -> ObjectNumber
  /// What is added to keys of the parent tree (ISO 32000-1, 14.7.4.4), which are counted from 0.
  var firstParentKey: Int { get }
}
