import Notebooks
import Testing

struct ProseDiagnosticTests {
    @Test func `an artifact in prose`() {
        expectDiagnostics(
            .text(
                """
                It is `= total` in all.

                ```swift-step
                let total = number(1)
                ```
                """),
            """
            error: prose shows a number, a text, a truth value or an array of these, but this is a Number  [value.not-showable]
              --> test.md:1:10
               |
             1 | It is `= total` in all.
               |          ^^^^^
            """)
    }

    @Test func `a step called in prose`() {
        expectDiagnostics(
            .text(
                """
                It is `= number(1).value` in all.

                ```swift-step
                let total = number(1)
                ```
                """),
            """
            error: prose cannot call the step 'number'                                      [value.step]
              --> test.md:1:10
               |
             1 | It is `= number(1).value` in all.
               |          ^^^^^^
            note: bind its result in a cell and use the name here
            """)
    }

    @Test func `an unknown function in prose`() {
        expectDiagnostics(
            .text(
                """
                It is `= percnt(0.5, 1)` or `= frob(1)`.
                """),
            """
            error: unknown function 'percnt'                                          [function.unknown]
              --> test.md:1:10
               |
             1 | It is `= percnt(0.5, 1)` or `= frob(1)`.
               |          ^^^^^^ did you mean 'percent'?
            note: prose can call abs, count, duration, exp, fixed, integer, log, max, mean, min, percent, round, sqrt, std, sum

            error: unknown function 'frob'                                            [function.unknown]
              --> test.md:1:32
               |
             1 | It is `= percnt(0.5, 1)` or `= frob(1)`.
               |                                ^^^^
            note: prose can call abs, count, duration, exp, fixed, integer, log, max, mean, min, percent, round, sqrt, std, sum
            """)
    }

    @Test func `an unknown name in prose`() {
        expectDiagnostics(
            .text(
                """
                It is `= totl.value` in all.

                ```swift-step
                let total = number(1)
                ```
                """),
            """
            error: unknown name 'totl'                                                    [name.unknown]
              --> test.md:1:10
               |
             1 | It is `= totl.value` in all.
               |          ^^^^ did you mean 'total'?
            """)
    }

    @Test func `an array of layers in prose`() {
        expectDiagnostics(
            .text(
                """
                It is `= [flat, flat]` in all.

                ```swift-step
                let total = number(1)
                ```
                """),
            """
            error: prose shows a number, a text, a truth value or an array of these, but this is an array, each element a layer  [value.not-showable]
              --> test.md:1:10
               |
             1 | It is `= [flat, flat]` in all.
               |          ^^^^^^^^^^^^
            """)
    }

    @Test func `a description in prose`() {
        expectDiagnostics(
            .text(
                """
                It is `= flat` in all.

                ```swift-step
                let total = number(1)
                ```
                """),
            """
            error: prose shows a number, a text, a truth value or an array of these, but this is a layer  [value.not-showable]
              --> test.md:1:10
               |
             1 | It is `= flat` in all.
               |          ^^^^
            """)
    }

    @Test func `a missing argument of a function in prose`() {
        expectDiagnostics(
            .text(
                """
                It is `= percent(total.value)` in all.

                ```swift-step
                let total = number(1)
                ```
                """),
            """
            error: missing argument 'decimals' for 'percent'                  [percent.missing-argument]
              --> test.md:1:10
               |
             1 | It is `= percent(total.value)` in all.
               |          ^^^^^^^
            note: 'decimals' is a whole number: decimals after the point
            """)
    }

    @Test func `a number of decimals out of range`() {
        expectDiagnostics(
            .text(
                """
                It is `= percent(total.value, 21)` in all.

                ```swift-step
                let total = number(1)
                ```
                """),
            """
            error: 'decimals' of 'percent' takes 0 to 20, but this is 21          [percent.out-of-range]
              --> test.md:1:31
               |
             1 | It is `= percent(total.value, 21)` in all.
               |                               ^^
            """)
    }
}
