import Diagnostics
import Notebooks
import TestSupport
import Testing

struct StepParserTests {
    @Test(arguments: [
        ("1 + 2 * 3 - 4", "((1 + (2 * 3)) - 4)"),
        ("a || b && c == d + 1", "(a || (b && (c == (d + 1))))"),
        ("-a.b * !c", "((-a.b) * (!c))"),
        ("(a + b) * c", "((a + b) * c)"),
        ("a\n    + b\n    - c", "((a + b) - c)"),
        ("a +\n b", "(a + b)"),
        ("a\n  .b\n  .c", "a.b.c"),
        ("f (x, y: 1,)", "f(x, y: 1)"),
        ("f(in: .none, for: [])", "f(in: .none, for: [])"),
        ("[\n  1,\n  [2.5e-3, -0x_f0],\n]", "'0x_f0' is not a number"),
        ("[\n  1,\n  [2.5e-3, -0xf_0],\n]", "[1, [0.0025, (-240)]]"),
        ("[0b101, 0o17, 1_000, 007]", "[5, 15, 1000, 7]"),
        ("-9223372036854775808", "-9223372036854775808"),
        ("9223372036854775807", "9223372036854775807"),
        (#""a\n\t\"\\\u{e9}\0\'\r""#, #""a\n\t\"\\é\0\'\r""#),
        ("f(true, false, nil)", "f(true, false, nil)"),
        ("a/*/* b */*/+/* */b", "(a + b)"),
        ("a /*/* b */*/ +/* */ b", "(a + b)"),
        ("a.default.in", "a.default.in"),
        ("größe.精度", "größe.精度"),
        ("a<b", "(a < b)"),
        ("f(g(h(1)), -(-x))", "f(g(h(1)), (-(-x)))"),
    ])
    func `an expression is read as Swift reads it`(text: String, tree: String) {
        #expect(NotebookDump.expression(text) == tree)
    }

    @Test func `statements end at a line end outside brackets or at a semicolon`() {
        let notebook = notebook("let a = 1; f(a)\ng(\n  a\n); h()\nlet\nb\n=\n2\n")
        #expect(notebook.diagnostics == [])
        #expect(
            notebook.cells[0].statements.map {
                ($0.name?.text ?? "") + " " + NotebookDump.short($0.expression)
            }
                == ["a 1", " f(a)", " g(a)", " h()", "b 2"])
    }

    /// One mistake per line: the cell's text with the range marked, and the message.
    static let mistakes: [(String, String)] = [
        // Characters and literals.
        (
            "let a = ‹“x”›",
            "syntax.character: unexpected character '“' | strings stand between straight quotes: \""
        ),
        (
            "let a = ‹'x'›",
            "syntax.character: unexpected character ''' | strings stand between double quotes: \""
        ),
        ("let ‹`a`› = 1", "syntax.character: unexpected character '`' | names are written without backticks"),
        (
            "‹#if› x",
            "syntax.character: unexpected character '#' | a comment begins with '//'; neither '#' strings nor directives are part of the step language"
        ),
        (
            "‹@main›",
            "syntax.character: unexpected character '@' | attributes are not part of the step language"
        ),
        (
            "let a = ‹\\›.b",
            "syntax.character: unexpected character '\\' | key paths are not part of the step language"
        ),
        (
            "let a = ‹$0›",
            "syntax.character: unexpected character '$' | closures are not part of the step language"
        ),
        ("let a = ‹−1›", "syntax.character: unexpected character '−' | a minus is '-'"),
        ("let a = 2 ‹×› b", "syntax.character: unexpected character '×' | a product is written with '*'"),
        ("let a = 2 ‹÷› b", "syntax.character: unexpected character '÷' | a quotient is written with '/'"),
        ("let a = b ‹≤› c", "syntax.character: unexpected character '≤' | this is written '<='"),
        ("let a = b ‹≥› c", "syntax.character: unexpected character '≥' | this is written '>='"),
        ("let a = b ‹≠› c", "syntax.character: unexpected character '≠' | this is written '!='"),
        (
            "let a =‹\u{A0}›1",
            "syntax.character: unexpected character U+00A0 | only ordinary spaces stand between words"
        ),
        (
            "let a = 3‹\u{A0}›+ 1",
            "syntax.character: unexpected character U+00A0 | only ordinary spaces stand between words"
        ),
        ("let a = ‹🎉›", "syntax.character: unexpected character '🎉'"),
        ("f() ‹/*› /* */", "syntax.comment: the comment is not closed | '*/' is missing"),
        (
            "let a = ‹9223372036854775808›",
            "syntax.integer-range: the integer '9223372036854775808' is too large | the largest is 9223372036854775807"
        ),
        (
            "let a = ‹99999999999999999999›",
            "syntax.integer-range: the integer '99999999999999999999' is too large | the largest is 9223372036854775807"
        ),
        (
            "let a = ‹0x1_0000_0000_0000_0000›",
            "syntax.integer-range: the integer '0x1_0000_0000_0000_0000' is too large | the largest is 9223372036854775807"
        ),
        (
            "let a = ‹1e999›",
            "syntax.float-range: the number '1e999' is too large | the largest is about 1.8e308"
        ),
        ("let a = ‹12abc›", "syntax.number: '12abc' is not a number"),
        ("let a = ‹0b12›", "syntax.number: '0b12' is not a number"),
        ("let a = ‹0x1p3›", "syntax.number: '0x1p3' is not a number"),
        ("let a = ‹.5›", "syntax.number: a number does not start with '.' | write '0.5'"),
        (
            "let a = f(‹\"x)›",
            "syntax.string: the string is not closed | '\"' is missing before the line's end"
        ),
        (
            "let a = ‹\"\"\"›\nx\n\"\"\"",
            "syntax.multiline-string: strings over several lines are not part of the step language | write '\\n' for a line end"
        ),
        (
            "let a = \"b ‹\\(c(\")\"))› d\"",
            "syntax.interpolation: string interpolation is not part of the step language"
        ),
        (
            "let a = \"b ‹\\q› d\"",
            "syntax.escape: unknown escape '\\q' | there are \\n \\t \\r \\0 \\\" \\' \\\\ and \\u{…}"
        ),
        (
            "let a = \"‹\\u{d800}›\"",
            "syntax.escape: unknown escape '\\u{d800}' | there are \\n \\t \\r \\0 \\\" \\' \\\\ and \\u{…}"
        ),
        (
            "let a = \"‹\u{1}›\"",
            "syntax.control-character: a control character in a string | write '\\u{1}'"
        ),
        (
            "let a = \"‹\t›\"", "syntax.control-character: a tab in a string | write '\\t'"
        ),
        // Statements.
        ("‹a.b›", "syntax.statement: this is neither a 'let' binding nor a call | it would have no effect"),
        (
            "‹1 + f(x)›",
            "syntax.statement: this is neither a 'let' binding nor a call | it would have no effect"
        ),
        ("‹var› a = 1", "syntax.variable: 'var' is not part of the step language | write 'let'"),
        (
            "‹func› f() {\n  let a = g()\n}",
            "syntax.foreign-statement: 'func' is not part of the step language | there are only 'let' bindings and calls"
        ),
        (
            "‹for› i in 0..<3 {\n  f(i)\n}",
            "syntax.foreign-statement: 'for' is not part of the step language | there are only 'let' bindings and calls"
        ),
        (
            "‹if› a {\n  f(i)\n}\nelse {\n  g()\n}",
            "syntax.foreign-statement: 'if' is not part of the step language | there are only 'let' bindings and calls"
        ),
        (
            "‹import› Foundation",
            "syntax.foreign-statement: 'import' is not part of the step language | there are only 'let' bindings and calls"
        ),
        (
            "‹try› f()",
            "syntax.foreign-statement: 'try' is not part of the step language | there are only 'let' bindings and calls"
        ),
        ("let a = ‹try› f()", "syntax.keyword: 'try' is not part of the step language"),
        ("let a = ‹self›.b", "syntax.keyword: 'self' is not part of the step language"),
        ("let a = b.‹self›", "syntax.keyword: 'self' is not part of the step language"),
        (
            "let a = ‹var›([1, 2])",
            "syntax.keyword: 'var' is not part of the step language | write 'std(array) * std(array)'"
        ),
        ("‹const› a = 3", "syntax.variable: 'const' is not part of the step language | write 'let'"),
        ("‹val› a = 3", "syntax.variable: 'val' is not part of the step language | write 'let'"),
        (
            "let a = ‹f›\"b\"",
            "syntax.string-prefix: 'f' in front of a string is not part of the step language | leave it out"
        ),
        (
            "g(‹r›\"b\", 3)",
            "syntax.string-prefix: 'r' in front of a string is not part of the step language | leave it out"
        ),
        ("let a = 1 ‹if› b else 2", "syntax.foreign-keyword: 'if' is not part of the step language"),
        ("let a = b ‹as› c", "syntax.foreign-keyword: 'as' is not part of the step language"),
        ("‹;› f()", "syntax.empty-statement: there is no statement before this ';'"),
        (
            "‹{› f() }",
            "syntax.closure: closures and blocks are not part of the step language | there are only 'let' bindings and calls"
        ),
        (
            "f(x) ‹{› y in\n  let z = 1\n}",
            "syntax.closure: closures and blocks are not part of the step language | there are only 'let' bindings and calls"
        ),
        ("f(x)‹)›", "syntax.unopened-bracket: this ')' closes nothing"),
        ("‹]›", "syntax.unopened-bracket: this ']' closes nothing"),
        ("let ‹default› = 1", "syntax.keyword-as-name: 'default' is a Swift keyword and cannot be a name"),
        ("let ‹any› = 1", "syntax.keyword-as-name: 'any' is a Swift keyword and cannot be a name"),
        ("let ‹_› = f()", "syntax.discard: '_' is not a name | a call needs no 'let' before it"),
        ("let ‹(›a, b) = f()", "syntax.tuple: a 'let' binds one name"),
        ("let‹› = 3", "syntax.missing-name: expected a name after 'let'"),
        (
            "let a‹:› Int = 3",
            "syntax.type-annotation: type annotations are not part of the step language | expected '='"
        ),
        ("let a‹›", "syntax.missing-assignment: expected '=' and a value after 'let a'"),
        ("let a ‹=›3", "syntax.operator-spacing: '=' needs a space on both sides"),
        ("let a ‹=-›3", "syntax.operator-spacing: '=' needs a space on both sides"),
        ("a ‹=› 3", "syntax.assignment: assignment is not part of the step language"),
        ("a ‹+=› 3", "syntax.assignment: assignment is not part of the step language"),
        ("let a = 1‹,› b = 2", "syntax.comma: a ',' outside brackets | a 'let' binds one name"),
        ("f(x)‹› g(y)", "syntax.missing-separator: two statements on one line need a ';' between them"),
        // Expressions.
        (
            "let a = b < c ‹<› d",
            "syntax.chained-comparison: '<' and '<' cannot be chained | join comparisons with '&&'"
        ),
        ("let a = b ‹?› c : d", "syntax.conditional: the conditional '? :' is not part of the step language"),
        ("let a = b‹!›", "syntax.unwrapping: '!' behind a value is not part of the step language"),
        ("let a = b‹?›.c", "syntax.unwrapping: '?' behind a value is not part of the step language"),
        (
            "let a = b ‹%› c",
            "syntax.operator: the operator '%' is not part of the step language | there is no remainder"
        ),
        (
            "let a = 0‹...›3",
            "syntax.operator: the operator '...' is not part of the step language | a subscript takes one whole number"
        ),
        (
            "let a = b‹==-›1",
            "syntax.operator: the operator '==-' is not part of the step language | write '== -', with a space before it and none after it"
        ),
        (
            "let a = b ‹--› c",
            "syntax.operator: the operator '--' is not part of the step language | write '- -', with a space before it and none after it"
        ),
        (
            "let a = ‹--›c",
            "syntax.operator: the operator '--' is not part of the step language | write '-(-…)'"
        ),
        (
            "let a = ‹!!›c",
            "syntax.operator: the operator '!!' is not part of the step language | write '!(!…)'"
        ),
        ("let a = b ‹++› c", "syntax.operator: the operator '++' is not part of the step language"),
        (
            "let a = b ‹**› c",
            "syntax.operator: the operator '**' is not part of the step language | there is no power; multiply"
        ),
        (
            "let a = b ‹===› c",
            "syntax.operator: the operator '===' is not part of the step language | write '=='"
        ),
        (
            "let a = b ‹&› c",
            "syntax.operator: the operator '&' is not part of the step language | write '&&'"
        ),
        ("f(‹&›x)", "syntax.operator: the operator '&' is not part of the step language | write '&&'"),
        ("let a = b ‹and› c", "syntax.operator: 'and' is not an operator of the step language | write '&&'"),
        ("f(b ‹or› (c), d: 1)", "syntax.operator: 'or' is not an operator of the step language | write '||'"),
        ("f(‹not ›c)", "syntax.operator: 'not' is not an operator of the step language | write '!'"),
        ("let a = b ‹-›c", "syntax.operator-spacing: '-' needs a space on both sides or on neither"),
        ("let a = b‹-› c", "syntax.operator-spacing: '-' needs a space on both sides or on neither"),
        ("let a = ‹-› c", "syntax.operator-spacing: '-' must stand right before its value, without a space"),
        ("let a = b *‹›", "syntax.missing-value: expected a value after '*'"),
        ("let a = ‹*› b", "syntax.missing-value: expected a value before '*'"),
        ("f(‹-›)", "syntax.missing-value: expected a value before '-'"),
        ("f(a, ‹,› b)", "syntax.missing-value: expected a value before ','"),
        ("let a = ‹()›", "syntax.missing-value: expected a value between '(' and ')'"),
        (
            "let a = b‹[]›",
            "syntax.subscript: a subscript takes one whole number | as in 'recall[3]'; the first element is [0]"
        ),
        (
            "let a = b‹[1, 2]›",
            "syntax.subscript: a subscript takes one whole number | as in 'recall[3]'; the first element is [0]"
        ),
        (
            "let a = b[1‹:›3]",
            "syntax.slice: an array cannot be sliced; only single elements can be read | write one whole number"
        ),
        (
            "let a = b[‹:›]",
            "syntax.slice: an array cannot be sliced; only single elements can be read | write one whole number"
        ),
        ("let a = ‹(b.c)›(1)", "syntax.callee: only a plain name can be called"),
        ("let a = ‹.b›(1)", "syntax.callee: only a plain name can be called"),
        ("let a = b.‹0›", "syntax.tuple: members have names, not numbers"),
        ("let a = b‹.› c", "syntax.missing-member: expected a name right behind '.'"),
        ("let a = [b‹:› c]", "syntax.dictionary: dictionaries are not part of the step language"),
        ("let a = [‹:›]", "syntax.dictionary: dictionaries are not part of the step language"),
        ("let a = (b‹,› c)", "syntax.tuple: tuples are not part of the step language | expected ')'"),
        ("f(a ‹=› 1)", "syntax.label: an argument's label is followed by ':' | write ':'"),
        ("f(a.b ‹=› 1)", "syntax.assignment: '=' does not compare | write '=='"),
        ("f(a: b ‹=› 1)", "syntax.assignment: '=' does not compare | write '=='"),
        ("f(‹let›: 1)", "syntax.label: 'let' cannot be a label"),
        ("let a = f‹(›b, c", "syntax.unclosed-bracket: this '(' is not closed"),
        ("let a = f‹(›b,\nlet c = 1", "syntax.unclosed-bracket: this '(' is not closed"),
        ("f(a: ‹[›b, c(1), d: 1, e: 2)", "syntax.unclosed-bracket: this '[' is not closed"),
        ("f(a: ‹[›b, d: [1])", "syntax.unclosed-bracket: this '[' is not closed"),
        ("let a = [b, c‹:› 1]", "syntax.dictionary: dictionaries are not part of the step language"),
        ("f([a‹)›", "syntax.wrong-bracket: ')' cannot close '['"),
        ("f(a‹› b)", "syntax.missing-comma: expected ',' between two values"),
        ("f(\n  a: 1‹›\n  in: 2\n)", "syntax.missing-comma: expected ',' between two values"),
        ("f‹(›a ; b)", "syntax.unclosed-bracket: this '(' is not closed"),
        ("f(a ‹in› b)", "syntax.unexpected: unexpected 'in'"),
    ]

    @Test(arguments: mistakes)
    func `each mistake gives one message at its place`(cell: String, expected: String) {
        let marked = MarkedSource("```swift-step\n\(cell)\n```\n")
        marked.expect(Notebook(parsing: marked.source).diagnostics, [expected])
    }

    @Test(arguments: mistakes)
    func `a mistake does not hide the next statement`(cell: String, expected: String) {
        guard !expected.contains("comment is not closed") else { return }
        let marked = MarkedSource("```swift-step\n\(cell)\nlet next = 1\nlast()\n```\n")
        let notebook = Notebook(parsing: marked.source)
        marked.expect(notebook.diagnostics, [expected])
        #expect(notebook.cells[0].statements.suffix(2).map { $0.name?.text } == ["next", nil])
    }

    @Test func `names of broken statements are kept`() {
        let notebook = notebook("let a = \nvar b = 1\nc = 2\nlet d = 3\nf(‹+)\nlet e: Int = 1\n")
        #expect(notebook.cells[0].brokenNames.map(\.text) == ["a", "b", "c", "e"])
        #expect(notebook.cells[0].statements.map { $0.name?.text } == ["d"])
    }

    @Test func `an expression nests two hundred levels deep and no more`() {
        func nested(_ depth: Int) -> String {
            "let a = " + String(repeating: "(", count: depth) + "1" + String(repeating: ")", count: depth)
        }
        #expect(notebook(nested(200)).diagnostics == [])
        #expect(
            notebook(nested(201)).diagnostics.map(\.summary)
                == ["syntax.nesting: the expression nests more than 200 levels deep"])
        #expect(notebook(nested(20_000)).diagnostics.count == 1)
        #expect(notebook("let a = 1" + String(repeating: " + 1", count: 200)).diagnostics == [])
        #expect(notebook("let a = 1" + String(repeating: " + 1", count: 20_000)).diagnostics.count == 1)
        #expect(notebook("let a = b" + String(repeating: ".c", count: 20_000)).diagnostics.count == 1)
    }

    @Test func `ten mistakes give ten messages in source order`() {
        let marked = MarkedSource(
            """
            ---
            ‹titel›: x
            seed: ‹many›
            ---
            Text `= ‹var› x`.

            ```swift-step
            //| ‹lable›: a
            let a = f(1, ‹%›2, g(3‹!›))
            ‹var› b = 1
            let c =‹›
            let d = "‹\\(c)›"
            plot(d‹› a)
            ‹a.b›
            ```
            """)
        let notebook = Notebook(parsing: marked.source)
        #expect(
            notebook.diagnostics.map { marked.source.position(of: $0.range.lowerBound).line }
                == [2, 3, 5, 8, 9, 9, 10, 11, 12, 13, 14])
        #expect(notebook.diagnostics.map(\.range) == marked.ranges)
    }

    private func notebook(_ cell: String) -> Notebook {
        Notebook(parsing: SourceFile(name: "test.md", text: "```swift-step\n\(cell)\n```\n"))
    }
}
