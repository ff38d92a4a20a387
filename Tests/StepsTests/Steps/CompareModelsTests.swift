import Diagnostics
import Figures
import Foundation
import Steps
import TestSupport
import Testing
import Workflow

struct CompareModelsTests {
    private static let run = Result {
        try Experiment().run(
            """
            let digits = normalize(load("builtin", train: 400, test: 300))
            let short = train(digits, layers: [flatten, dense(10)])
            let long = train(digits, layers: [flatten, dense(32), relu, dense(10)], epochs: 6)
            let first = evaluate(short, on: digits)
            let second = evaluate(long, on: digits)
            let comparison = compareModels(short, long, on: digits)
            show(comparison)
            """)
    }

    /// Whether a network classifies each image correctly, by the probabilities of its evaluation.
    private static func correct(_ name: String, in run: Run) throws -> [Bool] {
        guard case .artifact(let result)? = run.value(name),
            let evaluation = result.artifact as? Evaluation,
            case .artifact(let digits)? = run.value("digits"), let data = digits.artifact as? Dataset
        else { throw StepFailure("no evaluation: \(run.failures)") }
        return zip(try evaluation.probabilities(), try data.test.labelBytes()).map { row, label in
            row.max().flatMap(row.firstIndex) == Int(label)
        }
    }

    @Test func `the counts are those of the images that both, one or neither classifies correctly`() throws {
        let run = try Self.run.get()
        let pairs = zip(try Self.correct("first", in: run), try Self.correct("second", in: run)).map {
            ($0, $1)
        }
        let expected = [
            "both": pairs.count { $0.0 && $0.1 }, "onlyFirst": pairs.count { $0.0 && !$0.1 },
            "onlySecond": pairs.count { !$0.0 && $0.1 }, "neither": pairs.count { !$0.0 && !$0.1 },
        ]
        for (name, count) in expected {
            #expect(run.value("comparison.\(name)") == .integer(count), "\(name)")
        }
        #expect(run.value("comparison.count") == .integer(300))
        #expect(expected["onlyFirst"] != expected["onlySecond"])
        for (name, other) in [("firstAccuracy", "first"), ("secondAccuracy", "second")] {
            for end in ["", "Low", "High"] {
                #expect(run.value("comparison.\(name)\(end)") == run.value("\(other).accuracy\(end)"))
            }
        }
        expectClose(
            [run.number("comparison.difference") ?? .nan],
            [(run.number("first.accuracy") ?? .nan) - (run.number("second.accuracy") ?? .nan)],
            absolute: 1e-12, relative: 0, "difference")
        let test = McNemarTest(
            onlyFirst: expected["onlyFirst"] ?? 0, onlySecond: expected["onlySecond"] ?? 0)
        #expect(run.value("comparison.pValue") == .float(test.pValue))
        #expect(
            run.value("comparison.test")
                == .string(
                    test.method == .exact
                        ? "McNemar's exact test" : "McNemar's χ² test with continuity correction"))
    }

    @Test func `a comparison is shown with its numbers, then by who is right`() throws {
        let run = try Self.run.get()
        let tables = run.figures.compactMap { $0.content as? Table }
        try #require(tables.count == 2, "\(run.failures)")
        #expect(tables[0].columns == ["name", "value", "meaning"])
        #expect(
            tables[0].rows.map { $0[0] }
                == [
                    "count", "firstAccuracy", "firstAccuracyLow", "firstAccuracyHigh", "secondAccuracy",
                    "secondAccuracyLow", "secondAccuracyHigh", "difference", "both", "onlyFirst",
                    "onlySecond",
                    "neither", "pValue", "test",
                ].map { .text($0) })
        func count(_ name: String) -> Int { Int(run.number("comparison.\(name)") ?? -1) }
        let (both, first, second, neither) = (
            count("both"), count("onlyFirst"), count("onlySecond"), count("neither")
        )
        #expect(tables[1].columns == ["", "second correct", "second wrong", "total"])
        #expect(
            tables[1].rows == [
                [.text("first correct"), .integer(both), .integer(first), .integer(both + first)],
                [.text("first wrong"), .integer(second), .integer(neither), .integer(second + neither)],
                [.text("total"), .integer(both + second), .integer(first + neither), .integer(300)],
            ])
    }

    @Test func `a network compared with itself differs nowhere`() throws {
        let run = try Experiment().run(
            """
            let digits = normalize(load("builtin", train: 100, test: 40))
            let model = train(digits, layers: [flatten, dense(10)])
            let same = compareModels(model, model, on: digits.test)
            expect(same.pValue > 0.05, "no difference")
            """)
        #expect(run.failures == [])
        #expect(run.value("same.pValue") == .float(1) && run.value("same.difference") == .float(0))
        #expect(run.value("same.onlyFirst") == .integer(0) && run.value("same.onlySecond") == .integer(0))
    }

    @Test func `a network of other images is found before anything runs, and is the one marked`() throws {
        let (source, found) = try Experiment().diagnose(
            """
            let raw = load("builtin", train: 50, test: 20)
            let scaled = normalize(raw, mean: 0.1, std: 0.3)
            let layers = [flatten, dense(10)]
            let one = train(scaled, layers: layers)
            let other = train(raw, layers: layers)
            let first = compareModels(one, ‹other›, on: scaled)
            let second = compareModels(‹other›, one, on: scaled.test)
            let right = compareModels(one, one, on: scaled)
            """)
        let words =
            "compareModels.normalization: the network was trained on images that are not normalized, "
            + "but these are normalized with mean 0.1 and std 0.3"
        source.expect(found, [words, words])
    }

    @Test func `a normalization measured in the run that differs names the network`() throws {
        let run = try Experiment().run(
            """
            let raw = load("builtin", train: 50, test: 20)
            let images = normalize(raw, mean: 0.1, std: 0.3)
            let one = train(images, layers: [flatten, dense(10)])
            let other = train(normalize(raw), layers: [flatten, dense(10)])
            let comparison = compareModels(one, other, on: images)
            """)
        let words = try #require(run.failures.first)
        #expect(
            words.hasPrefix(
                "the second network cannot be compared: the network was trained on images that are normalized"
            ), "\(run.failures)")
    }
}
