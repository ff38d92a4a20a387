import Diagnostics
import Figures
import Foundation
import TestSupport
import Testing
import Workflow

/// `load(from:)` of a folder with training, validation and test images.
struct ValidationFolderTests {
    let experiment: Experiment

    init() throws {
        experiment = try Experiment()
        // Light images and dark ones, which no image has twice.
        for (part, count) in [("train", 12), ("val", 4), ("test", 6)] {
            for number in 0..<count {
                let isDark = number % 2 == 0
                let first = (part == "train" ? 0 : part == "val" ? 30 : 60) + number + (isDark ? 20 : 150)
                try experiment.folder.write(
                    Data.graymap(2, 2, [UInt8(first), 40, 50, 60]),
                    to: "set/\(part)/\(isDark ? "dark" : "light")/\(number).pgm")
            }
        }
        for part in ["train", "test"] {
            for label in ["dark", "light"] {
                try experiment.folder.write(
                    Data.graymap(2, 2, [99, 40, 50, 60]), to: "two/\(part)/\(label)/1.pgm")
            }
        }
    }

    @Test func `each part is loaded as such`() throws {
        let run = try experiment.run(
            """
            let set = load(from: "set", train: 4, test: 2)
            let validation = set.validation
            plot(set.train)
            plot(set.validation)
            plot(set.test)
            """)
        #expect(run.failures == [])
        #expect(run.notices.map(\.message) == [])
        #expect(
            ["train", "validation", "test"].map { run.number("set.\($0).count") } == [4, 4, 2])
        #expect(run.number("set.count") == 10)
        func firsts(_ grid: ImageGrid) -> [UInt8] {
            let pixels = Array(grid.pixels)
            return stride(from: 0, to: pixels.count, by: 4 * grid.channels).map { pixels[$0] }
        }
        #expect(
            run.imageGrids.map(firsts) == [[20, 151, 30, 161], [50, 181, 52, 183], [80, 211]])
    }

    @Test func `a training measures on the validation images after each epoch, and trains on all others`()
        throws
    {
        let cell = """
            let set = normalize(augment(load(from: "set"), shift: 1), mean: 0.25, std: 0.5)
            let model = train(set, layers: [flatten, dense(2)], epochs: 2, batchSize: 4)
            let result = evaluate(model, on: set.validation)
            """
        let run = try experiment.run(cell)
        #expect(run.failures == [])
        #expect(run.numbers("model.history.validationLoss").count == 2)
        expectClose(
            [run.numbers("model.history.validationLoss").last ?? .nan], [run.number("result.loss") ?? .nan],
            absolute: 1e-5, relative: 1e-5, "the loss")
        expectClose(
            [run.numbers("model.history.validationAccuracy").last ?? .nan],
            [run.number("result.accuracy") ?? .nan], absolute: 0, relative: 0, "the accuracy")
        // Twelve images in batches of four.
        #expect(run.numbers("model.history.loss").count == 2)
        let cached = try experiment.runCached(cell)
        #expect(try experiment.runCached(cell).value("result.loss") == cached.value("result.loss"))
        #expect(cached.value("result.loss") == run.value("result.loss"))
    }

    @Test func `a share cannot be held out too, and a set without validation images has none`() throws {
        let (source, found) = experiment.diagnose(
            """
            let set = load(from: "set")
            let two = load(from: "two")
            let first = train(set, layers: [flatten, dense(2)], validation: ‹0.5›)
            let second = two.‹validation›
            let third = train(two, layers: [flatten, dense(2)])
            let fourth = ‹third.history.validationLoss.last›
            let fifth = train(set, layers: [flatten, dense(2)])
            let sixth = fifth.history.validationLoss.last
            """)
        source.expect(
            found,
            [
                "train.validation: the data set has validation images of its own, so none are held out | leave it out",
                "member.absent: there is no 'validation': the data set has no validation images of its own; 'validation:' of 'train' holds out some of the training images",
                "element.empty: 'validationLoss' is empty, so it has no last element",
            ])
    }

    @Test func `joined sets have the validation images of both, or of either`() throws {
        let run = try experiment.run(
            """
            let set = load(from: "set")
            let two = load(from: "two")
            let both = join(set, set)
            let first = join(set, two)
            let second = join(two, set)
            plot(both.validation)
            plot(second.validation)
            """)
        #expect(run.failures == [])
        #expect(
            ["both", "first", "second"].map { run.number("\($0).validation.count") } == [8, 4, 4])
        #expect(run.imageGrids.map(\.items.count) == [8, 4])
    }

    @Test func `classes without validation images, and those with no others, are reported`() throws {
        for (file, sample) in [
            ("train/a/1", 10), ("train/b/1", 20), ("test/a/1", 30), ("test/b/1", 40), ("val/a/1", 50),
            ("val/c/1", 60),
        ] as [(String, UInt8)] {
            try experiment.folder.write(Data.graymap(2, 2, [sample, 40, 50, 60]), to: "part/\(file).pgm")
        }
        let run = try experiment.run("let part = load(from: \"part\")")
        #expect(run.failures == [])
        #expect(
            run.notices.map(\.message) == [
                "Of 'part' no network can learn 'c': there are images of it to validate on, and none to train on.",
                "Of 'part' no epoch is measured on 'b': it has no validation image.",
            ])
    }

    @Test func `a set without validation images is stored as before there could be some`() throws {
        let run = try experiment.run("let two = load(from: \"two\")\nlet set = load(from: \"set\")")
        func stored(_ name: String) throws -> (record: String, blobs: [String]) {
            guard case .artifact(let stored)? = run.value(name) else { return ("", []) }
            return (String(decoding: stored.packed.record, as: UTF8.self), stored.packed.blobs.keys.sorted())
        }
        #expect(try !stored("two").record.contains("validation"))
        #expect(
            try stored("two").blobs == ["test.images", "test.labels", "train.images", "train.labels"])
        #expect(try stored("set").record.contains("\"validation\""))
        #expect(try stored("set").blobs.suffix(2) == ["validation.images", "validation.labels"])
    }
}
