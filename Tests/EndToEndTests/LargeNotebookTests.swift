import TestSupport
import Testing

/// Notebooks far larger than anybody writes are parsed in linear time.
struct LargeNotebookTests {
    /// A kind of notebook, of any size.
    struct Shape: Sendable, CustomTestStringConvertible {
        let testDescription: String
        /// The number of parts in the larger one; the smaller has an eighth of that.
        let count: Int
        let text: @Sendable (Int) -> String

        init(_ description: String, count: Int, _ text: @escaping @Sendable (Int) -> String) {
            testDescription = description
            self.count = count
            self.text = text
        }
    }

    private static let shapes = [
        // Ten million bytes.
        Shape("prose, values and cells", count: 80_000) { count in
            let prose =
                "Some *prose* with `code`, [a link](https://example.org) and **strong** words, and `= 1 + 1` so on.\n\n"
            let cell = "```swift-step\nshow(value: 1)\n```\n\n"
            return (0..<count).map { $0 % 20 == 0 ? prose + cell : prose + "- one\n- two\n\n" }.joined()
        },
        // A line of a million characters.
        Shape("a line of words", count: 500_000) { String(repeating: "a ", count: $0) + "\n" },
        Shape("a line of marks", count: 330_000) { String(repeating: "*a ", count: $0) + "\n" },
        Shape("a line of brackets", count: 1_000_000) { String(repeating: "[", count: $0) + "\n" },
        Shape("a line of values", count: 160_000) { String(repeating: "`= 1` ", count: $0) + "\n" },
        Shape("a line of mistakes", count: 160_000) { String(repeating: "`= a` ", count: $0) + "\n" },
        Shape("a line of wide mistakes", count: 100_000) { String(repeating: "`= 界` ", count: $0) + "\n" },
        Shape("a line of code", count: 250_000) {
            "```swift-step\nshow(value: " + String(repeating: "1 + ", count: $0) + "1)\n```\n"
        },
        Shape("a line of parentheses", count: 500_000) {
            "```swift-step\nshow(value: " + String(repeating: "(", count: $0) + "\n```\n"
        },
        Shape("a text in a cell", count: 1_000_000) {
            "```swift-step\nshow(value: \"" + String(repeating: "a", count: $0) + "\")\n```\n"
        },
        Shape("a quote in a quote", count: 15_000) { String(repeating: ">", count: $0) + " deep\n" },
        Shape("a table", count: 80_000) {
            "| a | b |\n|---|---|\n" + String(repeating: "| 1 | 2 |\n", count: $0)
        },
        Shape("bindings", count: 40_000) { count in
            (0..<count).map { "```swift-step\nlet a\($0) = \($0)\n```\n" }.joined()
        },
        Shape("mistakes", count: 40_000) { count in
            (0..<count).map { "```swift-step\nlet a\($0) = b\($0 + 1)\n```\n" }.joined()
        },
    ]

    @Test(arguments: shapes) func `the work of checking grows with the text and no faster`(_ shape: Shape)
        throws
    {
        let tool = try BuiltTool()
        func work(_ count: Int) throws -> Double {
            try tool.folder.write(shape.text(count), to: "large.md")
            let outcome = try tool.run("check", "large.md")
            #expect(outcome.status == 0 || outcome.status == 2, "\\(outcome.messages.suffix(300))")
            return outcome.processorSeconds
        }
        // Eight times the text; comparing all pairs of parts would take sixty-four times the work.
        // Includes the start-up time, which is the same for both.
        let small = try (0..<3).map { _ in try work(shape.count / 8) }.max() ?? 0
        #expect(try work(shape.count) < 20 * small)
    }
}
