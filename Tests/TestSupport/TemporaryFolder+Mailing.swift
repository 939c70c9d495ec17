extension TemporaryFolder {
  /// Writes a small mailing into the folder `m`: settings besides the usual ones, a body, a list, and how the
  /// letters look.
  package func writeMailing(
    data: String = "{file: list.csv, key: name}", settings: String, body: String, list: String,
    stationery: String
  ) throws {
    try write(
      """
      ---
      title: Prøve
      language: nb
      stationery: s.yaml
      data: \(data)
      to: ["{{name}}", "{{city}}"]
      undispatched: Adressen fylles inn.
      \(settings)---
      \(body)
      """, to: "m/letter.md")
    try write(list, to: "m/list.csv")
    try write(stationery, to: "m/s.yaml")
  }
}
