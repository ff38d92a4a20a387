import Diagnostics
import Figures
import Foundation
import TestSupport
import Testing
import Workflow

struct EvaluateTests {
    private static let cell = """
        let digits = normalize(load("builtin", train: 400, test: 300))
        let model = train(digits, layers: [flatten, dense(10)], epochs: 2)
        let result = evaluate(model, on: digits)
        plot(result.mistakes, count: 300)
        plot(digits.test, count: 300)
        plot(result.confusion)
        """
    private static let run = Result { try Experiment().run(cell) }

    @Test func `the numbers are those of the confusion matrix`() throws {
        let run = try Self.run.get()
        #expect(run.failures == [])
        guard let matrix = run.figures.last?.content as? ConfusionMatrix else {
            Issue.record("no matrix")
            return
        }
        #expect(matrix.classes == (0...9).map(String.init))
        let correct = (0..<10).reduce(0) { $0 + matrix.counts[$1][$1] }
        #expect(run.value("result.count") == .integer(300))
        #expect(run.value("result.correct") == .integer(correct))
        #expect(run.value("result.errors") == .integer(300 - correct))
        #expect(run.value("result.accuracy") == .float(Double(correct) / 300))
        #expect((30...290).contains(correct), "\(correct)")

        // Rows are true classes: their sums are the counts of labels.
        let labels = run.imageGrids[1].items.map(\.label)
        for digit in 0..<10 {
            #expect(matrix.counts[digit].reduce(0, +) == labels.count { $0 == String(digit) })
        }
        // The mistakes are the elements off the diagonal.
        var counts = matrix.counts
        for item in run.imageGrids[0].items {
            let (truth, guess) = (Int(item.label) ?? 0, Int(item.guesses[0].label) ?? 0)
            counts[truth][guess] -= 1
        }
        for (row, counts) in counts.enumerated() {
            #expect(counts.enumerated().allSatisfy { $0.element == 0 || $0.offset == row })
        }
    }

    @Test func `precision, recall and F1 of each class are arrays of the confusion`() throws {
        let run = try Self.run.get()
        guard let matrix = run.figures.last?.content as? ConfusionMatrix else {
            Issue.record("no matrix")
            return
        }
        for place in 0..<10 {
            let right = Double(matrix.counts[place][place])
            let actual = Double(matrix.counts[place].reduce(0, +))
            let predicted = Double(matrix.counts.reduce(0) { $0 + $1[place] })
            let expected = [
                "recall": right / actual, "precision": right / predicted,
                "f1": 2 * right / (actual + predicted),
            ]
            for (name, share) in expected {
                guard case .array(let shares)? = run.value("result.confusion.\(name)"), shares.count == 10,
                    let found = shares[place].number
                else {
                    Issue.record("no \(name)")
                    continue
                }
                #expect(abs(found - share) <= 1e-12 || found.isNaN && share.isNaN, "\(name) of \(place)")
            }
        }
    }

    @Test func `the mistakes are the misclassified images, the most confident first`() throws {
        let run = try Self.run.get()
        let (mistakes, all) = (run.imageGrids[0], run.imageGrids[1])
        #expect(Double(mistakes.items.count) == run.number("result.errors"))
        #expect(mistakes.total == mistakes.items.count)
        #expect(run.number("result.mistakes.count") == Double(mistakes.items.count))
        let confidence = mistakes.items.map { $0.guesses[0].probability }
        #expect(confidence == confidence.sorted(by: >))
        for (place, item) in mistakes.items.enumerated() {
            #expect(item.isMistake)
            #expect(item.guesses.count == 3)
            #expect(item.guesses.map(\.probability) == item.guesses.map(\.probability).sorted(by: >))
            #expect(item.guesses.reduce(0) { $0 + $1.probability } <= 1.00001)
            #expect(all.items[item.index].label == item.label)
            #expect(
                mistakes.pixels.dropFirst(784 * place).prefix(784)
                    .elementsEqual(all.pixels.dropFirst(784 * item.index).prefix(784)))
        }
    }

    @Test func `the matrix has images of the mistakes, the most confident of each kind before any second`()
        throws
    {
        let run = try Self.run.get()
        guard let matrix = run.figures.last?.content as? ConfusionMatrix, let images = matrix.images else {
            Issue.record("no matrix with images")
            return
        }
        let mistakes = run.imageGrids[0]
        func kind(_ item: ImageGrid.Item) -> String { "\(item.label) \(item.guesses[0].label)" }
        // What is kept of each kind comes first in it, and nothing has a second before all have a first.
        var ranks: [String: Int] = [:]
        let ranked = mistakes.items.map { item in
            ranks[kind(item), default: 0] += 1
            return (rank: ranks[kind(item), default: 0], item: item)
        }
        let kept = ranked.filter { images.items.contains($0.item) }
        let left = ranked.filter { !images.items.contains($0.item) }
        #expect(images.items.count == 24 && kept.map(\.item) == images.items)
        #expect(try #require(kept.map(\.rank).max()) <= #require(left.map(\.rank).min()))
        for (place, item) in images.items.enumerated() {
            let original = try #require(mistakes.items.firstIndex(of: item))
            #expect(
                images.pixels.dropFirst(784 * place).prefix(784)
                    .elementsEqual(mistakes.pixels.dropFirst(784 * original).prefix(784)))
        }
        // Each is found under its number.
        for (kind, places) in matrix.imagePlaces {
            #expect(places.count <= matrix.counts[kind.actual][kind.predicted])
            for place in places {
                #expect(images.items[place].label == matrix.classes[kind.actual])
                #expect(images.items[place].guesses[0].label == matrix.classes[kind.predicted])
            }
        }
        #expect(matrix.imagePlaces.values.reduce(0) { $0 + $1.count } == 24)
    }

    @Test func `a data set is evaluated on its test images`() throws {
        let run = try Experiment().run(
            """
            let digits = normalize(load("builtin", train: 100, test: 40))
            let model = train(digits, layers: [flatten, dense(10)])
            let whole = evaluate(model, on: digits)
            let part = evaluate(model, on: digits.test)
            let seen = evaluate(model, on: digits.train)
            """)
        #expect(run.value("whole") == run.value("part"))
        #expect(run.number("seen.count") == 100)
    }

    @Test
    func `images with another normalization than the training images are found before anything runs`()
        throws
    {
        let (source, found) = try Experiment().diagnose(
            """
            let raw = load("builtin", train: 50, test: 20)
            let scaled = normalize(raw, mean: 0.1, std: 0.3)
            let layers = [flatten, dense(10)]
            let model = train(augment(scaled, shift: 1), layers: layers)
            let first = evaluate(model, on: ‹raw›)
            let second = evaluate(model, on: ‹normalize(raw, mean: 0.1, std: 0.4).test›)
            let third = evaluate(train(raw, layers: layers), on: ‹normalize(raw)›)
            let right = evaluate(model, on: normalize(raw, mean: 0.1, std: 0.3).test)
            let perhaps = evaluate(model, on: normalize(raw))
            """)
        let trained = "evaluate.normalization: the network was trained on images that are"
        source.expect(
            found,
            [
                "\(trained) normalized with mean 0.1 and std 0.3, but these are not normalized",
                "\(trained) normalized with mean 0.1 and std 0.3, but these are normalized with mean 0.1 and std 0.4",
                "\(trained) not normalized, but these are normalized by mean and std measured on them",
            ])
        let given =
            "normalize both the same way: 'normalize(…, mean: 0.1, std: 0.3)', or 'normalize(…, mean: data.mean, std: data.standardDeviation)', with the name of the training data"
        #expect(
            found.flatMap(\.notes).map(\.message) == [
                given, given, "normalize both the same way: leave 'normalize' out for these images too",
            ])
    }

    /// Two tables of images, brighter in the second one.
    private static func tables() throws -> Experiment {
        let experiment = try Experiment()
        for (name, brightness) in [("a", 0), ("b", 90)] {
            let rows = (0..<8).map { "\($0 % 2),\($0 + brightness),3,\(9 * $0),5" }
            try experiment.folder.write(rows.joined(separator: "\n") + "\n", to: "\(name).csv")
        }
        return experiment
    }

    private static let trained = """
        let a = normalize(load(from: "a.csv", split: 0.25))
        let b = load(from: "b.csv", split: 0.25)
        let model = train(a, layers: [flatten, dense(2)])

        """

    @Test func `images normalized by what is measured on each are told before anything runs`() throws {
        let (source, found) = try Self.tables().check(
            Self.trained
                + """
                let first = evaluate(model, on: ‹normalize(b)›)
                let second = evaluate(train(normalize(b), layers: [flatten, dense(2)]), on: ‹a›)
                let both = compareModels(model, model, on: ‹normalize(b)›)
                let same = evaluate(model, on: a)
                let given = evaluate(model, on: normalize(b, mean: a.mean, std: a.standardDeviation))
                """)
        #expect(found.map(\.range) == source.ranges)
        #expect(
            found.map(\.id) == [
                "evaluate.normalization", "evaluate.normalization", "compareModels.normalization",
            ])
        #expect(found.allSatisfy { $0.severity == .warning })
        let named =
            "normalize both the same way: 'normalize(…, mean: a.mean, std: a.standardDeviation)'"
        #expect(
            found.flatMap(\.notes).map(\.message) == [
                named,
                "normalize both the same way: 'normalize(…, mean: data.mean, std: data.standardDeviation)', with the name of the training data",
                named,
            ])
    }

    @Test func `the training data's numbers normalize other images as the network's`() throws {
        let other = try Self.tables().run(Self.trained + "let result = evaluate(model, on: normalize(b))")
        #expect(other.failures.count == 1)
        let run = try Self.tables().run(
            Self.trained
                + "let result = evaluate(model, on: normalize(b, mean: a.mean, std: a.standardDeviation))")
        #expect(run.failures == [])
        #expect(run.number("result.count") == 2)
    }

    @Test func `a normalization measured in the run may differ`() throws {
        let run = try Experiment().run(
            """
            let raw = load("builtin", train: 50, test: 20)
            let model = train(normalize(raw), layers: [flatten, dense(10)])
            let first = evaluate(model, on: normalize(raw, mean: 0.1, std: 0.3))
            """)
        #expect(run.failures.count == 1)
        let words = try #require(run.failures.first)
        #expect(words.hasPrefix("the network was trained on images that are normalized with mean 0."))
        #expect(
            words.contains(
                ", but these are normalized with mean 0.1 and std 0.3: normalize both the same way: 'normalize(…, mean: 0."
            ))
        #expect(
            words.hasSuffix(
                "'normalize(…, mean: data.mean, std: data.standardDeviation)', with the name of the training data"
            ))
    }

    @Test func `a request to stop ends the measuring`() throws {
        let experiment = try Experiment()
        let run = try experiment.run(Self.cell) { event in
            if case .stepBegan(let step) = event, step.step == "evaluate" {
                experiment.cancellation.request()
            }
        }
        #expect(run.status == .interrupted)
        #expect(run.value("model") != nil)
        #expect(run.value("result") == nil)
    }
}
