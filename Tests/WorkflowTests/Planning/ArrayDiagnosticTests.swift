import Notebooks
import Testing

struct ArrayDiagnosticTests {
    @Test func `an element of a value that is not an array`() {
        expectDiagnostics(
            .cell(
                """
                let one = number(1)
                table(one[0])
                table(one.value[0])
                """),
            """
            error: a Number cannot be subscripted                                         [element.none]
              --> test.md:3:7
               |
             3 | table(one[0])
               |       ^^^

            error: a number cannot be subscripted                                         [element.none]
              --> test.md:4:7
               |
             4 | table(one.value[0])
               |       ^^^^^^^^^
            """)
    }

    @Test func `an element by an invalid index`() {
        expectDiagnostics(
            .cell(
                """
                let a = [1, 2]
                let b = a[1.5]
                let c = a[-1]
                let d = a[-2]
                """),
            """
            error: a subscript must be a whole number, but this is a number              [element.place]
              --> test.md:3:11
               |
             3 | let b = a[1.5]
               |           ^^^
            note: the first element is [0]

            error: no array has an element [-1]                                          [element.place]
              --> test.md:4:9
               |
             4 | let c = a[-1]
               |         ^^^^^ did you mean 'a.last'?

            error: no array has an element [-2]                                          [element.place]
              --> test.md:5:9
               |
             5 | let d = a[-2]
               |         ^^^^^ count from the first, which is [0]
            """)
    }

    @Test func `an index beyond the elements of an array, also of joined ones that only the run knows`() {
        expectDiagnostics(
            .cell(
                """
                let one = number(1)
                let values = [one.value, 2.5]
                let list = [layer(2), flat] + [layer(one.whole)]
                let longer = list + list
                table(values[2])
                let a = [flat, layer(3)][2]
                let b = ([flat] + [layer(3)])[2]
                let c = list[3]
                let d = longer[6]
                let e = ([] + [layer(one.whole)])[1]
                let f = [layer(longer.count), flat, flat][longer.count]
                """),
            """
            error: there is no element [2] in an array whose elements are [0] to [1]   [element.missing]
              --> test.md:6:7
               |
             6 | table(values[2])
               |       ^^^^^^^^^

            error: there is no element [2] in an array whose elements are [0] to [1]    [operator.value]
              --> test.md:7:9
               |
             7 | let a = [flat, layer(3)][2]
               |         ^^^^^^^^^^^^^^^^^^^

            error: there is no element [2] in an array whose elements are [0] to [1]    [operator.value]
              --> test.md:8:9
               |
             8 | let b = ([flat] + [layer(3)])[2]
               |         ^^^^^^^^^^^^^^^^^^^^^^^^

            error: there is no element [3] in an array whose elements are [0] to [2]   [element.missing]
              --> test.md:9:9
               |
             9 | let c = list[3]
               |         ^^^^^^^

            error: there is no element [6] in an array whose elements are [0] to [5]   [element.missing]
              --> test.md:10:9
               |
            10 | let d = longer[6]
               |         ^^^^^^^^^

            error: there is no element [1] in an array whose only element is [0]       [element.missing]
              --> test.md:11:9
               |
            11 | let e = ([] + [layer(one.whole)])[1]
               |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^

            error: there is no element [6] in an array whose elements are [0] to [2]    [operator.value]
              --> test.md:12:9
               |
            12 | let f = [layer(longer.count), flat, flat][longer.count]
               |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
            """)
    }

    @Test func `members that an array has not`() {
        expectDiagnostics(
            .cell(
                """
                let a = [1, 2]
                let b = a.max
                let c = a.lst
                """),
            """
            error: an array has no member 'max'                                         [member.unknown]
              --> test.md:3:11
               |
             3 | let b = a.max
               |           ^^^ write 'max(a)'
            note: it has first, last, count, and [0] for its first element

            error: an array has no member 'lst'                                         [member.unknown]
              --> test.md:4:11
               |
             4 | let c = a.lst
               |           ^^^ did you mean 'last'?
            note: it has first, last, count, and [0] for its first element
            """)
    }

    @Test func `members and functions called like methods, and a range`() {
        expectDiagnostics(
            .cell(
                """
                let a = [1, 2]
                let b = [1, 2].max()
                let c = a.last()
                let d = a[0].round()
                let e = a[0...1]
                """),
            """
            error: only a plain name can be called                                       [syntax.callee]
              --> test.md:3:9
               |
             3 | let b = [1, 2].max()
               |         ^^^^^^^^^^ write 'max([1, 2])'

            error: 'last' is a member, not a function                                    [syntax.callee]
              --> test.md:4:9
               |
             4 | let c = a.last()
               |         ^^^^^^ leave out the '()' after it

            error: only a plain name can be called                                       [syntax.callee]
              --> test.md:5:9
               |
             5 | let d = a[0].round()
               |         ^^^^^^^^^^ write 'round(a[0])'

            error: the operator '...' is not part of the step language                 [syntax.operator]
              --> test.md:6:12
               |
             6 | let e = a[0...1]
               |            ^^^ a subscript takes one whole number
            note: there are * / + - < <= > >= == != && || !
            """)
    }

    @Test func `arrays of different elements after an empty one`() {
        expectDiagnostics(
            .cell(
                """
                let a = [[], [1], ["a"]]
                """),
            """
            error: this element is an array, each element a text, but those before it are not  [array.mixed]
              --> test.md:2:19
               |
             2 | let a = [[], [1], ["a"]]
               |                   ^^^^^
            note: the array begins with an array, each element a whole number
            """)
    }

    @Test func `a thing taken out of an array`() {
        expectDiagnostics(
            .cell(
                """
                let one = number(1)
                let all = [one, one]
                let first = all.first
                let second = all[1]
                """),
            """
            error: a Number cannot be taken out of an array                              [element.thing]
              --> test.md:4:13
               |
             4 | let first = all.first
               |             ^^^^^^^^^ use its own name

            error: a Number cannot be taken out of an array                              [element.thing]
              --> test.md:5:14
               |
             5 | let second = all[1]
               |              ^^^^^^ use its own name
            """)
    }

    @Test func `a function of what it does not take`() {
        expectDiagnostics(
            .text("`= mean(3)` `= sqrt([1])` `= count(3)` `= min(\"a\")`"),
            """
            error: 'array' of 'mean' takes an array, each element a number, but this is a whole number  [mean.wrong-type]
              --> test.md:1:9
               |
             1 | `= mean(3)` `= sqrt([1])` `= count(3)` `= min("a")`
               |         ^

            error: 'number' of 'sqrt' takes a number, but this is an array, each element a whole number  [sqrt.wrong-type]
              --> test.md:1:21
               |
             1 | `= mean(3)` `= sqrt([1])` `= count(3)` `= min("a")`
               |                     ^^^

            error: 'array' of 'count' takes an array, but this is a whole number      [count.wrong-type]
              --> test.md:1:36
               |
             1 | `= mean(3)` `= sqrt([1])` `= count(3)` `= min("a")`
               |                                    ^

            error: 'first' of 'min' takes a number or an array, each element a number, but this is a text  [min.wrong-type]
              --> test.md:1:47
               |
             1 | `= mean(3)` `= sqrt([1])` `= count(3)` `= min("a")`
               |                                               ^^^
            """)
    }
}
