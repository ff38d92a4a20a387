import Diagnostics
import TestSupport
import Testing
import Workflow

/// Lists of layers that are bound, joined and nested.
struct LayerListTests {
    private static let manyLayers = "more than 10\u{202F}000 layers or other descriptions are put together"

    @Test func `layers of joined lists are reported where they are written`() throws {
        let (source, found) = try Experiment().diagnose(
            """
            let digits = load("builtin")
            let block = [‹conv2d(8, kernel: 3)›, relu]
            let good = train(digits, layers: block + block + [flatten, dense(10)])
            let first = train(digits, layers: block + [‹dense(10)›])
            let second = train(digits, layers: [flatten] + block + [dense(10)])
            let third = train(digits, layers: block + [relu, ‹residual([conv2d(9, kernel: 1)])›, flatten, dense(10)])
            """)
        source.expect(
            found,
            [
                "train.shape: layer 2 does not fit: 'conv2d' takes images of channels×height×width, but gets 784: "
                    + "put it before 'flatten'",
                "train.shape: layer 3 does not fit: 'dense' takes a row of features, but gets 8×26×26: "
                    + "put 'flatten' before it",
                "train.shape: layer 4 does not fit: the layers of 'residual' give 9×26×26, but its input is 8×26×26, "
                    + "and only equal shapes can be added; "
                    + "'shortcut: [conv2d(9, kernel: 1, bias: false), batchNorm2d]' would fit",
            ])
    }

    /// Forty such lines would make 2^40 layers.
    @Test func `a list of layers cannot be doubled for ever`() throws {
        let lines = (1...40).map { "let a\($0) = a\($0 - 1) + a\($0 - 1)" }
        let (_, found) = try Experiment().diagnose((["let a0 = [relu]"] + lines).joined(separator: "\n"))
        #expect(
            found.map(\.message) == [Self.manyLayers])
    }

    /// They share their parts, so that only counting shows how many there are.
    @Test func `residuals cannot be nested in one another for ever`() throws {
        let lines = (1...40).map { "let a\($0) = [residual(a\($0 - 1)), residual(a\($0 - 1))]" }
        let (_, found) = try Experiment().diagnose(
            (["let digits = load(\"builtin\")", "let a0 = [relu]"] + lines
                + ["let model = train(digits, layers: a40)"]).joined(separator: "\n"))
        #expect(found.map(\.message) == [Self.manyLayers])
    }

    @Test func `residuals cannot be put into one another without end`() throws {
        func found(_ count: Int) throws -> [String] {
            let lines = (1...count).map { "let a\($0) = [residual(a\($0 - 1))]" }
            // Of a list with a mistake another can be made, which has no mistake of its own.
            let end = ["let whole = [flatten] + a\(count) + [dense(10)]"]
            return try Experiment().diagnose((["let a0 = [relu]"] + lines + end).joined(separator: "\n"))
                .found.map(\.message)
        }
        #expect(try found(31) == [])
        #expect(
            try found(32) == ["more than 32 layers or other descriptions are put into one another"])
    }
}
