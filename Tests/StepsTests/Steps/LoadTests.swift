import Diagnostics
import Figures
import Foundation
import TestSupport
import Testing
import Workflow

struct LoadTests {
    @Test func `built-in digits come in the number asked for`() throws {
        let run = try Experiment().run("let digits = load(\"builtin\", train: 37, test: 11)")
        #expect(run.failures == [])
        #expect(run.notices == [])
        #expect(run.number("digits.train.count") == 37)
        #expect(run.number("digits.test.count") == 11)
        #expect(run.number("digits.count") == 48)
        #expect(run.number("digits.classes") == 10)
        #expect(run.number("digits.train.height") == 28)
        #expect(run.number("digits.test.width") == 28)
    }

    @Test func `fewer digits are the first ones of more, and another seed draws others`() throws {
        func grid(_ cell: String, seed: Int = 0) throws -> [UInt8] {
            var experiment = try Experiment()
            experiment.seed = seed
            return Array(try experiment.run(cell).imageGrids.first?.pixels ?? .init())
        }
        let few = try grid("plot(load(\"builtin\", train: 10, test: 1))")
        #expect(few.count == 7840)
        #expect(try grid("plot(load(\"builtin\", train: 6000, test: 1), count: 10)") == few)
        #expect(try grid("plot(load(\"builtin\", train: 10, test: 1))", seed: 1) != few)
        #expect(try grid("plot(load(\"builtin\", train: 1, test: 10).test)") != few)
    }

    @Test func `unknown data sets and counts out of range are found before anything runs`() throws {
        let (source, found) = try Experiment().diagnose(
            """
            let first = load(‹"minst"›)
            let second = load("mnist", fallback: ‹"mnist"›)
            let third = load("builtin", train: ‹0›)
            """)
        source.expect(
            found,
            [
                "load.unknown-data-set: unknown data set \"minst\" | did you mean \"mnist\"?",
                "load.unknown-data-set: unknown data set \"mnist\"",
                "load.out-of-range: 'train' of 'load' takes 1 to 10\u{202F}000\u{202F}000 images, but this is 0",
            ])
        #expect(
            found.flatMap(\.notes).map(\.message) == [
                "there are \"mnist\", \"builtin\"; a folder of your own is loaded by 'load(from: \"folder\")'",
                "the only fallback is \"builtin\"",
            ])
    }

    @Test func `more images than there are are found before anything runs`() throws {
        let (source, found) = try Experiment().diagnose(
            """
            let a = load("mnist", train: ‹60001›, test: 10000)
            let b = load("mnist", train: 60000, test: ‹10001›)
            let c = load("builtin", train: 60001, test: 10001)
            """)
        source.expect(
            found,
            [
                "load.too-few-images: MNIST has 60\u{202F}000 training images, not 60\u{202F}001 | leave it out for all",
                "load.too-few-images: MNIST has 10\u{202F}000 test images, not 10\u{202F}001 | leave it out for all",
            ])
    }

    @Test func `files with fewer images than are asked for fail the step`() throws {
        var experiment = try Experiment()
        try SmallMNIST().write(to: experiment.folder, under: "data/")
        experiment.dataDirectories = [experiment.folder.path + "/data"]
        #expect(try experiment.run("let d = load(\"mnist\", train: 20, test: 5)").failures == [])
        #expect(
            try experiment.run("let d = load(\"mnist\", train: 21)").failures == [
                "'train-images-idx3-ubyte.gz' has 20 training images, not 21"
            ])
        #expect(
            try experiment.run("let d = load(\"mnist\", test: 6)").failures == [
                "'t10k-images-idx3-ubyte.gz' has 5 test images, not 6"
            ])
    }

    @Test func `an unknown data set's name that another step computes fails the step`() throws {
        let experiment = try Experiment()
        try experiment.folder.write(
            .graymap(28, 28, (0..<784).map { UInt8($0 % 250) }), to: "picture.pgm")
        let run = try experiment.run(
            """
            let few = load("builtin", train: 20, test: 5)
            let model = train(few, layers: [flatten, dense(10)])
            let read = predict(model, images: "picture.pgm", prepare: .scale)
            let data = load(read.text)
            """)
        #expect(run.failures.count == 1)
        #expect(run.failures.first?.hasPrefix("unknown data set \"") == true)
        #expect(
            run.failures.first?.hasSuffix(
                "there are \"mnist\", \"builtin\"; a folder of your own is loaded by 'load(from: \"folder\")'"
            )
                == true)
    }

    @Test func `a request to stop ends the drawing`() throws {
        let experiment = try Experiment()
        let run = try experiment.run("let digits = load(\"builtin\", train: 1000000)\nplot(digits)") {
            event in
            if case .stepProgressed = event { experiment.cancellation.request() }
        }
        #expect(run.status == .interrupted)
        #expect(run.steps.map(\.outcome) == [.interrupted, .interrupted])
    }
}
