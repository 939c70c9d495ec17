import CSQLite

extension Connection {
  /// Lets statements call a function of whole numbers; it is NULL where one of its values is none.
  ///
  /// Only statements that come from here may call it, not the file's own (`SQLITE_DIRECTONLY`).
  ///
  /// - Parameters:
  ///   - name: The function's name in statements.
  ///   - count: How many values it takes.
  ///   - function: What it gives for them, always the same for the same values.
  /// - Throws: ``SQLiteError`` if there is no memory.
  package func addFunction(
    _ name: String, of count: Int32, _ function: @escaping @Sendable ([Int64]) -> Int64?
  ) throws(SQLiteError) {
    let code = sqlite3_create_function_v2(
      handle, name, count, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY,
      Unmanaged.passRetained(IntegerFunction(function)).toOpaque(),
      { context, count, values in
        guard let context, let function = sqlite3_user_data(context) else { return }
        Unmanaged<IntegerFunction>.fromOpaque(function).takeUnretainedValue()
          .answer(in: context, UnsafeBufferPointer(start: values, count: Int(count)))
      }, nil, nil,
      // SQLite calls it when the function goes, also if it could not be added.
      { $0.map { Unmanaged<IntegerFunction>.fromOpaque($0).release() } })
    guard code == SQLITE_OK else { throw SQLiteError(code: code, of: handle) }
  }
}

/// A function of whole numbers that SQLite holds.
private final class IntegerFunction: Sendable {
  private let function: @Sendable ([Int64]) -> Int64?

  init(_ function: @escaping @Sendable ([Int64]) -> Int64?) { self.function = function }

  func answer(in context: OpaquePointer, _ values: UnsafeBufferPointer<OpaquePointer?>) {
    let numbers = values.compactMap { value in
      sqlite3_value_type(value) == SQLITE_INTEGER ? sqlite3_value_int64(value) : nil
    }
    if numbers.count == values.count, let answer = function(numbers) {
      sqlite3_result_int64(context, answer)
    } else {
      sqlite3_result_null(context)
    }
  }
}
