import Diagnostics

/// The problem of a name that is longer than any template would have it.
func longName(_ options: ListOptions, at location: SourceLocation) -> Diagnostic {
  .error(
    "records.long-name", "a name is longer than \(grouped(options.longestName)) bytes",
    at: location, hints: ["give the values a shorter name"])
}

/// The problem of a row or record with more bytes than are held at a time.
func longRecord(_ noun: String, _ options: ListOptions, at location: SourceLocation) -> Diagnostic {
  .error(
    "records.long-record", "a \(noun) is longer than \(grouped(options.longestRecord)) bytes",
    at: location)
}

/// The problem of a list with more fields than any template names.
func tooManyFields(_ count: Int, _ most: Int, at location: SourceLocation) -> Diagnostic {
  .error(
    "records.too-many-fields",
    "the list has \(grouped(count)) fields, and at most \(grouped(most)) are read", at: location)
}
