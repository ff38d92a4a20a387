import Notebooks
import Testing

struct MemberDiagnosticTests {
    @Test func `the name params bound`() {
        expectDiagnostics(
            .cell(
                """
                let params = 3
                """),
            """
            error: 'params' already has a meaning                                        [name.reserved]
              --> test.md:2:5
               |
             2 | let params = 3
               |     ^^^^^^ choose another name
            note: names of steps and layers, 'params' and 'sweep' cannot be bound
            """)
    }

    @Test func `an unknown member`() {
        expectDiagnostics(
            .cell(
                """
                let total = number(1)
                expect(total.valeu > 0)
                """),
            """
            error: a Number has no member 'valeu'                                       [member.unknown]
              --> test.md:3:14
               |
             3 | expect(total.valeu > 0)
               |              ^^^^^ did you mean 'value'?
            note: it has value, whole, isPositive
            """)
    }

    @Test func `a member by another name, and one that is answered in words`() {
        expectDiagnostics(
            .cell(
                """
                let total = number(1)
                expect(total.content > 0)
                expect(total.half > 0)
                expect(total.is_positive)
                expect(total.length > 0)
                """),
            """
            error: a Number has no member 'content'                                     [member.unknown]
              --> test.md:3:14
               |
             3 | expect(total.content > 0)
               |              ^^^^^^^ did you mean 'value'?
            note: it has value, whole, isPositive

            error: a Number has no member 'half'                                        [member.unknown]
              --> test.md:4:14
               |
             4 | expect(total.half > 0)
               |              ^^^^
            note: write 'total.value / 2'
            note: it has value, whole, isPositive

            error: a Number has no member 'is_positive'                                 [member.unknown]
              --> test.md:5:14
               |
             5 | expect(total.is_positive)
               |              ^^^^^^^^^^^ did you mean 'isPositive'?
            note: it has value, whole, isPositive

            error: a Number has no member 'length'                                      [member.unknown]
              --> test.md:6:14
               |
             6 | expect(total.length > 0)
               |              ^^^^^^
            note: it has value, whole, isPositive
            """)
    }

    @Test func `a member of what has none`() {
        expectDiagnostics(
            .cell(
                """
                let total = 1 + 2
                expect(total.value > 0)
                """),
            """
            error: a whole number has no members                                           [member.none]
              --> test.md:3:14
               |
             3 | expect(total.value > 0)
               |              ^^^^^
            """)
    }

    @Test func `a number alone`() {
        expectDiagnostics(
            .cell(
                """
                number(1).value
                """),
            """
            error: this is neither a 'let' binding nor a call                         [syntax.statement]
              --> test.md:2:1
               |
             2 | number(1).value
               | ^^^^^^^^^^^^^^^ it would have no effect
            """)
    }

    @Test func `a function called for nothing`() {
        expectDiagnostics(
            .cell(
                """
                percent(0.5, 1)
                """),
            """
            error: this statement does nothing                                     [statement.no-effect]
              --> test.md:2:1
               |
             2 | percent(0.5, 1)
               | ^^^^^^^^^^^^^^^
            note: a statement is 'let NAME = EXPRESSION' or a call of a step
            """)
    }

    @Test func `a description called for nothing`() {
        expectDiagnostics(
            .cell(
                """
                layer(3)
                """),
            """
            error: this statement does nothing                                     [statement.no-effect]
              --> test.md:2:1
               |
             2 | layer(3)
               | ^^^^^^^^
            note: a statement is 'let NAME = EXPRESSION' or a call of a step
            """)
    }

    @Test func `an unknown parameter`() {
        expectDiagnostics(
            .text(
                """
                ---
                params:
                  epochs: 3
                  rate: 0.5
                ---
                ```swift-step
                let total = number(params.epoch)
                ```
                """),
            """
            error: unknown parameter 'epoch'                                            [params.unknown]
              --> test.md:7:27
               |
             7 | let total = number(params.epoch)
               |                           ^^^^^ did you mean 'epochs'?
            note: the front matter declares epochs, rate
            """)
    }

    @Test func `a parameter of a notebook without any`() {
        expectDiagnostics(
            .cell(
                """
                let total = number(params.epochs)
                """),
            """
            error: unknown parameter 'epochs'                                           [params.unknown]
              --> test.md:2:27
               |
             2 | let total = number(params.epochs)
               |                           ^^^^^^
            note: the notebook declares no parameters: add 'params:' to the front matter
            """)
    }

    @Test func `params alone`() {
        expectDiagnostics(
            .text(
                """
                ---
                params:
                  epochs: 3
                  rate: 0.5
                ---
                ```swift-step
                let total = number(params)
                ```
                """),
            """
            error: 'params' is used with a name after a dot                               [params.alone]
              --> test.md:7:20
               |
             7 | let total = number(params)
               |                    ^^^^^^
            note: it has 'epochs', 'rate'
            """)
    }

    @Test func `params alone in a notebook without any`() {
        expectDiagnostics(
            .cell(
                """
                let total = number(params)
                """),
            """
            error: 'params' is used with a name after a dot                               [params.alone]
              --> test.md:2:20
               |
             2 | let total = number(params)
               |                    ^^^^^^
            note: the notebook declares no parameters
            """)
    }
}
