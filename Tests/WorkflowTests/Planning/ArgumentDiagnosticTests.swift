import Notebooks
import Testing

struct ArgumentDiagnosticTests {
    @Test func `an unknown argument`() {
        expectDiagnostics(
            .cell(
                """
                let text = words("a", time: 3)
                """),
            """
            error: unknown argument 'time' for step 'words'                     [words.unknown-argument]
              --> test.md:2:23
               |
             2 | let text = words("a", time: 3)
               |                       ^^^^ did you mean 'times'?
            note: 'words' takes text, times, style
            """)
    }

    @Test func `an unknown argument near to no other`() {
        expectDiagnostics(
            .cell(
                """
                let text = words("a", elephant: 3)
                """),
            """
            error: unknown argument 'elephant' for step 'words'                 [words.unknown-argument]
              --> test.md:2:23
               |
             2 | let text = words("a", elephant: 3)
               |                       ^^^^^^^^
            note: 'words' takes text, times, style
            """)
    }

    @Test func `an argument of a plain name`() {
        expectDiagnostics(
            .cell(
                """
                let model = stack(layers: [flat(3)])
                """),
            """
            error: 'flat' takes no argument without a label                   [flat.unexpected-argument]
              --> test.md:2:33
               |
             2 | let model = stack(layers: [flat(3)])
               |                                 ^
            note: it is called as 'flat()'
            """)
    }

    @Test func `an argument of what takes none`() {
        expectDiagnostics(
            .cell(
                """
                let model = stack(layers: [flat(size: 3)])
                """),
            """
            error: unknown argument 'size' for layer 'flat'                      [flat.unknown-argument]
              --> test.md:2:33
               |
             2 | let model = stack(layers: [flat(size: 3)])
               |                                 ^^^^
            note: 'flat' takes no arguments
            """)
    }

    @Test func `an unknown argument in place of a required one`() {
        expectDiagnostics(
            .cell(
                """
                let text = label(words("a"), knd: "b")
                """),
            """
            error: unknown argument 'knd' for step 'label'                      [label.unknown-argument]
              --> test.md:2:30
               |
             2 | let text = label(words("a"), knd: "b")
               |                              ^^^ did you mean 'kind'?
            note: 'label' takes text, kind
            """)
    }

    @Test func `an unknown argument of a layer`() {
        expectDiagnostics(
            .cell(
                """
                let model = stack(layers: [layer(3, rat: 0.5)])
                """),
            """
            error: unknown argument 'rat' for layer 'layer'                     [layer.unknown-argument]
              --> test.md:2:37
               |
             2 | let model = stack(layers: [layer(3, rat: 0.5)])
               |                                     ^^^ did you mean 'rate'?
            note: 'layer' takes size, rate
            """)
    }

    @Test func `an unknown argument of a function`() {
        expectDiagnostics(
            .cell(
                """
                let text = words(percent(0.5, 1, digits: 2))
                """),
            """
            error: unknown argument 'digits' for function 'percent'           [percent.unknown-argument]
              --> test.md:2:34
               |
             2 | let text = words(percent(0.5, 1, digits: 2))
               |                                  ^^^^^^
            note: 'percent' takes share, decimals
            """)
    }

    @Test func `a missing argument`() {
        expectDiagnostics(
            .cell(
                """
                let text = words()
                """),
            """
            error: missing argument 'text' for 'words'                          [words.missing-argument]
              --> test.md:2:12
               |
             2 | let text = words()
               |            ^^^^^
            note: 'text' is a text: the text
            """)
    }

    @Test func `a missing labelled argument`() {
        expectDiagnostics(
            .cell(
                """
                let text = label(words("a"))
                """),
            """
            error: missing argument 'kind' for 'label'                          [label.missing-argument]
              --> test.md:2:12
               |
             2 | let text = label(words("a"))
               |            ^^^^^
            note: 'kind' is a text: what it is called
            """)
    }

    @Test func `a layer that needs arguments, without any`() {
        expectDiagnostics(
            .cell(
                """
                let model = stack(layers: [layer, flat])
                """),
            """
            error: 'layer' needs arguments                                      [layer.missing-argument]
              --> test.md:2:28
               |
             2 | let model = stack(layers: [layer, flat])
               |                            ^^^^^
            note: it is called as 'layer(size, rate:)'
            """)
    }

    @Test func `an argument given twice`() {
        expectDiagnostics(
            .cell(
                """
                let text = words("a", times: 2, times: 3)
                """),
            """
            error: 'times' is given twice                                            [words.given-twice]
              --> test.md:2:33
               |
             2 | let text = words("a", times: 2, times: 3)
               |                                 ^^^^^
            note: it is given first here
              --> test.md:2:23
               |
             2 | let text = words("a", times: 2, times: 3)
               |                       ^^^^^
            """)
    }

    @Test func `a further argument given twice`() {
        expectDiagnostics(
            .cell(
                """
                table(number(1), loss: 2, loss: 3)
                """),
            """
            error: 'loss' is given twice                                             [table.given-twice]
              --> test.md:2:27
               |
             2 | table(number(1), loss: 2, loss: 3)
               |                           ^^^^
            """)
    }

    @Test func `a label for what takes none`() {
        expectDiagnostics(
            .cell(
                """
                let text = words(text: "a")
                """),
            """
            error: 'text' of 'words' is given without a label                              [words.label]
              --> test.md:2:18
               |
             2 | let text = words(text: "a")
               |                  ^^^^ write '"a"' without 'text:'
            note: it is called as 'words(text, times:, style:)'
            """)
    }

    @Test func `one argument too many`() {
        expectDiagnostics(
            .cell(
                """
                let text = words("a", 3)
                """),
            """
            error: 'words' takes one argument without a label                [words.unexpected-argument]
              --> test.md:2:23
               |
             2 | let text = words("a", 3)
               |                       ^ did you mean 'times: 3'?
            note: it is called as 'words(text, times:, style:)'
            """)
    }

    @Test func `two arguments too many of what takes one`() {
        expectDiagnostics(
            .cell(
                """
                let text = words("a", 3, 4)
                """),
            """
            error: 'words' takes one argument without a label                [words.unexpected-argument]
              --> test.md:2:23
               |
             2 | let text = words("a", 3, 4)
               |                       ^ did you mean 'times: 3'?
            note: it is called as 'words(text, times:, style:)'

            error: 'words' takes one argument without a label                [words.unexpected-argument]
              --> test.md:2:26
               |
             2 | let text = words("a", 3, 4)
               |                          ^
            note: it is called as 'words(text, times:, style:)'
            """)
    }

    @Test func `an argument too many in place of a required one`() {
        expectDiagnostics(
            .cell(
                """
                let text = label(words("a"), "b")
                """),
            """
            error: 'label' takes one argument without a label                [label.unexpected-argument]
              --> test.md:2:30
               |
             2 | let text = label(words("a"), "b")
               |                              ^^^ did you mean 'kind: "b"'?
            note: it is called as 'label(text, kind:)'
            """)
    }

    @Test func `an argument for what takes none`() {
        expectDiagnostics(
            .cell(
                """
                let total = draw(3)
                """),
            """
            error: 'draw' takes no argument without a label                   [draw.unexpected-argument]
              --> test.md:2:18
               |
             2 | let total = draw(3)
               |                  ^
            note: it is called as 'draw()'
            """)
    }

    @Test func `an argument too many for two`() {
        expectDiagnostics(
            .cell(
                """
                let total = add(number(1), number(2), number(3))
                """),
            """
            error: 'add' takes 2 arguments without a label                     [add.unexpected-argument]
              --> test.md:2:39
               |
             2 | let total = add(number(1), number(2), number(3))
               |                                       ^^^^^^^^^
            note: it is called as 'add(first, second)'
            """)
    }
}
