import Notebooks
import Testing

struct NameDiagnosticTests {
    @Test func `a name that is bound nowhere`() {
        expectDiagnostics(
            .cell(
                """
                let total = number(1)
                let more = add(totl, total)
                """),
            """
            error: unknown name 'totl'                                                    [name.unknown]
              --> test.md:3:16
               |
             3 | let more = add(totl, total)
               |                ^^^^ did you mean 'total'?
            """)
    }

    @Test func `a name near to no other`() {
        expectDiagnostics(
            .cell(
                """
                let more = add(elephant, number(1))
                """),
            """
            error: unknown name 'elephant'                                                [name.unknown]
              --> test.md:2:16
               |
             2 | let more = add(elephant, number(1))
               |                ^^^^^^^^
            """)
    }

    @Test func `a name used before it is bound`() {
        expectDiagnostics(
            .cell(
                """
                let more = add(total, number(2))
                let total = number(1)
                """),
            """
            error: 'total' is used before it is bound                                   [name.too-early]
              --> test.md:2:16
               |
             2 | let more = add(total, number(2))
               |                ^^^^^
            note: it is bound here
              --> test.md:3:5
               |
             3 | let total = number(1)
               |     ^^^^^
            """)
    }

    @Test func `a name used in its own binding`() {
        expectDiagnostics(
            .cell(
                """
                let total = add(total, number(1))
                """),
            """
            error: 'total' is used before it is bound                                   [name.too-early]
              --> test.md:2:17
               |
             2 | let total = add(total, number(1))
               |                 ^^^^^
            note: it is bound here
              --> test.md:2:5
               |
             2 | let total = add(total, number(1))
               |     ^^^^^
            """)
    }

    @Test func `a name bound twice`() {
        expectDiagnostics(
            .cell(
                """
                let total = number(1)
                let total = number(2)
                """),
            """
            error: 'total' is bound twice                                             [name.bound-twice]
              --> test.md:3:5
               |
             3 | let total = number(2)
               |     ^^^^^
            note: it is bound first here
              --> test.md:2:5
               |
             2 | let total = number(1)
               |     ^^^^^
            """)
    }

    @Test func `a step's name bound`() {
        expectDiagnostics(
            .cell(
                """
                let number = 3
                """),
            """
            error: 'number' already has a meaning                                        [name.reserved]
              --> test.md:2:5
               |
             2 | let number = 3
               |     ^^^^^^ choose another name
            note: names of steps and layers, 'params' and 'sweep' cannot be bound
            """)
    }

    @Test func `a step that gives nothing bound`() {
        expectDiagnostics(
            .cell(
                """
                let shown = table(number(1))
                let more = add(shown, shown)
                """),
            """
            error: 'table' gives no value to bind                                        [name.no-value]
              --> test.md:2:13
               |
             2 | let shown = table(number(1))
               |             ^^^^^^^^^^^^^^^^
            note: call it without 'let'
            """)
    }

    @Test func `a step's name without a call`() {
        expectDiagnostics(
            .cell(
                """
                let more = add(number, number(1))
                """),
            """
            error: 'number' must be called                                             [name.not-called]
              --> test.md:2:16
               |
             2 | let more = add(number, number(1))
               |                ^^^^^^ write 'number(…)'
            """)
    }

    @Test func `an unknown step`() {
        expectDiagnostics(
            .cell(
                """
                let total = numbr(1)
                """),
            """
            error: unknown step 'numbr'                                                   [step.unknown]
              --> test.md:2:13
               |
             2 | let total = numbr(1)
               |             ^^^^^ did you mean 'number'?
            """)
    }

    @Test func `an unknown step near to no other`() {
        expectDiagnostics(
            .cell(
                """
                elephant(1)
                """),
            """
            error: unknown step 'elephant'                                                [step.unknown]
              --> test.md:2:1
               |
             2 | elephant(1)
               | ^^^^^^^^
            note: the command 'steps' lists what can be called
            """)
    }

    @Test func `a bound name called`() {
        expectDiagnostics(
            .cell(
                """
                let total = number(1)
                let more = total(2)
                """),
            """
            error: 'total' is a bound name and cannot be called                      [step.not-callable]
              --> test.md:3:12
               |
             3 | let more = total(2)
               |            ^^^^^
            """)
    }

    @Test func `a name called that is bound below`() {
        expectDiagnostics(
            .cell(
                """
                let more = total(2)
                let total = number(1)
                """),
            """
            error: 'total' is a bound name and cannot be called                      [step.not-callable]
              --> test.md:2:12
               |
             2 | let more = total(2)
               |            ^^^^^
            """)
    }

    @Test func `an unknown name where a layer is wanted`() {
        expectDiagnostics(
            .cell(
                """
                let model = stack(layers: [flat, elephant])
                """),
            """
            error: unknown name 'elephant'                                                [name.unknown]
              --> test.md:2:34
               |
             2 | let model = stack(layers: [flat, elephant])
               |                                  ^^^^^^^^
            note: a layer is one of flat, layer
            """)
    }

    @Test func `names that people bring along from elsewhere`() {
        expectDiagnostics(
            .cell(
                """
                let model = stack(layers: [flat, soft])
                print(model)
                """),
            """
            error: unknown name 'soft'                                                    [name.unknown]
              --> test.md:2:34
               |
             2 | let model = stack(layers: [flat, soft])
               |                                  ^^^^
            note: leave it out

            error: unknown step 'print'                                                   [step.unknown]
              --> test.md:3:1
               |
             3 | print(model)
               | ^^^^^
            note: write 'table'
            """)
    }
}
