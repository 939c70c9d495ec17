import Foundation
import TestSupport

extension Program {
  /// Runs the program on a file with these bytes, whose path stands where an argument is `FILE`.
  func run(_ arguments: [String], on bytes: [UInt8]) throws -> Outcome {
    let folder = try TemporaryFolder()
    let file = try folder.write(Data(bytes), to: "file")
    let path = file.path(percentEncoded: false)
    return try run(arguments.map { $0.replacing("FILE", with: path) })
  }
}
