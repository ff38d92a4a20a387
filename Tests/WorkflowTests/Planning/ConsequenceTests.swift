import Notebooks
import Testing

struct ConsequenceTests {
    @Test func `a mistake elsewhere in the front matter hides no unknown parameter`() {
        expectDiagnostics(
            .text(
                """
                ---
                seed: x
                params:
                  count: yes
                  times: 2
                ---
                ```swift-step
                let one = number(params.count, times: params.tmes)
                ```
                """),
            """
            error: wrong type for 'seed'                                             [front-matter.type]
              --> test.md:2:7
               |
             2 | seed: x
               |       ^ expected an integer from 0

            error: 'yes' means different things in different versions of YAML   [front-matter.ambiguous]
              --> test.md:4:10
               |
             4 |   count: yes
               |          ^^^ write true, or "yes" for a text

            error: unknown parameter 'tmes'                                             [params.unknown]
              --> test.md:8:46
               |
             8 | let one = number(params.count, times: params.tmes)
               |                                              ^^^^ did you mean 'times'?
            note: the front matter declares times, count
            """)
    }

    @Test func `a broken binding after a good one of the same name leaves the good one alone`() {
        expectDiagnostics(
            .cell(
                """
                let one = number(1)
                one = 3
                let two = number(one)
                let two
                """),
            """
            error: assignment is not part of the step language                       [syntax.assignment]
              --> test.md:3:5
               |
             3 | one = 3
               |     ^
            note: a name is bound once, by 'let name = value'

            error: 'value' of 'number' takes a number, but this is a Number          [number.wrong-type]
              --> test.md:4:18
               |
             4 | let two = number(one)
               |                  ^^^ did you mean 'one.value'?

            error: expected '=' and a value after 'let two'                  [syntax.missing-assignment]
              --> test.md:5:8
               |
             5 | let two
               |        ^
            """)
    }

    @Test func `a mistake in an array has no consequence`() {
        expectDiagnostics(
            .cell(
                """
                let model = stack(layers: [layr(9), layer(12)])
                let more = add(model, number(1))
                """),
            """
            error: unknown step 'layr'                                                    [step.unknown]
              --> test.md:2:28
               |
             2 | let model = stack(layers: [layr(9), layer(12)])
               |                            ^^^^ did you mean 'layer'?
            """)
    }

    @Test func `a mistake in a description has no consequence`() {
        expectDiagnostics(
            .cell(
                """
                let model = stack(layers: [layer(rate: 0.5), layer(3)])
                """),
            """
            error: missing argument 'size' for 'layer'                          [layer.missing-argument]
              --> test.md:2:28
               |
             2 | let model = stack(layers: [layer(rate: 0.5), layer(3)])
               |                            ^^^^^
            note: 'size' is a whole number: the number of units
            """)
    }

    @Test func `a mistake in a function has no consequence`() {
        expectDiagnostics(
            .cell(
                """
                let text = words("a" + percent(0.5))
                let other = words("a" + fixed(0.5))
                """),
            """
            error: missing argument 'decimals' for 'percent'                  [percent.missing-argument]
              --> test.md:2:24
               |
             2 | let text = words("a" + percent(0.5))
               |                        ^^^^^^^
            note: 'decimals' is a whole number: decimals after the point

            error: missing argument 'decimals' for 'fixed'                      [fixed.missing-argument]
              --> test.md:3:25
               |
             3 | let other = words("a" + fixed(0.5))
               |                         ^^^^^
            note: 'decimals' is a whole number: decimals after the point
            """)
    }

    @Test func `a mistake in an argument has no consequence`() {
        expectDiagnostics(
            .cell(
                """
                let total = number(totl)
                expect(total.value > 0)
                let text = words(percent(total.value, 2))
                """),
            """
            error: unknown name 'totl'                                                    [name.unknown]
              --> test.md:2:20
               |
             2 | let total = number(totl)
               |                    ^^^^ did you mean 'total'?
            """)
    }

    @Test func `an unknown step has no consequence`() {
        expectDiagnostics(
            .cell(
                """
                let total = numbr(1)
                let more = add(total, total)
                expect(more.value + total.value > 0)
                """),
            """
            error: unknown step 'numbr'                                                   [step.unknown]
              --> test.md:2:13
               |
             2 | let total = numbr(1)
               |             ^^^^^ did you mean 'number'?
            """)
    }

    @Test func `ten mistakes in one notebook are ten messages`() {
        expectDiagnostics(
            .text(
                """
                ---
                params:
                  epochs: 3
                ---
                The total is `= totl.value`, of `= total`.

                ```swift-step
                let total = number(params.epoch)
                let more = add(total, nmber(2))
                let text = words("a", times: 12)
                let shown = table(more)
                expect(shown == 3)
                ```

                > ```swift-step
                > let total = number("one")
                > let model = stack(layers: [layer(3), layer(4)])
                > reverse(model)
                > ```
                """),
            """
            error: unknown name 'totl'                                                    [name.unknown]
              --> test.md:5:17
               |
             5 | The total is `= totl.value`, of `= total`.
               |                 ^^^^ did you mean 'total'?

            error: prose shows a number, a text, a truth value or an array of these, but this is a Number  [value.not-showable]
              --> test.md:5:36
               |
             5 | The total is `= totl.value`, of `= total`.
               |                                    ^^^^^

            error: unknown parameter 'epoch'                                            [params.unknown]
              --> test.md:8:27
               |
             8 | let total = number(params.epoch)
               |                           ^^^^^ did you mean 'epochs'?
            note: the front matter declares epochs

            error: unknown step 'nmber'                                                   [step.unknown]
              --> test.md:9:23
               |
             9 | let more = add(total, nmber(2))
               |                       ^^^^^ did you mean 'number'?

            error: 'times' of 'words' takes 1 to 9 times, but this is 12            [words.out-of-range]
              --> test.md:10:30
               |
            10 | let text = words("a", times: 12)
               |                              ^^

            error: 'table' gives no value to bind                                        [name.no-value]
              --> test.md:11:13
               |
            11 | let shown = table(more)
               |             ^^^^^^^^^^^
            note: call it without 'let'

            error: 'total' is bound twice                                             [name.bound-twice]
              --> test.md:16:7
               |
            16 | > let total = number("one")
               |       ^^^^^
            note: it is bound first here
              --> test.md:8:5
               |
             8 | let total = number(params.epoch)
               |     ^^^^^

            error: 'value' of 'number' takes a number, but this is a text            [number.wrong-type]
              --> test.md:16:22
               |
            16 | > let total = number("one")
               |                      ^^^^^

            error: layer 2 has 4 units, but the one before has 3                           [stack.shape]
              --> test.md:17:40
               |
            17 | > let model = stack(layers: [layer(3), layer(4)])
               |                                        ^^^^^^^^ at most 3
            note: layers become smaller

            error: 'text' of 'reverse' takes a Text, but this is a Number           [reverse.wrong-type]
              --> test.md:18:11
               |
            18 | > reverse(model)
               |           ^^^^^
            """)
    }
}
