/// A number and a noun for a message: `1 letter`, `2 letters`.
package func counted(_ number: Int, _ noun: String) -> String {
  "\(number) \(noun)\(number == 1 ? "" : "s")"
}
