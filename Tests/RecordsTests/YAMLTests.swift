import Diagnostics
import Records
import Testing

struct YAMLTests {
  @Test("scalars are text as written")
  func reading() throws {
    let reading = try Reading(
      "- navn: Rødt\n  nr: 0150\n  land: no\n- nr: 1.10\n  tom: ~\n  liste: [a, {b: yes}]\n",
      as: "list.yaml")
    #expect(reading.problems == [])
    #expect(reading.fields == ["navn", "nr", "land", "tom", "liste"])
    #expect(
      reading.rows == [["Rødt", "0150", "no", "", ""], ["", "1.10", "", "", "[a, {b: yes}]"]])
    #expect(reading.records.last?["nr"]?.location.description == "list.yaml:4:7")
  }

  @Test(
    "what is no list of records is told",
    arguments: [
      (
        "a: 1\n",
        """
        list.yaml:1:1: error: a YAML list must be a list of groups of named values, not a group \
        of named values [records.yaml-not-sequence]
          hint: begin every record with '- '
        """
      ),
      ("[]\n", "list.yaml:1:1: error: the list has no records [records.no-rows]"),
      (
        "- x\n",
        """
        list.yaml:1:3: error: a record must be a group of named values, not a text \
        [records.no-record]
        """
      ),
      (
        "- a: {b: 1}\n",
        """
        list.yaml:1:6: error: 'a' is a group, and a record's values are single or lists \
        [records.group]
          hint: give each value of the group a name of its own in the record
        """
      ),
      (
        "- {a: 1, ' a': 2}\n",
        """
        list.yaml:1:10: error: a record has two values called 'a' [records.duplicate-name]
          hint: the first stands on line 1, column 4
        """
      ),
      (
        "- {a: \"x\\e\"}\n",
        """
        list.yaml:1:7: error: the control character U+001B cannot be printed \
        [records.control-character]
          hint: delete it, or type the character that was meant
        """
      ),
    ])
  func faults(text: String, problem: String) throws {
    #expect(try Reading(text, as: "list.yaml").problems == [problem])
  }

  @Test("a long YAML list is refused, since it would be read as a whole")
  func length() throws {
    var options = ListOptions()
    options.longestYAML = 10
    #expect(
      try Reading("- a: 1234567\n", as: "list.yml", options: options).problems == [
        """
        list.yml:1:1: error: a YAML list of more than 10 bytes is not read [records.long-yaml]
          hint: write the list as CSV or JSON, which are read piece by piece
        """
      ])
  }
}
