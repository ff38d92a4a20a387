import Diagnostics
import Notebooks
import TestSupport
import Testing

struct ComputedValueTests {
    /// Markdown with each expression marked.
    @Test(arguments: [
        "a `= ‹x›` b", "a `=‹x›` b `= ‹y›`", "`` = ‹x› `` ``` `= x", "1. a `=\n ‹x›`\n\t2. b",
        "> - a `= ‹f(\n>  b)›` `= ‹y›`", "`\n= ‹x›\n`", "> - a `` = ‹f(\nb,\n   c)› ``", "``= ‹x›``",
        "`=  ‹f(a,  b)›  `",
        "# H `= ‹x›`", "  ## H `= ‹x›` ##", "H\n`= ‹x›`\n===", "> q\n> `= ‹x›` and `= ‹y›`",
        "> q\nlazy `= ‹x›`", "- a\n- b `= ‹x›`\n\n      `= z`\n  - c\n    d `= ‹y›`", "1.\t`= ‹x›`",
        "> 1. > `= ‹x›`\n>    > `= ‹y›`", "*a `= ‹x›` b* [c `= ‹y›`](/d)",
        "漢字🎉e\u{301} `= ‹x›`\n\u{1F469}\u{200D}\u{1F680} `= ‹y›`",
        "`= ‹f(\na,\nb)›`", "> `= ‹f(\n> a,\n>    b)›` `= ‹y›`", "- `= ‹f(\n  a)›`",
        "[r]: /u\n[s]: /v\ntext `= ‹x›` [r]\n  `= ‹y›`", "\\`= a\\` `= ‹x›`", "\\``= ‹x›`", "\\\\`= ‹x›`",
        "x\\```= ‹y›`` `= ‹z›`",
        "`= ‹x›` `= ‹x›`\n`= ‹x›` `code` `= ‹x›`",
        "a `= ‹x›`  \nb `= ‹y›`\\\nc `= ‹z›`", "<b title=\"`= a`\"> `= ‹b›`", "| a |\n|---|\n| `= ‹x›` |",
        "| a `= ‹x›` | b |\n|---|---|\n| `= ‹f(a, \"b\")›` | `= ‹c \\|\\| d›` |\n",
        "> a|b\n> -|-\n> `= ‹x›` | `= ‹y›`",
        "text\na|b\n-|-\n`= ‹x›` | *`= ‹y›`*\n\nafter `= ‹z›`", "\t\n`= ‹x›`", "`= ‹-x›` `= ‹!x›`",
    ])
    func `an expression is found at its place`(text: String) {
        for text in [
            text, text.replacing("\n", with: "\r\n"), text.replacing("\n", with: "\r"),
            "---\ntitle: x\n---\n" + text,
        ] {
            let marked = MarkedSource(text)
            let notebook = Notebook(parsing: marked.source)
            #expect(notebook.diagnostics.filter { $0.severity == .error } == [])
            #expect(notebook.computedValues.map(\.range) == marked.ranges, "\(text.debugDescription)")
            #expect(notebook.computedValues.allSatisfy { $0.expression != nil })
            #expect(notebook.shownValues == Array(marked.ranges.indices))
            // Its range in the tree includes the backticks, the same number on both sides.
            let bytes = Array(marked.source.text.utf8)
            for node in notebook.shownNodes {
                guard case .value(let index) = node.kind else { continue }
                let span = bytes[node.range]
                let ticks = span.prefix { $0 == UInt8(ascii: "`") }.count
                #expect(ticks > 0 && span.suffix(ticks).allSatisfy { $0 == UInt8(ascii: "`") })
                #expect(span.dropFirst(ticks).dropLast(ticks).last != UInt8(ascii: "`"))
                #expect(node.range.lowerBound < marked.ranges[index].lowerBound)
                #expect(node.range.upperBound > marked.ranges[index].upperBound)
            }
        }
    }

    @Test(arguments: [
        "`=`", "`==`", "`=>`", "`= `", "`a = b`", "` = x`", "    = x", "```\n= x\n```", "\\`= x`",
    ])
    func `other code is not a computed value`(text: String) {
        let notebook = Notebook(parsing: SourceFile(name: "test.md", text: text))
        #expect(notebook.diagnostics == [])
        #expect(notebook.computedValues == [])
    }

    @Test(arguments: [
        ("`= ‹let› a = 1`", "syntax.keyword: 'let' is not part of the step language"),
        ("`= a ‹b›`", "syntax.single-expression: a computed value is one expression | it should end here"),
        ("`= a‹;› b`", "syntax.single-expression: a computed value is one expression | it should end here"),
        ("`= f(a‹› b)`", "syntax.missing-comma: expected ',' between two values"),
        (
            "> `= f(\n> ‹%›)`",
            "syntax.operator: the operator '%' is not part of the step language | there is no remainder"
        ),
        ("`= 5 ‹//› 2`", wholeDivision), ("`= 10‹//›3 + 1`", wholeDivision), ("`= ‹//› a`", wholeDivision),
        ("`= f(a, b) ‹//› %`", wholeDivision), ("> `= f(a\n> ‹//› b)`", wholeDivision),
        ("| a |\n|---|\n| `= a ‹//› b` |", wholeDivision), ("# H `= a ‹//› b`", wholeDivision),
        (
            "`= a ‹/*› b */ + 1`",
            "syntax.comment: '/*' begins a comment, and a computed value has none | write it into the text around the value"
        ),
        ("`= a ‹#› b`", "syntax.character: unexpected character '#' | a computed value has no comment"),
        ("`= a *‹›`", "syntax.missing-value: expected a value after '*'"),
        (
            "![`= ‹x›`](/p.png)",
            "markdown.value-in-image: an image's description cannot hold a computed value"
        ),
    ])
    func `a wrong expression is reported at its place`(text: String, expected: String) {
        let marked = MarkedSource(text)
        let notebook = Notebook(parsing: marked.source)
        if expected.hasPrefix("markdown") {
            #expect(notebook.diagnostics.map(\.summary) == [expected])
        } else {
            marked.expect(notebook.diagnostics, [expected])
            #expect(notebook.computedValues.map(\.expression) == [nil])
        }
    }

    private static let wholeDivision =
        "syntax.comment: '//' begins a comment, and a computed value has none | there is no integer division: '/' divides, and 'round' rounds the quotient to a whole number"

    @Test(arguments: ["`= f(\"// a\")`", "`= f(\"/* a\")`", "`= a / b`", "`= a /b/ c`"])
    func `an expression without a comment is whole`(text: String) {
        let notebook = Notebook(parsing: SourceFile(name: "test.md", text: text))
        #expect(notebook.diagnostics.filter { $0.id == "syntax.comment" } == [])
    }

    @Test func `values are in source order where a table is shown`() {
        let notebook = Notebook(
            parsing: SourceFile(name: "test.md", text: "`= a`\n\n|`= b`|\n|-|\n|`= c`|\n\n`= d`\n"))
        #expect(notebook.computedValues.map(\.text) == ["a", "b", "c", "d"])
        #expect(notebook.shownValues == [0, 1, 2, 3])
    }

    @Test func `text that looks like a value's place is none`() {
        let text =
            "&lt;stepbook value 0&gt; <stepbook value 0> \\<stepbook value 0> `<stepbook value 0>` `= x`\n\n"
            + "<stepbook value 0>\n\n[a](</b> '<stepbook value 0>') ![<stepbook value 0>](/c)\n\n"
            + "``` <stepbook value 0>\n<stepbook value 0>\n```\n"
        let notebook = Notebook(parsing: SourceFile(name: "test.md", text: text))
        #expect(notebook.shownValues == [0])
    }
}

extension Notebook {
    /// The indices of all computed values that the blocks show, in order.
    var shownValues: [Int] {
        shownNodes.compactMap { if case .value(let index) = $0.kind { index } else { nil } }
    }

    /// All nodes of all blocks, in order, a cell at the top level as a node too.
    var shownNodes: [MarkdownNode] {
        blocks.flatMap { block in
            switch block {
            case .heading(let heading): Array(heading.content.nodes)
            case .prose(let prose): Array(prose.tree.nodes)
            case .cell(let index): [MarkdownNode(.cell(index), at: cells[index].range)]
            }
        }
    }
}
