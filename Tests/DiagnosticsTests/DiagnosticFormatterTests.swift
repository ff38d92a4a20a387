import Diagnostics
import TestSupport
import Testing

struct DiagnosticFormatterTests {
    @Test func `a message shows its line with carets`() {
        let marked = MarkedSource(
            String(repeating: "\n", count: 23) + "let model = train(scaled, ‹epoch›: 3)\n",
            name: "Notebooks/digit_recognition.md")
        let diagnostic = Diagnostic(
            id: "train.unknown-argument", "unknown argument 'epoch' for step 'train'", at: marked.ranges[0],
            label: "did you mean 'epochs'?",
            notes: [Diagnostic.Note("'train' takes layers, optimizer, epochs, batchSize, …")])
        #expect(
            DiagnosticFormatter(source: marked.source).format(diagnostic) == """
                error: unknown argument 'epoch' for step 'train'                    [train.unknown-argument]
                  --> Notebooks/digit_recognition.md:24:27
                   |
                24 | let model = train(scaled, epoch: 3)
                   |                           ^^^^^ did you mean 'epochs'?
                note: 'train' takes layers, optimizer, epochs, batchSize, …
                """)
    }

    @Test func `a note with a place shows it, with line numbers aligned`() {
        let marked = MarkedSource(
            "let ‹a› = 1\n" + String(repeating: "\n", count: 120) + "let ‹a› = 2", name: "a.md")
        let diagnostic = Diagnostic(
            .warning, id: "x.y", "'a' is bound twice", at: marked.ranges[1],
            notes: [Diagnostic.Note("first here", at: marked.ranges[0])])
        #expect(
            DiagnosticFormatter(source: marked.source, width: 60).format(diagnostic) == """
                warning: 'a' is bound twice                            [x.y]
                   --> a.md:122:5
                    |
                122 | let a = 2
                    |     ^
                note: first here
                   --> a.md:1:5
                    |
                  1 | let a = 1
                    |     ^
                """)
    }

    @Test func `a long message pushes its id away`() {
        let diagnostic = Diagnostic(id: "x.y", String(repeating: "m", count: 90), at: 0..<0)
        #expect(
            DiagnosticFormatter(source: SourceFile(name: "a", text: "")).format(diagnostic) == """
                error: \(String(repeating: "m", count: 90))  [x.y]
                  --> a:1:1
                   |
                 1 |
                   | ^
                """)
    }

    /// The source with the range marked, then the expected line and the line below it.
    @Test(arguments: [
        ("a‹bc›d", " abcd", "  ^^"),
        ("abc‹›", " abc", "    ^"),
        ("ab‹\n›c", " ab", "   ^…"),
        ("a‹b\nc\nd›e", " ab", "  ^…"),
        ("a‹b\r\nc›", " ab", "  ^…"),
        ("a‹b\n›c", " ab", "  ^…"),
        ("‹›", "", " ^"),
        ("\n\n‹›", "", " ^"),
        ("\ta‹b›\tc‹›", "     ab  c", "      ^"),
        ("a\t‹\tb›", " a       b", "     ^^^^^"),
        ("漢字‹🎉é›x", " 漢字🎉éx", "     ^^^"),
        ("e\u{301}e\u{301}‹x›", " e\u{301}e\u{301}x", "   ^"),
        ("👩‍🚀🇩🇪‹x›", " 👩‍🚀🇩🇪x", "     ^"),
        ("한‹글›", " 한글", "   ^^"),
        ("a\u{1B}[31m‹b›", " a␛[31mb", "       ^"),
        ("a\u{202E}‹b›\u{9B}", " a<U+202E>b<U+9B>", "          ^"),
        ("\u{7F}\u{0}‹b›", " ␡␀b", "   ^"),
        ("\u{301}‹x›", " \u{301}x", " ^"),
    ])
    func `carets stand under what they mean`(text: String, line: String, carets: String) {
        let marked = MarkedSource(text)
        let range = marked.ranges[0]
        let shown = DiagnosticFormatter(source: marked.source).format(Diagnostic(id: "x", "m", at: range))
        let lines = shown.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count == 5)
        #expect(lines[3].hasSuffix("|" + line))
        #expect(lines[4] == "   |" + carets)
    }

    @Test(arguments: [
        (0, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…", "^^^"),
        (100, "…aaaaaaaaaaaaaaabbbaaaaaaaaaaaaaaa…", "                ^^^"),
        (297, "…aaaaaaaaaaaaaaaaaaaaaaaaaaaaaabbb", "                               ^^^"),
    ])
    func `a long line is cut around the caret`(offset: Int, line: String, carets: String) {
        var text = String(repeating: "a", count: offset)
        text += "bbb" + String(repeating: "a", count: 297 - offset)
        let diagnostic = Diagnostic(id: "x", "m", at: offset..<offset + 3)
        let shown = DiagnosticFormatter(source: SourceFile(name: "a", text: text), width: 40).format(
            diagnostic)
        let lines = shown.split(separator: "\n")
        #expect(lines[3] == " 1 | " + (offset == 0 ? "bbb" + line.dropFirst(3) : line))
        #expect(lines[4] == "   | " + carets)
        #expect(lines.allSatisfy { $0.count <= 40 })
    }

    @Test func `a range longer than the line's room is cut too`() {
        let text = String(repeating: "漢", count: 100)
        let shown = DiagnosticFormatter(source: SourceFile(name: "a", text: text), width: 40)
            .format(Diagnostic(id: "x", "m", at: 0..<300))
        let lines = shown.split(separator: "\n")
        #expect(
            lines[3] == " 1 | …" + String(repeating: "漢", count: 16) + "…"
                || lines[3] == " 1 | " + String(repeating: "漢", count: 16) + "…")
        #expect(lines[4].count <= 40)
    }

    @Test func `control characters in words are never sent to a terminal`() {
        let diagnostic = Diagnostic(
            id: "x", "a \u{1B}[31m b", at: 0..<1, label: "c \u{7} d", notes: [Diagnostic.Note("e\u{8}")])
        let shown = DiagnosticFormatter(source: SourceFile(name: "f\u{1B}\n", text: "g")).format(diagnostic)
        #expect(shown.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 && $0.value != 0x7F })
        #expect(shown.split(separator: "\n").count == 6)
        #expect(shown.contains("a ␛[31m b"))
    }

    @Test func `colours are written when asked for`() {
        let source = SourceFile(name: "a.md", text: "ab")
        let diagnostic = Diagnostic(id: "x.y", "m", at: 0..<1, label: "l", notes: [Diagnostic.Note("n")])
        let shown = DiagnosticFormatter(source: source, style: .ansi, width: 40).format(diagnostic)
        #expect(
            shown.replacing("\u{1B}", with: "ESC") == """
                ESC[1;31merror:ESC[0m ESC[1mmESC[0m                           ESC[2m[x.y]ESC[0m
                  ESC[34m-->ESC[0m a.md:1:1
                  ESC[34m |ESC[0m
                ESC[34m 1 |ESC[0m ab
                  ESC[34m |ESC[0m ESC[1;31m^ lESC[0m
                ESC[1;36mnote:ESC[0m n
                """)
        let plain = DiagnosticFormatter(source: source, width: 40).format(diagnostic)
        #expect(shown.replacing(/\u{1B}\[[0-9;]*m/, with: "") == plain)
        let warning = DiagnosticFormatter(source: source, style: .ansi)
            .format(Diagnostic(.warning, id: "x", "m", at: 0..<1))
        #expect(warning.hasPrefix("\u{1B}[1;33mwarning:"))
    }

    @Test func `an empty line stands between two messages`() {
        let formatter = DiagnosticFormatter(source: SourceFile(name: "a", text: "b"))
        let diagnostic = Diagnostic(id: "x", "m", at: 0..<1)
        let message = formatter.format(diagnostic)
        #expect(formatter.format([diagnostic, diagnostic]) == message + "\n\n" + message)
        #expect(formatter.format([]) == "")
    }

    @Test(arguments: [(0, 0, ""), (1, 0, "1 error"), (2, 1, "2 errors, 1 warning"), (0, 3, "3 warnings")])
    func `a summary counts`(errors: Int, warnings: Int, expected: String) {
        let diagnostics =
            (0..<errors).map { Diagnostic(id: "x", "m", at: $0..<$0) }
            + (0..<warnings).map { Diagnostic(.warning, id: "x", "m", at: $0..<$0) }
        #expect(DiagnosticFormatter.summary(of: diagnostics) == expected)
    }

    @Test func `a range outside the text is shown at its end`() {
        let shown = DiagnosticFormatter(source: SourceFile(name: "a", text: "b\n"))
            .format(Diagnostic(id: "x", "m", at: 50..<60))
        #expect(shown.hasSuffix("  --> a:2:1\n   |\n 2 |\n   | ^"))
    }

    @Test func `of a line of a hundred thousand characters the place is shown`() {
        let side = String(repeating: "ä", count: 50_000)
        let source = SourceFile(name: "a", text: "first\n" + side + "x" + side + "\n")
        let start = 6 + side.utf8.count
        let shown = DiagnosticFormatter(source: source, width: 40)
            .format(Diagnostic(id: "x", "m", at: start..<start + 1))
        #expect(
            shown.split(separator: "\n").dropFirst() == [
                "  --> a:2:50001", "   |", " 2 | …ääääääääääääääääxääääääääääääääää…",
                "   |                  ^",
            ])
        let end = DiagnosticFormatter(source: source, width: 40)
            .format(Diagnostic(id: "x", "m", at: start + 1 + side.utf8.count..<start + 1 + side.utf8.count))
        #expect(end.contains("  --> a:2:100002\n"))
        #expect(end.hasSuffix("ää\n   |                                   ^"))
    }
}
