import Notebooks
import Testing

struct ArgumentValueDiagnosticTests {
    @Test func `a value of another type`() {
        expectDiagnostics(
            .cell(
                """
                let text = words(3)
                """),
            """
            error: 'text' of 'words' takes a text, but this is a whole number         [words.wrong-type]
              --> test.md:2:18
               |
             2 | let text = words(3)
               |                  ^
            """)
    }

    @Test func `an artifact of another type`() {
        expectDiagnostics(
            .cell(
                """
                let text = reverse(number(1))
                """),
            """
            error: 'text' of 'reverse' takes a Text, but this is a Number           [reverse.wrong-type]
              --> test.md:2:20
               |
             2 | let text = reverse(number(1))
               |                    ^^^^^^^^^
            """)
    }

    @Test func `an array in place of a number`() {
        expectDiagnostics(
            .cell(
                """
                let total = number([1])
                """),
            """
            error: 'value' of 'number' takes a number, but this is an array, each element a whole number  [number.wrong-type]
              --> test.md:2:20
               |
             2 | let total = number([1])
               |                    ^^^
            """)
    }

    @Test func `an array of other elements`() {
        expectDiagnostics(
            .cell(
                """
                let model = stack(layers: [1, 2])
                """),
            """
            error: 'layers' of 'stack' takes an array, each element a layer, but this is an array, each element a whole number  [stack.wrong-type]
              --> test.md:2:27
               |
             2 | let model = stack(layers: [1, 2])
               |                           ^^^^^^
            note: a layer is one of flat, layer
            """)
    }

    @Test func `an element of another type`() {
        expectDiagnostics(
            .cell(
                """
                let model = stack(layers: [layer(3), 4, flat, "flat"])
                """),
            """
            error: each element of 'layers' of 'stack' is a layer, but this is a whole number  [stack.wrong-type]
              --> test.md:2:38
               |
             2 | let model = stack(layers: [layer(3), 4, flat, "flat"])
               |                                      ^
            note: a layer is one of flat, layer

            error: each element of 'layers' of 'stack' is a layer, but this is a text  [stack.wrong-type]
              --> test.md:2:47
               |
             2 | let model = stack(layers: [layer(3), 4, flat, "flat"])
               |                                               ^^^^^^ did you mean 'flat'?
            note: a layer is one of flat, layer
            """)
    }

    @Test func `an element of another type at the head`() {
        expectDiagnostics(
            .cell(
                """
                let model = stack(layers: [4, layer(3)])
                """),
            """
            error: each element of 'layers' of 'stack' is a layer, but this is a whole number  [stack.wrong-type]
              --> test.md:2:28
               |
             2 | let model = stack(layers: [4, layer(3)])
               |                            ^
            note: a layer is one of flat, layer
            """)
    }

    @Test func `a number above the range`() {
        expectDiagnostics(
            .cell(
                """
                let text = words("a", times: 10)
                """),
            """
            error: 'times' of 'words' takes 1 to 9 times, but this is 10            [words.out-of-range]
              --> test.md:2:30
               |
             2 | let text = words("a", times: 10)
               |                              ^^
            """)
    }

    @Test func `a number below the range`() {
        expectDiagnostics(
            .cell(
                """
                let text = words("a", times: -1)
                """),
            """
            error: 'times' of 'words' takes 1 to 9 times, but this is -1            [words.out-of-range]
              --> test.md:2:30
               |
             2 | let text = words("a", times: -1)
               |                              ^^
            """)
    }

    @Test func `a large number out of range`() {
        expectDiagnostics(
            .cell(
                """
                let text = words("a", times: 1000000)
                """),
            """
            error: 'times' of 'words' takes 1 to 9 times, but this is 1000000       [words.out-of-range]
              --> test.md:2:30
               |
             2 | let text = words("a", times: 1000000)
               |                              ^^^^^^^
            """)
    }

    @Test func `a number just out of range`() {
        expectDiagnostics(
            .cell(
                """
                let model = stack(layers: [layer(3, rate: 1.0000001)])
                """),
            """
            error: 'rate' of 'layer' takes 0 or more and less than 1, but this is 1.0000001  [layer.out-of-range]
              --> test.md:2:43
               |
             2 | let model = stack(layers: [layer(3, rate: 1.0000001)])
               |                                           ^^^^^^^^^
            note: a share, 0 to 1
            """)
    }

    @Test func `a number that must be more`() {
        expectDiagnostics(
            .cell(
                """
                let model = stack(layers: [flat], scale: 0)
                """),
            """
            error: 'scale' of 'stack' takes more than 0, but this is 0              [stack.out-of-range]
              --> test.md:2:42
               |
             2 | let model = stack(layers: [flat], scale: 0)
               |                                          ^
            """)
    }

    @Test func `a number that is none`() {
        expectDiagnostics(
            .cell(
                """
                let model = stack(layers: [flat], scale: 0 / 0)
                """),
            """
            error: 'scale' of 'stack' takes more than 0, but this is NaN            [stack.out-of-range]
              --> test.md:2:42
               |
             2 | let model = stack(layers: [flat], scale: 0 / 0)
               |                                          ^^^^^
            """)
    }

    @Test func `a number in no range but infinite`() {
        expectDiagnostics(
            .cell(
                """
                let model = stack(layers: [flat], scale: 1 / 0)
                """),
            """
            error: 'scale' of 'stack' takes more than 0, but this is ∞              [stack.out-of-range]
              --> test.md:2:42
               |
             2 | let model = stack(layers: [flat], scale: 1 / 0)
               |                                          ^^^^^
            """)
    }

    @Test func `a further argument of another type`() {
        expectDiagnostics(
            .cell(
                """
                table(number(1), loss: number(2))
                """),
            """
            error: 'loss' of 'table' takes true or false or a whole number or a number or a text, but this is a Number  [table.wrong-type]
              --> test.md:2:24
               |
             2 | table(number(1), loss: number(2))
               |                        ^^^^^^^^^ did you mean 'number(2).value'?
            """)
    }

    @Test func `a problem of the step's own`() {
        expectDiagnostics(
            .cell(
                """
                let model = stack(layers: [])
                """),
            """
            error: there are no layers                                                     [stack.empty]
              --> test.md:2:27
               |
             2 | let model = stack(layers: [])
               |                           ^^
            """)
    }

    @Test func `a problem of one element`() {
        expectDiagnostics(
            .cell(
                """
                let model = stack(layers: [layer(9), flat, layer(12)])
                """),
            """
            error: layer 3 has 12 units, but the one before has 9                          [stack.shape]
              --> test.md:2:44
               |
             2 | let model = stack(layers: [layer(9), flat, layer(12)])
               |                                            ^^^^^^^^^ at most 9
            note: layers become smaller
            """)
    }

    @Test func `a problem of an element of a bound array`() {
        expectDiagnostics(
            .cell(
                """
                let layers = [layer(9), layer(12)]
                let model = stack(layers: layers)
                """),
            """
            error: layer 2 has 12 units, but the one before has 9                          [stack.shape]
              --> test.md:2:25
               |
             2 | let layers = [layer(9), layer(12)]
               |                         ^^^^^^^^^ at most 9
            note: layers become smaller
            note: it is used here
              --> test.md:3:27
               |
             3 | let model = stack(layers: layers)
               |                           ^^^^^^
            """)
    }

    @Test func `a text that names a layer with arguments`() {
        expectDiagnostics(
            .cell(
                """
                let model = stack(layers: [flat, "Layer"])
                """),
            """
            error: each element of 'layers' of 'stack' is a layer, but this is a text  [stack.wrong-type]
              --> test.md:2:34
               |
             2 | let model = stack(layers: [flat, "Layer"])
               |                                  ^^^^^^^ did you mean 'layer(…)'?
            note: a layer is one of flat, layer
            """)
    }

    @Test func `an artifact with a fitting member that is too long to be said again`() {
        expectDiagnostics(
            .cell(
                """
                let two = number(
                    number(1))
                let more = number(sumOf([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19]))
                """),
            """
            error: 'value' of 'number' takes a number, but this is a Number          [number.wrong-type]
              --> test.md:3:5
               |
             3 |     number(1))
               |     ^^^^^^^^^ did you mean 'number(1).value'?

            error: 'value' of 'number' takes a number, but this is a Number          [number.wrong-type]
              --> test.md:4:19
               |
             4 | let more = number(sumOf([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19]))
               |                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
            """)
    }
}
