import Figures
import Foundation
import Steps
import TestSupport
import Testing
import Workflow

/// The measures of an evaluation, against formulas of the tests' own on the probabilities that it has.
struct EvaluationMeasureTests {
    private static let cell = """
        let digits = normalize(load("builtin", train: 400, test: 300))
        let model = train(digits, layers: [flatten, dense(10)], epochs: 2)
        let result = evaluate(model, on: digits)
        """
    private static let run = Result { try Experiment().run(cell + "\nshow(result, part: 1)") }

    private static func evaluation(_ run: Run) throws -> Evaluation {
        guard case .artifact(let stored)? = run.value("result"),
            let evaluation = stored.artifact as? Evaluation
        else { throw StepFailure("no evaluation: \(run.failures)") }
        return evaluation
    }

    /// The probabilities and the true class of each image.
    private static func images() throws -> [(row: [Float], label: Int)] {
        let run = try run.get()
        guard case .artifact(let digits)? = run.value("digits"), let data = digits.artifact as? Dataset
        else { throw StepFailure("no data") }
        let labels = try data.test.labelBytes().map(Int.init)
        return zip(try evaluation(run).probabilities(), labels).map { ($0, $1) }
    }

    @Test func `the classes among the three and five most probable ones are counted`() throws {
        let images = try Self.images()
        #expect(images.count == 300)
        for limit in [3, 5] {
            let within = images.count { image in
                image.row.count { $0 > image.row[image.label] } < limit
            }
            #expect(try Self.run.get().value("result.top\(limit)Accuracy") == .float(Double(within) / 300))
            #expect(within > 30 && within < 300)
        }
    }

    @Test func `the log-loss is that of the probabilities`() throws {
        let loss = try Self.images().reduce(0.0) { $0 - log(Double($1.row[$1.label])) } / 300
        expectClose(
            [try #require(try Self.run.get().number("result.loss"))], [loss], absolute: 1e-4, relative: 1e-4,
            "loss")
    }

    @Test func `the calibration error is the mean over bins of a fifteenth`() throws {
        var bins = [(count: Double, right: Double, sum: Double)](repeating: (0, 0, 0), count: 15)
        for image in try Self.images() {
            let confidence = try #require(image.row.max())
            let bin = bins.indices.first { Double(confidence) <= Double($0 + 1) / 15 } ?? 14
            bins[bin].count += 1
            bins[bin].sum += Double(confidence)
            if image.row.firstIndex(of: confidence) == image.label { bins[bin].right += 1 }
        }
        let expected = bins.reduce(0) { $0 + abs($1.right - $1.sum) } / 300
        let run = try Self.run.get()
        let numbers = [
            run.number("result.expectedCalibrationError"), run.number("result.calibration.expectedError"),
        ].compactMap(\.self)
        expectClose(numbers, [expected, expected], absolute: 1e-9, relative: 0, "error")
        #expect(run.numbers("result.calibration.counts") == bins.map(\.count))
        #expect(bins.count { $0.count > 0 } > 5)
        let known = bins.indices.filter { bins[$0].count > 0 }
        func shares(_ name: String) -> [Double] {
            let all = run.numbers("result.calibration.\(name)")
            return all.count == 15 ? known.map { all[$0] } : []
        }
        expectClose(
            shares("accuracy"), known.map { bins[$0].right / bins[$0].count }, absolute: 1e-12, relative: 0,
            "accuracy")
        expectClose(
            shares("confidence"), known.map { bins[$0].sum / bins[$0].count }, absolute: 1e-9, relative: 0,
            "confidence")
        let largest = known.map { abs(bins[$0].right - bins[$0].sum) / bins[$0].count }.max()
        expectClose(
            [run.number("result.calibration.maximumError") ?? .nan], [largest ?? 0], absolute: 1e-9,
            relative: 0, "maximum")
    }

    @Test func `the areas are the shares of pairs in the right order, and their means are members`() throws {
        let images = try Self.images()
        let areas = (0..<10).map { label in
            var (won, pairs) = (0.0, 0.0)
            for own in images where own.label == label {
                for other in images where other.label != label {
                    let (one, two) = (own.row[label], other.row[label])
                    won += one > two ? 1 : one == two ? 0.5 : 0
                    pairs += 1
                }
            }
            return won / pairs
        }
        let run = try Self.run.get()
        expectClose(run.numbers("result.roc.areas"), areas, absolute: 1e-12, relative: 0, "areas")
        expectClose(
            [run.number("result.roc.area") ?? .nan], [areas.reduce(0, +) / 10], absolute: 1e-12, relative: 0,
            "mean area")
        let precisions = run.numbers("result.precisionRecall.averagePrecisions")
        #expect(precisions.count == 10 && precisions.allSatisfy { $0 > 0.1 && $0 <= 1 })
        expectClose(
            [run.number("result.precisionRecall.averagePrecision") ?? .nan],
            [precisions.reduce(0, +) / 10], absolute: 1e-12, relative: 0, "mean average precision")
    }

    @Test func `the accuracy has Wilson's interval, and the classes' means are those of the matrix`() throws {
        let run = try Self.run.get()
        let evaluation = try Self.evaluation(run)
        let interval = WilsonInterval(successes: evaluation.correct, of: 300)
        #expect(run.value("result.accuracyLow") == .float(interval.lower))
        #expect(run.value("result.accuracyHigh") == .float(interval.upper))
        #expect(evaluation.accuracyBounds == interval.lower...interval.upper)
        let counts = evaluation.counts
        // Every digit occurs and is predicted.
        let shares = (0..<10).map { place in
            let right = Double(counts[place][place])
            let actual = Double(counts[place].reduce(0, +))
            let predicted = Double(counts.reduce(0) { $0 + $1[place] })
            return (
                precision: right / predicted, recall: right / actual, f1: 2 * right / (actual + predicted)
            )
        }
        func mean(_ share: KeyPath<(precision: Double, recall: Double, f1: Double), Double>) -> Double {
            shares.reduce(0) { $0 + $1[keyPath: share] } / 10
        }
        expectClose(
            ["macroPrecision", "macroRecall", "macroF1", "balancedAccuracy"].map {
                run.number("result.\($0)") ?? .nan
            }, [mean(\.precision), mean(\.recall), mean(\.f1), mean(\.recall)], absolute: 1e-12, relative: 0,
            "means")
    }

    @Test func `an evaluation is shown with what each number means, then by class`() throws {
        let run = try Self.run.get()
        let tables = run.figures.compactMap { $0.content as? Table }
        try #require(tables.count == 2, "\(run.failures)")
        let numbers = [
            "accuracy", "accuracyLow", "accuracyHigh", "loss", "count", "correct", "errors", "top3Accuracy",
            "top5Accuracy", "balancedAccuracy", "macroPrecision", "macroRecall", "macroF1",
            "expectedCalibrationError",
        ]
        #expect(tables[0].columns == ["name", "value", "meaning"])
        #expect(tables[0].rows.map { $0[0] } == (numbers + ["part"]).map { .text($0) })
        for (row, name) in zip(tables[0].rows, numbers) {
            let value = try #require(run.value("result.\(name)"))
            if case .integer(let whole) = value {
                #expect(row[1] == .integer(whole))
            } else {
                #expect(row[1] == .number(value.number ?? .nan))
            }
            guard case .text(let meaning) = row[2] else {
                Issue.record("no meaning of \(name)")
                continue
            }
            #expect(!meaning.isEmpty)
        }
        #expect(tables[0].rows.last == [.text("part"), .integer(1), .text("")])
        let counts = try Self.evaluation(run).counts
        #expect(tables[1].columns == ["class", "images", "predicted", "precision", "recall", "F1"])
        #expect(tables[1].rows.map { $0[0] } == ((0...9).map(String.init) + ["mean"]).map { .text($0) })
        #expect(tables[1].rows.prefix(10).map { $0[1] } == counts.map { .integer($0.reduce(0, +)) })
        #expect(
            tables[1].rows.prefix(10).map { $0[2] }
                == (0..<10).map { place in .integer(counts.reduce(0) { $0 + $1[place] }) })
        #expect(
            tables[1].rows.map { $0[4] }
                == run.numbers("result.confusion.recall").map { .number($0) } + [
                    .number(run.number("result.macroRecall") ?? .nan)
                ])
    }

    @Test func `a class that is never predicted has a dash for its precision, and counts 0 in the mean`()
        throws
    {
        let experiment = try Experiment()
        // Every image of 'b' looks like those of 'a', which is more frequent.
        for number in 0..<12 {
            try experiment.folder.write(
                .graymap(4, 4, [UInt8](repeating: 200, count: 16)),
                to: "set/\(number < 10 ? "a" : "b")/\(number).pgm")
        }
        let run = try experiment.run(
            """
            let set = load(from: "set", split: 0.5)
            let model = train(set, layers: [flatten, dense(2)], optimizer: sgd(learningRate: 0.05), epochs: 60)
            let result = evaluate(model, on: set)
            show(result)
            """)
        let tables = run.figures.compactMap { $0.content as? Table }
        try #require(tables.count == 2, "\(run.failures)")
        let share = run.number("result.confusion.count").map { (run.number("result.correct") ?? 0) / $0 }
        #expect(tables[1].rows[1].prefix(4) == [.text("b"), .integer(1), .integer(0), .text("–")])
        expectClose(
            [run.number("result.macroPrecision") ?? .nan], [(share ?? .nan) / 2], absolute: 1e-12,
            relative: 0, "mean precision")
        expectClose(
            [run.number("result.balancedAccuracy") ?? .nan], [0.5], absolute: 0, relative: 0, "recall")
        #expect(run.numbers("result.confusion.precision").map(\.isNaN) == [false, true])
    }

    @Test
    func
        `a cached evaluation gives its numbers without its probabilities, and a curve has them computed again`()
        throws
    {
        let experiment = try Experiment()
        let first = try experiment.runCached(Self.cell)
        let blobs = URL(filePath: experiment.folder.path + "/cache/blobs")
        // 300 images of 10 classes, four bytes each: no other blob has this size.
        let files =
            FileManager.default.enumerator(at: blobs, includingPropertiesForKeys: nil)?
            .compactMap { $0 as? URL } ?? []
        let scores = try files.filter {
            try FileManager.default.attributesOfItem(atPath: $0.path)[.size] as? Int == 12_000
        }
        try #require(scores.count == 1, "\(files)")
        try Data(count: 12_000).write(to: scores[0])
        let second = try experiment.runCached(Self.cell)
        #expect(second.steps.allSatisfy { $0.outcome == .cached }, "\(second.steps.map(\.outcome))")
        #expect(second.value("result") == first.value("result"))
        let third = try experiment.runCached(Self.cell + "\nplot(result.roc)")
        #expect(third.failures == [])
        #expect(third.figures.count == 2)
        #expect(third.value("result") == first.value("result"))
    }
}
