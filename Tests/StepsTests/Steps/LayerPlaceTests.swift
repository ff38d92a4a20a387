import Diagnostics
import TestSupport
import Testing

/// A layer that does not fit is marked where it is written, through names, `+` and other layers.
struct LayerPlaceTests {
    private static let digits = "let digits = load(\"builtin\")\n"
    private static let noRow =
        "'batchNorm1d' takes a row of features, but gets 8×28×28: write 'batchNorm2d'"

    @Test func `a message shows the layer in its list, and where the list is used`() throws {
        let (source, found) = try Experiment().diagnose(
            """
            let digits = load("builtin")
            let stem = [conv2d(8, kernel: 3), relu]
            let block = [conv2d(16, kernel: 29), relu]
            let model = train(digits, layers: stem + block + [flatten, dense(10)])
            """)
        #expect(
            DiagnosticFormatter(source: source.source).format(found) == """
                error: layer 3 does not fit: 'conv2d' has windows of 29×29, but gets images of only 8×26×26: write 'conv2d(16, kernel: 26)' or 'conv2d(16, kernel: 29, padding: 2)'  [train.shape]
                  --> test.md:7:14
                   |
                 7 | let block = [conv2d(16, kernel: 29), relu]
                   |              ^^^^^^^^^^^^^^^^^^^^^^
                note: it is used here
                  --> test.md:8:42
                   |
                 8 | let model = train(digits, layers: stem + block + [flatten, dense(10)])
                   |                                          ^^^^^
                """)
    }

    /// In each cell the layer at fault is marked first, then the name by which the call has it.
    @Test(arguments: [
        (
            "let block = [conv2d(8, kernel: 1), ‹batchNorm1d›]\nlet model = train(digits, layers: ‹block› + [flatten, dense(10)])",
            "layer 2 does not fit: \(noRow)"
        ),
        (
            "let block = [conv2d(8, kernel: 1), ‹batchNorm1d›]\nlet end = [flatten, dense(10)]\nlet whole = block + end\nlet model = train(digits, layers: ‹whole›)",
            "layer 2 does not fit: \(noRow)"
        ),
        (
            "let norm = ‹batchNorm1d›\nlet model = train(digits, layers: [conv2d(8, kernel: 1), ‹norm›, flatten, dense(10)])",
            "layer 2 does not fit: \(noRow)"
        ),
        (
            "let norm = ‹batchNorm1d›\nlet same = norm\nlet stem = [conv2d(8, kernel: 1), same]\nlet model = train(digits, layers: ‹stem› + [flatten, dense(10)])",
            "layer 2 does not fit: \(noRow)"
        ),
        (
            "let inner = [relu, ‹batchNorm1d›]\nlet block = residual(inner)\nlet stem = [conv2d(8, kernel: 1), residual([relu, block])]\nlet model = train(digits, layers: ‹stem› + [flatten, dense(10)])",
            "layer 2 does not fit: in 'residual', \(noRow)"
        ),
        (
            "let inner = [relu, ‹batchNorm1d›]\nlet model = train(digits, layers: [conv2d(8, kernel: 1), residual(‹inner›), flatten, dense(10)])",
            "layer 2 does not fit: in 'residual', \(noRow)"
        ),
        (
            "let way = [‹batchNorm1d›]\nlet model = train(digits, layers: [conv2d(8, kernel: 1), residual([relu], shortcut: ‹way›), flatten, dense(10)])",
            "layer 2 does not fit: in 'residual', \(noRow)"
        ),
        (
            "let end = [flatten, ‹dense(9)›]\nlet model = train(digits, layers: [relu] + ‹end›)",
            "the network ends in 9, but there are 10 classes"
        ),
    ])
    func `a layer of a named list is marked where it is written`(cell: String, message: String) throws {
        let (source, found) = try Experiment().diagnose(Self.digits + cell)
        #expect(found.map(\.message) == [message])
        #expect(found.map(\.range) == [source.ranges[0]])
        #expect(found.flatMap(\.notes).map(\.message) == ["it is used here"])
        #expect(found.flatMap(\.notes).map(\.range) == [source.ranges[1]])
    }

    @Test(arguments: [
        "[conv2d(8, kernel: 1), residual([relu, residual([‹batchNorm1d›])]), flatten, dense(10)]",
        "[conv2d(8, kernel: 1), residual([relu], shortcut: [residual([relu, ‹batchNorm1d›])])] + [flatten, dense(10)]",
        "[conv2d(8, kernel: 1), residual([relu] + [relu, ‹batchNorm1d›]), flatten, dense(10)]",
    ])
    func `of nested residuals the layer at fault is marked`(layers: String) throws {
        let (source, found) = try Experiment().diagnose(
            Self.digits + "let model = train(digits, layers: \(layers))")
        source.expect(found, ["train.shape: layer 2 does not fit: in 'residual', \(Self.noRow)"])
        #expect(found.flatMap(\.notes) == [])
    }

    @Test func `of nested residuals the one whose ways do not meet is marked`() throws {
        let (source, found) = try Experiment().diagnose(
            Self.digits
                + "let model = train(digits, layers: [residual([relu, ‹residual([conv2d(2, kernel: 1)])›]), flatten, dense(10)])"
        )
        source.expect(
            found,
            [
                "train.shape: layer 1 does not fit: in 'residual', the layers of 'residual' give 2×28×28, but its input is 1×28×28, "
                    + "and only equal shapes can be added; 'shortcut: [conv2d(2, kernel: 1, bias: false), batchNorm2d]' would fit"
            ])
    }

    @Test func `a layer whose arguments are known only while running has no message while planning`() throws {
        let (_, found) = try Experiment().diagnose(
            Self.digits
                + """
                let first = train(digits, layers: [flatten, dense(10)])
                let block = [flatten, dense(evaluate(first, on: digits.test).count)]
                let model = train(digits, layers: block + block + [dense(10)])
                """)
        #expect(found == [])
    }

    @Test func `of a named list of files the one that is missing is marked`() throws {
        let (source, found) = try Experiment().diagnose(
            Self.digits
                + """
                let files = [‹"nine.png"›]
                let model = train(digits, layers: [flatten, dense(10)])
                predict(model, images: ‹files›)
                """)
        #expect(found.map(\.id) == ["predict.no-such-file"])
        #expect(found.map(\.range) == [source.ranges[0]])
        #expect(found.first?.notes.last?.message == "it is used here")
        #expect(found.first?.notes.last?.range == source.ranges[1])
    }

    /// Lists of names share their layers, so that few lines have very many.
    @Test func `after very many uses of long lists they are marked where they are used`() throws {
        let layers = [String](repeating: "relu", count: 5000).joined(separator: ", ")
        let uses = (1...60).map { "let a\($0) = block + [relu]" }.joined(separator: "\n")
        let (source, found) = try Experiment().diagnose(
            Self.digits + "let block = [\(layers), batchNorm1d]\n\(uses)\n"
                + "let model = train(digits, layers: ‹block› + [flatten, dense(10)])")
        source.expect(
            found,
            [
                "train.shape: layer 5001 does not fit: 'batchNorm1d' takes a row of features, but gets 1×28×28: "
                    + "write 'batchNorm2d'"
            ])
        #expect(found.flatMap(\.notes) == [])
    }
}
