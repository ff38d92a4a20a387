import Diagnostics
import Foundation
import TestSupport
import Testing
import Workflow

/// Batches of one image, of which a batch normalization may leave nothing.
struct BatchSizeTests {
    private static func load(_ count: Int) -> String {
        "let digits = load(\"builtin\", train: \(count), test: 5)\n"
    }

    private static let rows = "[flatten, dense(12), batchNorm1d, relu, dense(10)]"
    private static let pixels = "[conv2d(4, kernel: 28), batchNorm2d, relu, flatten, dense(10)]"
    private static let rest = "mean and variance need two images or more: 'batchSize: 2'"
    private static let other = "'layerNorm' normalizes each image by itself"

    private static func words(_ layer: String) -> String {
        let value = layer == "batchNorm1d" ? "of each feature" : "of each channel, a pixel,"
        return "a batch of one image has one value \(value), of which '\(layer)' leaves nothing"
    }

    @Test(arguments: [
        (rows, "batchNorm1d"), (pixels, "batchNorm2d"),
        ("[flatten, dense(12), residual([batchNorm1d, relu]), dense(10)]", "batchNorm1d"),
        (
            "[flatten, dense(12), residual([relu], shortcut: [residual([batchNorm1d])]), dense(10)]",
            "batchNorm1d"
        ),
        (
            "[conv2d(4, kernel: 3), batchNorm2d, residual([relu, conv2d(4, kernel: 1)]), globalAveragePool2d, batchNorm1d, dense(10)]",
            "batchNorm1d"
        ),
    ])
    func `batches of one value are refused, as in PyTorch`(layers: String, name: String) throws {
        let (source, found) = try Experiment().diagnose(
            Self.load(40) + "let model = train(digits, layers: \(layers), batchSize: ‹1›)")
        source.expect(found, ["train.batch-size: \(Self.words(name))"])
        #expect(found.flatMap(\.notes).map(\.message) == [Self.rest, Self.other])
        #expect(
            try Experiment().check(
                Self.load(40) + "let model = train(digits, layers: \(layers), batchSize: 2)"
            ).found == [])
    }

    @Test(arguments: [
        "[conv2d(4, kernel: 27), batchNorm2d, relu, flatten, dense(10)]",
        "[flatten, dense(12), layerNorm, relu, dense(10)]", "[flatten, dense(10)]",
    ])
    func `batches of one image are taken where several values are normalized, or none`(layers: String) throws
    {
        let cell = Self.load(3) + "let model = train(digits, layers: \(layers), batchSize: 1)"
        #expect(try Experiment().check(cell).found == [])
        #expect(try Experiment().run(cell).failures == [])
    }

    @Test func `frozen layers take their running statistics, of one image too`() throws {
        let run = try Experiment().run(
            Self.load(4)
                + """
                let model = train(digits, layers: \(Self.rows), batchSize: 2)
                let tuned = train(digits, from: model, freeze: 3, batchSize: 1)
                """)
        #expect(run.failures == [])
        let (source, found) = try Experiment().diagnose(
            Self.load(4)
                + """
                let model = train(digits, layers: \(Self.rows), batchSize: 2)
                let tuned = train(digits, from: model, freeze: 2, batchSize: ‹1›)
                """)
        source.expect(found, ["train.batch-size: \(Self.words("batchNorm1d"))"])
    }

    @Test func `a batch size that only the run knows fails there with the same words`() throws {
        let run = try Experiment().run(
            Self.load(4)
                + "let model = train(digits, layers: \(Self.rows), batchSize: digits.classes - 9)")
        #expect(run.failures == [[Self.words("batchNorm1d"), Self.rest, Self.other].joined(separator: ": ")])
    }

    @Test func `a single training image is a batch of one, whatever its size`() throws {
        let (source, found) = try Experiment().diagnose(
            Self.load(1)
                + "let first = train(‹digits›, layers: \(Self.rows))\n"
                + "let second = train(digits, layers: [flatten, dense(10)])")
        source.expect(found, ["train.batch-size: \(Self.words("batchNorm1d"))"])
        #expect(
            found.flatMap(\.notes).map(\.message) == [
                "mean and variance need two images or more, and there is one to train on", Self.other,
            ])
    }

    @Test(arguments: [
        (257, "batchSize: ‹64›", "257", "'batchSize: 65' leaves 62 for the last batch"),
        (33, "batchSize: ‹16›", "33", "'batchSize: 17' leaves 16 for the last batch"),
        (3, "batchSize: ‹2›", "3", "'batchSize: 3' makes all batches equal"),
        (10, "batchSize: ‹3›", "10", "'batchSize: 2' makes all batches equal"),
        // A tenth is held out.
        (50, "batchSize: ‹11›, validation: 0.1", "45", "'batchSize: 10' leaves 5 for the last batch"),
    ])
    func `a last batch of one image is warned of, with a size that divides better`(
        count: Int, arguments: String, images: String, advice: String
    ) throws {
        let (source, found) = try Experiment().check(
            Self.load(count) + "let model = train(digits, layers: \(Self.rows), \(arguments))")
        source.expect(
            found,
            [
                "warning train.last-batch: the last of \(images) training images is alone in its batch, "
                    + "and 'batchNorm1d' leaves nothing of it but its bias"
            ])
        #expect(found.flatMap(\.notes).map(\.message) == [advice])
    }

    @Test func `other last batches, and those of other networks, are not warned of`() throws {
        for (count, layers) in [
            (66, Self.rows), (64, Self.rows), (40, Self.rows),
            (65, "[conv2d(4, kernel: 27), batchNorm2d, relu, flatten, dense(10)]"),
            (65, "[flatten, dense(10)]"),
        ] {
            let cell = Self.load(count) + "let model = train(digits, layers: \(layers))"
            #expect(try Experiment().check(cell).found == [], "\(count)")
        }
    }

    @Test func `a last batch of one image leaves the statistics finite`() throws {
        let run = try Experiment().run(
            Self.load(9)
                + """
                let model = train(digits, layers: \(Self.rows), epochs: 3, batchSize: 4)
                let result = evaluate(model, on: digits)
                """)
        #expect(run.failures == [])
        let losses = run.numbers("model.history.loss") + [run.number("result.loss") ?? .nan]
        #expect(losses.count == 4 && losses.allSatisfy(\.isFinite))
    }
}
