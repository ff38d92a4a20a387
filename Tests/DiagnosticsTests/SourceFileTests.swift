import Diagnostics
import Testing

struct SourceFileTests {
    @Test func `lines end at LF, CR LF and CR`() {
        let source = SourceFile(name: "a", text: "ab\ncd\r\nef\rgh\r\r\n\n")
        #expect(source.lineCount == 7)
        #expect((1...7).map { String(source.line($0)) } == ["ab", "cd", "ef", "gh", "", "", ""])
        #expect(source.rangeOfLine(2) == 3..<5)
        #expect(source.rangeOfLine(99) == source.rangeOfLine(7))
    }

    @Test func `columns count characters`() {
        let source = SourceFile(name: "a", text: "é漢🎉e\u{301}x\nb")
        #expect(source.position(of: 0) == SourcePosition(line: 1, column: 1))
        #expect(source.position(of: 2) == SourcePosition(line: 1, column: 2))
        #expect(source.position(of: 12) == SourcePosition(line: 1, column: 5))
        #expect(source.position(of: 14) == SourcePosition(line: 2, column: 1))
        #expect(source.position(of: 99) == SourcePosition(line: 2, column: 2))
        #expect(source.position(of: -1) == SourcePosition(line: 1, column: 1))
    }

    @Test func `messages are ordered by place and then as they were made`() {
        let diagnostics = [3..<4, 1..<2, 3..<3, 0..<9].enumerated().map { index, range in
            Diagnostic(id: "\(index)", "m", at: range)
        }
        #expect(diagnostics.inSourceOrder.map(\.id) == ["3", "1", "0", "2"])
        let error = DiagnosticsError(diagnostics, in: SourceFile(name: "a", text: ""))
        #expect(error.diagnostics.map(\.id) == ["3", "1", "0", "2"])
    }
}
