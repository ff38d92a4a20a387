import Diagnostics
import Notebooks
import TestSupport
import Testing

struct CellTests {
    @Test(arguments: [
        ("//| ‹lable›: a", "cell.unknown-option: unknown option 'lable' | did you mean 'label'?"),
        ("//| ‹zzz›: a", "cell.unknown-option: unknown option 'zzz'"),
        ("//| ‹label›", "cell.option: an option line reads '//| key: value'"),
        ("//| label: a\n//| ‹label›: b", "cell.duplicate-option: the option 'label' is given twice"),
        (
            "//| label: ‹a b›",
            "cell.option-value: wrong value for the option 'label' | expected a name of letters, digits, '-' and '_'"
        ),
        ("//| ‹caption›:", "cell.option-value: wrong value for the option 'caption' | expected a text"),
        ("//| echo: ‹yes›", "cell.option-value: wrong value for the option 'echo' | expected true or false"),
        ("//| fold: ‹1›", "cell.option-value: wrong value for the option 'fold' | expected true or false"),
        (
            "//| on-error: ‹go›",
            "cell.option-value: wrong value for the option 'on-error' | expected stop or continue"
        ),
        ("//| caption: ‹\"a\" b›", "cell.option-quote: the quotes do not go around the whole value"),
        ("//| caption: ‹'a›", "cell.option-quote: the quotes do not go around the whole value"),
        (
            "f()\n‹//| label: a›",
            "cell.option-behind-code: an option line after code | option lines come first, each on a line of its own"
        ),
        (
            "f() ‹//| label: a›",
            "cell.option-behind-code: an option line after code | option lines come first, each on a line of its own"
        ),
    ])
    func `a wrong option is reported at its place`(cell: String, expected: String) {
        let marked = MarkedSource("> ```swift-step\n> \(cell.replacing("\n", with: "\n> "))\n> ```\n")
        marked.expect(Notebook(parsing: marked.source).diagnostics, [expected])
    }

    @Test func `all options are read`() {
        let notebook = notebook(
            """
            // A comment may come first.

            //| label: fig-1
            //|caption: 'It''s "so": simple'
              //| echo: false
            //| fold: true
            //| on-error: continue
            f()
            """)
        #expect(notebook.diagnostics == [])
        let options = notebook.cells[0].options
        #expect(options.label == "fig-1")
        #expect(options.caption == "It's \"so\": simple")
        #expect(!options.echo)
        #expect(options.fold)
        #expect(options.onError == .continue)
    }

    @Test(arguments: [
        "let n = 7 ‹// 2›", "let n = 7 ‹//2›", "let n = 7.5 ‹// 2 + 1›", "let a = 1\nlet n = 7 ‹// a›",
        "let n = params.size ‹// params.part›", "let n = (3 + 4) ‹// 2›", "let n = f(size: 7 ‹// 2›\n)",
        "let r = f()\nlet n = r.parts[0] ‹// r.count›", "let n = 0.25 ‹// 3›",
    ])
    func `a comment that would be a divisor is warned of`(cell: String) {
        let marked = MarkedSource("> ```swift-step\n> \(cell.replacing("\n", with: "\n> "))\n> ```\n")
        marked.expect(
            Notebook(parsing: marked.source).diagnostics,
            [
                "warning syntax.comment: '//' begins a comment, so nothing is divided here | write '/' to divide, or put the comment on a line of its own"
            ])
    }

    @Test func `a comment that has taken the end of a call is warned of as well`() {
        let marked = MarkedSource("```swift-step\nf(7 ‹// 2 > 1, \"claim\")›\n```\n")
        let found = Notebook(parsing: marked.source).diagnostics.filter { $0.severity == .warning }
        #expect(found.map(\.range) == marked.ranges)
    }

    @Test(arguments: [
        "let n = 7 // days", "let n = 7 // 2 days", "let n = 7\n// 2", "let a = f() // 1", "let n = 7 //",
        "f(\n  a: 1, // 2\n  b: 2)", "let n = 7 // n is small", "let n = 7 /* 2 */", "let n = 7 // unknown",
        "let n = [16, 32] // 48", "let n = 7 // 2026-11-29", "let n = 0.25 // 0.3",
    ])
    func `other comments after a value are not taken for divisors`(cell: String) {
        let text = "```swift-step\n\(cell)\n```\n"
        #expect(Notebook(parsing: SourceFile(name: "test.md", text: text)).diagnostics == [])
    }

    @Test func `a label is given once in a notebook`() {
        let marked = MarkedSource(
            "```swift-step\n//| label: a\n```\n\n```swift-step\n//| label: ‹a›\n```\n")
        let notebook = Notebook(parsing: marked.source)
        marked.expect(notebook.diagnostics, ["cell.duplicate-label: the label 'a' is taken"])
        #expect(notebook.diagnostics[0].notes == [Diagnostic.Note("it is given here first", at: 25..<26)])
    }

    @Test(arguments: [
        "‹swift-step›\nf()\n", "‹swift-step›", "‹swift-step›\n", "‹swift-step›\nf()\n~~~",
        "‹swift-step›\nf()\n``",
        "‹swift-step›\nf()\n    ```\n",
    ])
    func `an unclosed cell is an error`(text: String) {
        let marked = MarkedSource("```" + text)
        let found = Notebook(parsing: marked.source).diagnostics.filter { $0.id == "cell.unclosed" }
        marked.expect(
            found, ["cell.unclosed: the cell is not closed | a line with a closing fence is missing"])
    }

    @Test(arguments: [
        "> ```‹swift-step›\n> f()\n```\n> ```\n", "- ```‹swift-step›\n  f()\n- b\n", "> ```‹swift-step›\n",
        "- ```‹swift-step›\n  f()\n```\n",
    ])
    func `a cell whose quote or list ends is not closed`(text: String) {
        let marked = MarkedSource(text)
        let found = Notebook(parsing: marked.source).diagnostics.filter { $0.range == marked.ranges[0] }
        #expect(found.map(\.id) == ["cell.unclosed"])
    }

    @Test func `a cell that is not closed before the next one gives one message`() {
        let marked = MarkedSource(
            "```‹swift-step›\nlet a = 1\n\nProse (more.\n\n```swift-step\n//| label: b\nlet b = 2\n```\n")
        let notebook = Notebook(parsing: marked.source)
        marked.expect(
            notebook.diagnostics,
            ["cell.unclosed: the cell is not closed | a line with a closing fence is missing"])
        #expect(notebook.diagnostics[0].notes == [Diagnostic.Note("another cell starts here", at: 39..<52)])
        #expect(notebook.cells[0].statements.map { $0.name?.text } == ["a"])
        #expect(notebook.cells[0].brokenNames.map(\.text) == ["b"])
    }

    @Test func `the prose after an unclosed cell is not reported`() {
        let marked = MarkedSource(
            "```‹swift-step›\n//| label: a\nlet a = 1\n\n## Some prose, with `= a` and (more.\n\nlet b = 2\n")
        let notebook = Notebook(parsing: marked.source)
        marked.expect(
            notebook.diagnostics,
            ["cell.unclosed: the cell is not closed | a line with a closing fence is missing"])
        #expect(notebook.cells[0].statements.map { $0.name?.text } == ["a"])
        #expect(notebook.cells[0].brokenNames.map(\.text) == ["b"])
    }

    @Test(arguments: [
        "```swift-step\nf()\n```", "~~~ swift-step\nf()\n~~~~  \n", "> ```swift-step\n> f()\n> ```\n",
        "1. ````swift-step\n   f()\n   `````\n", "> - ```swift-step\n>   f()\n>   ```\n",
        "```swift-step\n```\n",
        "   ```swift-step\n   f()\n  ```\n",
    ])
    func `a closed cell is not an error`(text: String) {
        let notebook = Notebook(parsing: SourceFile(name: "test.md", text: text))
        #expect(notebook.diagnostics == [])
        #expect(notebook.cells.count == 1)
    }

    @Test func `words after the language are an error`() {
        let marked = MarkedSource("```‹swift-step› fold=true x\nf()\n```\n")
        marked.expect(
            Notebook(parsing: marked.source).diagnostics,
            ["cell.info: unexpected 'fold=true x' after 'swift-step'"])
    }

    @Test(arguments: ["swift_step", "Swift-Step", "swift-steps", "swiftstep", "swift step"])
    func `a listing that is nearly a cell is warned of`(language: String) {
        let marked = MarkedSource("```‹\(language)›\nf()\n```\n")
        let notebook = Notebook(parsing: marked.source)
        marked.expect(
            notebook.diagnostics,
            ["warning cell.language: this listing is shown, not run | did you mean 'swift-step'?"])
        #expect(notebook.cells == [])
    }

    @Test(arguments: ["swift", "", "python", "text", "swift code"])
    func `other fences are listings`(language: String) {
        let notebook = Notebook(parsing: SourceFile(name: "test.md", text: "```\(language)\nlet\n```\n"))
        #expect(notebook.diagnostics == [])
        #expect(notebook.cells == [])
    }

    @Test func `positions are right after tabs, quotes and wide characters`() {
        let marked = MarkedSource(
            """
            -\t```swift-step
            \tlet a = "漢字🎉" ‹%› 1
            \t\tf(‹%›)
            \t```
            > 1. ~~~swift-step
            >\t\tlet b = 1 ‹%› 2
            >    f(‹%›)
            >    ~~~
            """)
        let notebook = Notebook(parsing: marked.source)
        #expect(notebook.diagnostics.map(\.range) == marked.ranges)
        #expect(notebook.cells.count == 2)
    }

    @Test func `a cell's text is shown in spans`() {
        let notebook = notebook(
            "//| label: a\n\n// Why.\nlet x = f(a.b, in: -1.5) + \"s\"\ng(nil, $)\n\n")
        let shown = notebook.cells[0].spans.map { "\($0.kind.rawValue):\($0.text)" }
        #expect(
            shown == [
                "comment:// Why.", "plain:\n", "keyword:let", "plain: ", "name:x", "plain: ", "symbol:=",
                "plain: ", "call:f", "symbol:(", "name:a", "symbol:.", "member:b", "symbol:,", "plain: ",
                "label:in", "symbol::", "plain: ", "symbol:-", "number:1.5", "symbol:)", "plain: ",
                "symbol:+",
                "plain: ", "string:\"s\"", "plain:\n", "call:g", "symbol:(", "literal:nil", "symbol:,",
                "plain: $", "symbol:)",
            ])
    }

    private func notebook(_ cell: String) -> Notebook {
        Notebook(parsing: SourceFile(name: "test.md", text: "```swift-step\n\(cell)\n```\n"))
    }
}
