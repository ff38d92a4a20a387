import Diagnostics
import Notebooks
import TestSupport
import Testing

struct SourceBytesTests {
    @Test func `UTF-8 is read as it is`() throws {
        let text = "a\u{7F}é漢🎉\u{10FFFF}\u{D7FF}\u{E000}\u{FEFF}"
        #expect(try Notebook.source(named: "test.md", bytes: Array(text.utf8)).text == text)
    }

    @Test func `a byte-order mark at the start is taken away`() throws {
        #expect(try Notebook.source(named: "test.md", bytes: Array("\u{FEFF}# A".utf8)).text == "# A")
    }

    @Test(
        arguments: [
            ([0x80], "markdown.encoding: the file is not UTF-8 | a byte that starts no character"),
            ([0xFF], "markdown.encoding: the file is not UTF-8 | a byte that starts no character"),
            ([0xC3], "markdown.encoding: the file is not UTF-8 | a character is cut off"),
            ([0xE2, 0x82], "markdown.encoding: the file is not UTF-8 | a character is cut off"),
            ([0xF0, 0x9F, 0x8E], "markdown.encoding: the file is not UTF-8 | a character is cut off"),
            ([0xC0, 0x80], "markdown.encoding: the file is not UTF-8 | an overlong form"),
            ([0xC1, 0xBF], "markdown.encoding: the file is not UTF-8 | an overlong form"),
            ([0xE0, 0x9F, 0xBF], "markdown.encoding: the file is not UTF-8 | an overlong form"),
            ([0xF0, 0x8F, 0xBF, 0xBF], "markdown.encoding: the file is not UTF-8 | an overlong form"),
            ([0xED, 0xA0, 0x80], "markdown.encoding: the file is not UTF-8 | half of a surrogate pair"),
            ([0xED, 0xBF, 0xBF], "markdown.encoding: the file is not UTF-8 | half of a surrogate pair"),
            ([0xF4, 0x90, 0x80, 0x80], "markdown.encoding: the file is not UTF-8 | beyond U+10FFFF"),
            ([0xF5, 0x80, 0x80, 0x80], "markdown.encoding: the file is not UTF-8 | beyond U+10FFFF"),
            ([0x00], "markdown.nul: a NUL byte | a notebook is text"),
        ] as [([UInt8], String)])
    func `invalid UTF-8 is reported at its place`(bytes: [UInt8], expected: String) {
        let error = #expect(throws: DiagnosticsError.self) {
            _ = try Notebook.source(named: "test.md", bytes: Array("é\nab".utf8) + bytes + Array("c\n".utf8))
        }
        #expect(error?.diagnostics.map(\.summary) == [expected])
        let range = error?.diagnostics.first?.range ?? 0..<0
        #expect(error?.source.position(of: range.lowerBound) == SourcePosition(line: 2, column: 3))
        #expect(error?.source.line(2).count == 4)
        let text = Array((error?.source.text ?? "").utf8)
        // The replacement for invalid bytes; a NUL is unchanged.
        #expect(String(decoding: text[range], as: UTF8.self) == (bytes == [0] ? "\0" : "\u{FFFD}"))
    }

    @Test func `valid and invalid bytes are distinguished as in Swift`() {
        let choices: [UInt8] = [
            0x41, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xED, 0xEF, 0xF0, 0xF4,
            0xF5,
        ]
        var random = RandomSource(seed: 1)
        for _ in 0..<20_000 {
            let bytes = (0..<Int.random(in: 1...5, using: &random)).map { _ in
                choices.randomElement(using: &random) ?? 0
            }
            let isValid = String(validating: bytes, as: UTF8.self) != nil
            let isAccepted = (try? Notebook.source(named: "", bytes: bytes)) != nil
            #expect(isAccepted == isValid, "\(bytes)")
        }
    }

    @Test func `a file that is not text gives a few messages`() {
        let error = #expect(throws: DiagnosticsError.self) {
            _ = try Notebook.source(named: "test.md", bytes: [UInt8](repeating: 0xFF, count: 1_000))
        }
        #expect(error?.diagnostics.count == 11)
        let many = #expect(throws: DiagnosticsError.self) {
            _ = try Notebook.source(named: "test.md", bytes: [UInt8](repeating: 0, count: 1_000))
        }
        #expect(many?.diagnostics.count == 11)
        #expect(
            many?.diagnostics.last?.summary
                == "markdown.encoding: 990 more such mistakes from here on | is this a text at all?")
        // Each byte is encoded as the three-byte replacement character, a NUL as itself.
        #expect(error?.diagnostics.map(\.range) == (0..<11).map { $0 * 3..<$0 * 3 + 3 })
        #expect(many?.diagnostics.map(\.range) == (0..<11).map { $0..<$0 + 1 })
    }

    @Test func `UTF-16 is named`() {
        let error = #expect(throws: DiagnosticsError.self) {
            _ = try Notebook.source(named: "test.md", bytes: [0xFF, 0xFE, 0x41, 0, 0x42, 0])
        }
        #expect(
            error?.diagnostics.map(\.summary) == ["markdown.encoding: the file is not UTF-8 | this is UTF-16"]
        )
    }

    @Test func `a NUL in a source is reported and does not move anything`() {
        let marked = MarkedSource("a‹\0›\n\n```swift-step\nlet a = ‹%›\n```\n")
        #expect(Notebook(parsing: marked.source).diagnostics.map(\.range) == marked.ranges)
    }
}
