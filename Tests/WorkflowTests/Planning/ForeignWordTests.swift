import Diagnostics
import Notebooks
import Testing
import Workflow

/// Advice for names from other languages and libraries.
struct ForeignWordTests {
    private static let advice = Advice(
        names: ["batch_norm": "leave it out"], labels: ["a": "b"], surplus: [:])

    @Test(arguments: ["batch_norm", "batchNorm", "BatchNorm", "batchnorm", "BATCH_NORM"])
    func `a word is known in every case, with and without lines between its parts`(_ word: String) {
        #expect(Self.advice.words(for: word) == "leave it out")
    }

    @Test func `of other words, and of long ones, nothing is known`() {
        #expect(Self.advice.words(for: "batch") == nil)
        #expect(Self.advice.words(for: "batchnorm2d") == nil)
        #expect(Self.advice.words(for: "batchNorm" + String(repeating: "_", count: 1000)) == nil)
    }

    @Test func `a foreign label stands for the intended parameter, which is not reported as missing`() {
        expectDiagnostics(
            .cell(
                """
                let one = number(1, Factor: 3)
                let model = stack(layers: [layer(width: 3)])
                """),
            """
            error: unknown argument 'Factor' for step 'number'                 [number.unknown-argument]
              --> test.md:2:21
               |
             2 | let one = number(1, Factor: 3)
               |                     ^^^^^^ did you mean 'times'?
            note: 'number' takes value, times, title

            error: 'size' of 'layer' is given without a label                              [layer.label]
              --> test.md:3:34
               |
             3 | let model = stack(layers: [layer(width: 3)])
               |                                  ^^^^^ write '3' without 'width:'
            note: it is called as 'layer(size, rate:)'
            """)
    }

    @Test func `a foreign label has advice of its own for each callee`() {
        expectDiagnostics(
            .cell(
                """
                let one = number(1, scale: 3)
                let model = stack(layers: [layer(3, rate: "half")])
                """),
            """
            error: unknown argument 'scale' for step 'number'                  [number.unknown-argument]
              --> test.md:2:21
               |
             2 | let one = number(1, scale: 3)
               |                     ^^^^^
            note: it is 'times' of 'number'
            note: 'number' takes value, times, title

            error: 'rate' of 'layer' takes a number, but this is a text               [layer.wrong-type]
              --> test.md:3:43
               |
             3 | let model = stack(layers: [layer(3, rate: "half")])
               |                                           ^^^^^^
            note: a share, 0 to 1
            """)
    }

    @Test func `of two arguments too many none is taken for another parameter's`() {
        let error = #expect(throws: DiagnosticsError.self) {
            try Plan(
                for: .cell("let model = stack(layers: [layer(1, 2, 3), layer(1, 0.5)])"),
                registry: .fake(tally: Tally()))
        }
        #expect(error?.diagnostics.map(\.label) == [nil, nil, "did you mean 'rate: 0.5'?"])
        #expect(
            error?.diagnostics.map { $0.notes.first?.message } == [
                "the inputs are found", "the inputs are found", "it is called as 'layer(size, rate:)'",
            ])
    }

    @Test func `a method is a step called with what stood before the dot`() {
        expectDiagnostics(
            .cell(
                """
                let one = number(1)
                let two = one.add(number(2))
                let three = one.pairty()
                let four = lib.number(4)
                one.print()
                one.dance()
                """),
            """
            error: only a plain name can be called                                       [syntax.callee]
              --> test.md:3:11
               |
             3 | let two = one.add(number(2))
               |           ^^^^^^^ write 'add(one, …)'

            error: only a plain name can be called                                       [syntax.callee]
              --> test.md:4:13
               |
             4 | let three = one.pairty()
               |             ^^^^^^^^^^ write 'parity(one)'

            error: only a plain name can be called                                       [syntax.callee]
              --> test.md:5:12
               |
             5 | let four = lib.number(4)
               |            ^^^^^^^^^^ write 'number(…)'

            error: only a plain name can be called                                       [syntax.callee]
              --> test.md:6:1
               |
             6 | one.print()
               | ^^^^^^^^^
            note: write 'table'

            error: only a plain name can be called                                       [syntax.callee]
              --> test.md:7:1
               |
             7 | one.dance()
               | ^^^^^^^^^
            note: the command 'steps' lists what can be called
            """)
    }

    @Test func `what a method gives has no mistakes of its own`() {
        let error = #expect(throws: DiagnosticsError.self) {
            try Plan(
                for: .text(
                    "`= one.add(1).whole`\n\n```swift-step\nlet one = number(1)\nlet two = add(one.add(one), one)\n```\n"
                ),
                registry: .fake(tally: Tally()))
        }
        #expect(error?.diagnostics.map(\.id) == ["syntax.callee", "syntax.callee"])
    }

    @Test func `a constructor after a dot is meant without it`() {
        expectDiagnostics(
            .cell(
                """
                let model = stack(layers: [flat, .layer])
                """),
            """
            error: '.layer' has no meaning here                                      [symbol.unexpected]
              --> test.md:2:34
               |
             2 | let model = stack(layers: [flat, .layer])
               |                                  ^^^^^^ did you mean 'layer(…)'?
            note: a layer is one of flat, layer
            """)
    }
}
