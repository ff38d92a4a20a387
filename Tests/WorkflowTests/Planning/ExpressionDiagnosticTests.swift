import Notebooks
import Testing

struct ExpressionDiagnosticTests {
    @Test func `an array of several types`() {
        expectDiagnostics(
            .cell(
                """
                let things = [1, "two", 3]
                """),
            """
            error: this element is a text, but those before it are not                     [array.mixed]
              --> test.md:2:18
               |
             2 | let things = [1, "two", 3]
               |                  ^^^^^
            note: the array begins with a whole number
            """)
    }

    @Test func `a leading dot without meaning`() {
        expectDiagnostics(
            .cell(
                """
                let thing = .loud
                """),
            """
            error: '.loud' has no meaning here                                       [symbol.unexpected]
              --> test.md:2:13
               |
             2 | let thing = .loud
               |             ^^^^^
            """)
    }

    @Test func `an unknown leading-dot name`() {
        expectDiagnostics(
            .cell(
                """
                let text = words("a", style: .laud)
                """),
            """
            error: unknown name '.laud'                                                 [symbol.unknown]
              --> test.md:2:31
               |
             2 | let text = words("a", style: .laud)
               |                               ^^^^ did you mean 'loud'?
            note: accepted are .plain, .loud
            """)
    }

    @Test func `a leading-dot name near to no other`() {
        expectDiagnostics(
            .cell(
                """
                let text = words("a", style: .elephant)
                """),
            """
            error: unknown name '.elephant'                                             [symbol.unknown]
              --> test.md:2:31
               |
             2 | let text = words("a", style: .elephant)
               |                               ^^^^^^^^
            note: accepted are .plain, .loud
            """)
    }

    @Test func `minus before a text`() {
        expectDiagnostics(
            .cell(
                """
                let thing = -"a"
                """),
            """
            error: '-' cannot stand before a text                                     [operator.operand]
              --> test.md:2:14
               |
             2 | let thing = -"a"
               |              ^^^
            """)
    }

    @Test func `not before a number`() {
        expectDiagnostics(
            .cell(
                """
                let thing = !3
                """),
            """
            error: '!' cannot stand before a whole number                             [operator.operand]
              --> test.md:2:14
               |
             2 | let thing = !3
               |              ^
            """)
    }

    @Test func `plus between a text and a number`() {
        expectDiagnostics(
            .cell(
                """
                let thing = "a" + 3
                """),
            """
            error: '+' cannot stand between a text and a whole number                [operator.operands]
              --> test.md:2:13
               |
             2 | let thing = "a" + 3
               |             ^^^^^^^
            """)
    }

    /// Elsewhere it adds the elements, or joins: nothing is guessed.
    @Test func `plus between arrays of numbers`() {
        expectDiagnostics(
            .cell(
                """
                let thing = [1] + [2]
                """),
            """
            error: '+' cannot stand between an array, each element a whole number and an array, each element a whole number  [operator.operands]
              --> test.md:2:13
               |
             2 | let thing = [1] + [2]
               |             ^^^^^^^^^
            """)
    }

    @Test func `and between numbers`() {
        expectDiagnostics(
            .cell(
                """
                let thing = 1 && true
                """),
            """
            error: '&&' cannot stand between a whole number and true or false        [operator.operands]
              --> test.md:2:13
               |
             2 | let thing = 1 && true
               |             ^^^^^^^^^
            """)
    }

    @Test func `an order of truth values`() {
        expectDiagnostics(
            .cell(
                """
                let thing = true < false
                """),
            """
            error: '<' cannot stand between true or false and true or false          [operator.operands]
              --> test.md:2:13
               |
             2 | let thing = true < false
               |             ^^^^^^^^^^^^
            """)
    }

    @Test func `an equality of two types`() {
        expectDiagnostics(
            .cell(
                """
                let thing = 1 == "a"
                """),
            """
            error: '==' cannot stand between a whole number and a text               [operator.operands]
              --> test.md:2:13
               |
             2 | let thing = 1 == "a"
               |             ^^^^^^^^
            """)
    }

    @Test func `a sum too large`() {
        expectDiagnostics(
            .cell(
                """
                let thing = 9223372036854775807 + 1
                """),
            """
            error: the result of '+' is too large for a whole number                    [operator.value]
              --> test.md:2:13
               |
             2 | let thing = 9223372036854775807 + 1
               |             ^^^^^^^^^^^^^^^^^^^^^^^
            """)
    }

    @Test func `a product too large`() {
        expectDiagnostics(
            .cell(
                """
                let thing = 9223372036854775807 * 2
                """),
            """
            error: the result of '*' is too large for a whole number                    [operator.value]
              --> test.md:2:13
               |
             2 | let thing = 9223372036854775807 * 2
               |             ^^^^^^^^^^^^^^^^^^^^^^^
            """)
    }

    @Test func `a difference too small`() {
        expectDiagnostics(
            .cell(
                """
                let thing = -9223372036854775807 - 2
                """),
            """
            error: the result of '-' is too large for a whole number                    [operator.value]
              --> test.md:2:13
               |
             2 | let thing = -9223372036854775807 - 2
               |             ^^^^^^^^^^^^^^^^^^^^^^^^
            """)
    }

    @Test func `a negation too large`() {
        expectDiagnostics(
            .cell(
                """
                let thing = -(-9223372036854775807 - 1)
                """),
            """
            error: the result of '-' is too large for a whole number                    [operator.value]
              --> test.md:2:13
               |
             2 | let thing = -(-9223372036854775807 - 1)
               |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^
            """)
    }

    @Test func `an artifact compared`() {
        expectDiagnostics(
            .cell(
                """
                expect(number(1) == number(1))
                """),
            """
            error: '==' cannot stand between a Number and a Number                   [operator.operands]
              --> test.md:2:8
               |
             2 | expect(number(1) == number(1))
               |        ^^^^^^^^^^^^^^^^^^^^^^
            """)
    }
}
