import Records

/// A list of one recipient with a value of each kind.
enum Sample {
  /// The list.
  static let json = """
    [{"name": "Qanna", "yes": "x", "no": "", "two": ["Qone", "Qtwo"], "none": [], "amount": 1250.5,
      "day": "2026-05-20", "groups": [{"what": "Qberth", "price": 10}, {"what": "Qpower", "price": 2}]}]
    """

  /// Its one record.
  static var record: ListReading {
    get throws {
      try ListReading(Array(json.utf8), named: "list.json", options: ListOptions(format: .json))
    }
  }
}
