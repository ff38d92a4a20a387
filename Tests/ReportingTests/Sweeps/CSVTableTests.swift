import Reporting
import Testing

struct CSVTableTests {
    private func line(_ cells: CSVTable.Cell...) -> String {
        let text = CSVTable(columns: ["a"], rows: [cells]).text
        return String(String.UnicodeScalarView(text.unicodeScalars.dropFirst(3).dropLast(2)))
    }

    @Test func `lines end with CR LF, the columns' names first`() {
        let table = CSVTable(columns: ["a", "b"], rows: [[.integer(1), .empty], [.empty, .text("x")]])
        #expect(table.text == "a,b\r\n1,\r\n,x\r\n")
    }

    @Test(arguments: [
        (0.1, "0.1"), (1, "1.0"), (1e-8, "1e-08"), (-0.5, "-0.5"), (.nan, ""), (-.infinity, ""),
        (0.1 + 0.2, "0.30000000000000004"),
    ])
    func `a number is written as in JSON, and one that is not finite is an empty cell`(
        number: Double, text: String
    ) {
        #expect(line(.number(number), .boolean(true)) == text + ",true")
    }

    @Test func `whole numbers have all their digits`() {
        #expect(line(.unsigned(.max), .integer(.min)) == "18446744073709551615,-9223372036854775808")
    }

    @Test(arguments: [
        ("plain text", "plain text"), ("a,b", "\"a,b\""), ("say \"yes\"", "\"say \"\"yes\"\"\""),
        ("two\nlines", "\"two\nlines\""), ("two\r\nlines", "\"two\r\nlines\""), ("a;b", "\"a;b\""),
        ("a\tb", "\"a\tb\""), (" padded", "\" padded\""), ("padded ", "\"padded \""), ("", ""), ("é", "é"),
        ("a\"\u{301},=1", "\"a\"\"\u{301},=1\""),
    ])
    func `a text that a program could divide is quoted`(text: String, expected: String) {
        #expect(line(.text(text)) == expected)
    }

    @Test(arguments: [
        ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@SUM(A1)", "'@SUM(A1)"), ("\t=1", "\"'\t=1\""),
        ("\r=1", "\"'\r=1\""), ("＝1", "'＝1"), ("=1,2", "\"'=1,2\""), ("'quoted'", "''quoted'"),
        ("1=1", "1=1"),
        ("=\u{301}1", "'=\u{301}1"), ("\r\n=1", "\"'\r\n=1\""),
    ])
    func `a text that a spreadsheet would compute is marked as text`(text: String, expected: String) {
        #expect(line(.text(text)) == expected)
    }

    @Test func `a column's name is a text like others`() {
        #expect(CSVTable(columns: ["=a", "b,c"], rows: []).text == "'=a,\"b,c\"\r\n")
    }
}
