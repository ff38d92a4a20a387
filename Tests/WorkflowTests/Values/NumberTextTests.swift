import Testing
import Workflow

struct NumberTextTests {
    @Test(
        arguments: [
            (0.5, 0, "0"), (1.5, 0, "2"), (2.5, 0, "2"), (0.125, 2, "0.12"), (0.375, 2, "0.38"),
            (1.005, 2, "1.00"),
            (0.045, 2, "0.04"), (-0.5, 0, "0"), (-0.0, 2, "0.00"), (-0.004, 2, "0.00"), (-0.006, 2, "-0.01"),
            (1e21, 0, "1000000000000000000000"), (0.1, 20, "0.10000000000000000555"), (.nan, 3, "NaN"),
            (-.nan, 3, "NaN"), (.infinity, 0, "∞"), (-.infinity, 2, "-∞"), (123.456, 1, "123.5"),
        ] as [(Double, Int, String)])
    func `a number with a count of decimals is rounded correctly, ties to even`(
        _ number: Double, _ decimals: Int, _ text: String
    ) {
        #expect(NumberText.fixed(number, decimals: decimals) == text)
    }

    @Test(
        arguments: [
            (2.624758e21, 2, "2.62e21"), (21_128_841.766, 2, "2.11e7"), (-12_345, 1, "-1.2e4"),
            (1e-8, 2, "1.00e-8"), (0, 0, "0e0"), (1e300, 3, "1.000e300"), (.nan, 2, "NaN"),
            (-.infinity, 2, "-∞"),
        ] as [(Double, Int, String)])
    func `a number is written by its power of ten`(_ number: Double, _ decimals: Int, _ text: String) {
        #expect(NumberText.scientific(number, decimals: decimals) == text)
    }

    @Test func `the largest number has all its digits`() {
        let text = NumberText.fixed(-.greatestFiniteMagnitude, decimals: 100)
        #expect(text.count == 1 + 309 + 1 + 100)
        #expect(text.hasPrefix("-179769313486231570"))
        #expect(text.hasSuffix(".0000000000" + String(repeating: "0", count: 90)))
    }

    @Test(
        arguments: [
            (0.9907, 1, "99.1 %"), (0.9907, 2, "99.07 %"), (1.0, 0, "100 %"), (0.99996, 2, "100.00 %"),
            (-0.00001, 1, "0.0 %"), (.nan, 1, "NaN %"),
        ] as [(Double, Int, String)])
    func `a share is a percentage`(_ share: Double, _ decimals: Int, _ text: String) {
        #expect(NumberText.percent(share, decimals: decimals) == text.replacing(" ", with: "\u{A0}"))
    }

    @Test(
        arguments: [
            (0, "0"), (999, "999"), (1000, "1 000"), (-1000, "-1 000"), (421_642, "421 642"),
            (1_234_567, "1 234 567"),
            (Int.min, "-9 223 372 036 854 775 808"), (Int.max, "9 223 372 036 854 775 807"),
        ] as [(Int, String)])
    func `thousands are set apart`(_ number: Int, _ text: String) {
        #expect(NumberText.grouped(number) == text.replacing(" ", with: "\u{202F}"))
    }

    @Test(
        arguments: [
            (0.0, "0 s"), (-0.0, "0 s"), (0.000_02, "< 1 ms"), (0.000_99, "< 1 ms"), (0.001, "1 ms"),
            (0.0015, "2 ms"),
            (0.042, "42 ms"), (0.0994, "99 ms"), (0.0995, "0.1 s"), (0.4, "0.4 s"), (12.34, "12.3 s"),
            (59.94, "59.9 s"),
            (59.949_999, "59.9 s"), (59.95, "1 min 00 s"), (60.0, "1 min 00 s"), (125.0, "2 min 05 s"),
            (119.5, "2 min 00 s"), (3599.4, "59 min 59 s"), (3599.5, "1 h 00 min"), (3599.6, "1 h 00 min"),
            (3720.0, "1 h 02 min"), (7199.0, "2 h 00 min"), (360_000.0, "100 h 00 min"),
            (-125.0, "-2 min 05 s"),
            (.nan, "NaN"), (.infinity, "∞"), (-.infinity, "-∞"), (3_599_999.0, "1\u{202F}000 h 00 min"),
            (1e9, "277\u{202F}777 h 47 min"),
            (1e15, "1\u{202F}000\u{202F}000\u{202F}000\u{202F}000\u{202F}000 s"),
            (1e21, "1\u{202F}000\u{202F}000\u{202F}000\u{202F}000\u{202F}000\u{202F}000\u{202F}000 s"),
        ] as [(Double, String)])
    func `a duration is in natural words`(_ seconds: Double, _ text: String) {
        #expect(NumberText.duration(seconds: seconds) == text.replacing(" ", with: "\u{A0}").spacedUnits)
    }

    @Test(
        arguments: [
            (0, "0 B"), (1, "1 B"), (999, "999 B"), (1000, "1.0 kB"), (99_949, "99.9 kB"), (99_950, "100 kB"),
            (999_499, "999 kB"), (999_500, "1.0 MB"), (1_687_041, "1.7 MB"), (52_000_000_000, "52.0 GB"),
            (5_000_000_000_000, "5000 GB"),
        ] as [(Int, String)])
    func `a size is in the unit that fits it`(_ bytes: Int, _ text: String) {
        #expect(NumberText.bytes(bytes) == text.replacing(" ", with: "\u{A0}"))
    }

    @Test(
        arguments: [
            (0.0, "0"), (-0.0, "0"), (0.9907, "0.9907"), (1e-8, "1e-08"), (1.0, "1"), (100_000.0, "100000"),
            (1_234_567.0, "1234567"), (12_345_678.9, "12345678.9"), (-123_456.78, "-123456.8"),
            (2e14, "200000000000000"),
            (1e15, "1e+15"), (99_999.25, "99999.2"), (-2.5, "-2.5"), (0.1 + 0.2, "0.3"), (.nan, "NaN"),
            (.infinity, "∞"),
            (-.infinity, "-∞"),
        ] as [(Double, String)])
    func `a number in short has six digits, or those to its tenths, and no needless zeros`(
        _ number: Double, _ text: String
    ) {
        #expect(NumberText.short(number) == text)
    }

    @Test func `the formatting functions of a notebook say the same`() throws {
        let laboratory = try Laboratory()
        let expressions = [
            "percent(0.9907, 1)", "fixed(0.04567, 3)", "integer(421642)", "integer(2.5)", "integer(3.5)",
            "integer(-0.5)", "integer(1 / 0)",
            "integer(0 - 1e20)", "duration(125)", "duration(0.0001)", "fixed(2, 0)", "2.50", "7", "true",
            "\"a\"",
        ]
        let notebook = expressions.map { "`= \($0)`" }.joined(separator: ", ")
        let run = try laboratory.run(.text(notebook)).run
        #expect(
            run.computedValues.map { $0?.text } == [
                "99.1\u{A0}%", "0.046", "421\u{202F}642", "2", "4", "0", "∞",
                "-100\u{202F}000\u{202F}000\u{202F}000\u{202F}000\u{202F}000\u{202F}000",
                "2\u{A0}min 05\u{A0}s",
                "<\u{A0}1\u{A0}ms", "2", "2.5", "7", "true", "a",
            ])
    }
}

extension String {
    /// Minutes and seconds, hours and minutes, may part at a line's end; a number and its unit may not.
    fileprivate var spacedUnits: String {
        replacing("min\u{A0}", with: "min ").replacing("h\u{A0}", with: "h ")
    }
}
