import Diagnostics
import Foundation
import TestSupport
import Testing
import Workflow

/// Networks that are measured on images that they were trained on.
struct TrainedImageTests {
    private static let message =
        "the network was trained on images that are measured here, so the numbers say nothing of new ones"
    private static let digits = """
        let set = normalize(load("builtin", train: 20, test: 20))
        let layers = [flatten, dense(10)]
        let model = train(set, layers: layers)
        """

    @Test func `a measurement on training images is warned of at its place`() throws {
        let (source, found) = try Experiment().check(
            """
            \(Self.digits)
            let a = evaluate(model, on: ‹set.train›)
            let images = set.train
            let b = compareModels(model, train(set, from: model), on: ‹images›)
            let c = evaluate(train(augment(set, shift: 1), layers: layers), on: ‹set.train›)
            let d = evaluate(train(set, from: model), on: ‹normalize(load("builtin", train: 10, test: 10)).train›)
            """)
        source.expect(
            found,
            ["evaluate", "compareModels", "evaluate", "evaluate"].map {
                "warning \($0).trained-on: \(Self.message)"
            })
        #expect(
            Set(found.flatMap(\.notes).map(\.message)) == [
                "a data set's 'test' has the images to measure on"
            ])
    }

    @Test func `nothing else is warned of`() throws {
        let (_, found) = try Experiment().check(
            """
            \(Self.digits)
            plot(set.train)
            plot(augment(set, shift: 1).train)
            let a = evaluate(model, on: set)
            let b = evaluate(model, on: set.test)
            let c = compareModels(model, train(set, layers: layers), on: set)
            explain(model, on: set.train, by: .saliency)
            """)
        #expect(found == [])
    }

    @Test func `images of another data set are others, and those of a joined one are not`() throws {
        let experiment = try Experiment()
        for part in ["train", "test"] {
            for (label, sample) in [("a", 1), ("b", 200)] as [(String, UInt8)] {
                for name in ["one", "two"] {
                    try experiment.folder.write(
                        Data.graymap(1, 2, [sample, 100]), to: "\(name)/\(part)/\(label)/1.pgm")
                }
            }
        }
        let (source, found) = experiment.check(
            """
            let one = load(from: "one")
            let two = load(from: "two")
            let layers = [flatten, dense(2)]
            let a = evaluate(train(one, layers: layers), on: two.train)
            let b = evaluate(train(join(one, two), layers: layers), on: ‹two.train›)
            let c = evaluate(train(one, layers: layers), on: ‹join(one, two).train›)
            let d = evaluate(train(join(one, two), layers: layers), on: two.test)
            """)
        source.expect(found, [String](repeating: "warning evaluate.trained-on: \(Self.message)", count: 2))
    }

    /// A folder 'set' of two classes of ten images each, all different.
    private static func besideSet() throws -> Experiment {
        let experiment = try Experiment()
        for label in ["a", "b"] {
            for number in 0..<10 {
                try experiment.folder.write(
                    Data.graymap(1, 2, [UInt8(number), label == "a" ? 100 : 250]),
                    to: "set/\(label)/\(number).pgm")
            }
        }
        return experiment
    }

    @Test func `test images of a greater split are training images of a smaller one`() throws {
        let experiment = try Self.besideSet()
        let (source, found) = experiment.check(
            """
            let small = load(from: "set", split: 0.2)
            let great = load(from: "set", split: 0.5)
            let layers = [flatten, dense(2)]
            let a = evaluate(train(small, layers: layers), on: ‹great›)
            let b = evaluate(train(great, layers: layers), on: small)
            let c = evaluate(train(great, layers: layers), on: ‹small.train›)
            """)
        source.expect(found, [String](repeating: "warning evaluate.trained-on: \(Self.message)", count: 2))
        #expect(
            found.first?.notes.map(\.message) == [
                "of these test images, some are training images of the same folder with another 'split' or 'seed'"
            ])
        // And that is so.
        let run = try experiment.run(
            "let both = join(load(from: \"set\", split: 0.2), load(from: \"set\", split: 0.5))")
        #expect(
            run.notices.map(\.message) == [
                "Of the 10 test images of 'set', 6 are among the training images of 'set', so what is measured on them says nothing of new images."
            ])
    }

    @Test func `test images of a split by one seed are training images of a split by another`() throws {
        let experiment = try Self.besideSet()
        let (source, found) = experiment.check(
            """
            let one = load(from: "set", split: 0.3, seed: 1)
            let same = load(from: "set", split: 0.3, seed: 1)
            let other = load(from: "set", split: 0.2, seed: 2)
            let usual = load(from: "set", split: 0.3)
            let layers = [flatten, dense(2)]
            let a = evaluate(train(one, layers: layers), on: same)
            let b = evaluate(train(one, layers: layers), on: ‹other›)
            let c = evaluate(train(one, layers: layers), on: usual)
            """)
        source.expect(found, ["warning evaluate.trained-on: \(Self.message)"])
        // And that is so.
        let run = try experiment.run(
            "let both = join(load(from: \"set\", split: 0.3, seed: 1), load(from: \"set\", split: 0.2, seed: 2))"
        )
        #expect(run.notices.contains { $0.message.contains("are among the training images of 'set'") })
    }

    @Test func `test images that a join puts among the training images are told`() throws {
        let experiment = try Experiment()
        func write(_ name: String, _ train: [UInt8], _ test: [UInt8]) throws {
            for (part, samples) in [("train", train), ("test", test)] {
                for (number, sample) in samples.enumerated() {
                    try experiment.folder.write(
                        Data.graymap(1, 2, [sample, 100]),
                        to: "\(name)/\(part)/\(number % 2 == 0 ? "a" : "b")/\(number).pgm")
                }
            }
        }
        // One image is in both parts of the first, which is its own matter.
        try write("one", [1, 2, 3, 4], [5, 6, 1])
        try write("two", [11, 5, 6, 12], [13, 2])
        try write("other", [21, 22], [23, 24])
        let run = try experiment.run("let both = join(load(from: \"one\"), load(from: \"two\"))")
        #expect(run.failures == [])
        #expect(
            run.notices.map(\.message) == [
                "Of the 3 test images of 'one', 2 are among the training images of 'two', so what is measured on them says nothing of new images.",
                "Of the 2 test images of 'two', 1 is among the training images of 'one', so what is measured on them says nothing of new images.",
            ])
        #expect(
            try experiment.run("let both = join(load(from: \"one\"), load(from: \"other\"))").notices == [])
    }
}
