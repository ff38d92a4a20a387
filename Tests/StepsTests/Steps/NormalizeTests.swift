import Diagnostics
import Figures
import Foundation
import NeuralNet
import TestSupport
import Testing
import Workflow

struct NormalizeTests {
    private static let load = "let digits = load(\"builtin\", train: 300, test: 20)\n"

    @Test func `given numbers are used unchanged`() throws {
        let run = try Experiment().run(
            Self.load + "let scaled = normalize(digits, mean: 0.1307, std: 0.3081)")
        #expect(run.number("scaled.mean") == 0.1307)
        #expect(run.number("scaled.standardDeviation") == 0.3081)
        #expect(run.number("digits.mean") == 0)
        #expect(run.number("digits.standardDeviation") == 1)
    }

    @Test func `measured numbers are those of the training images alone`() throws {
        let run = try Experiment().run(
            Self.load
                + """
                plot(digits.train, count: 300)
                let scaled = normalize(digits)
                let centred = normalize(digits, std: 0.5)
                let stretched = normalize(digits, mean: 0.25)
                """)
        let pixels = (run.imageGrids.first?.pixels ?? Data()).map { Double($0) / 255 }
        #expect(pixels.count == 300 * 784)
        let mean = pixels.reduce(0, +) / Double(pixels.count)
        let variance = pixels.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(pixels.count)
        func expect(_ name: String, _ mean: Double, _ deviation: Double) {
            expectClose(
                [run.number("\(name).mean") ?? .nan, run.number("\(name).standardDeviation") ?? .nan],
                [mean, deviation], absolute: 1e-12, relative: 0, name)
        }
        expect("scaled", mean, variance.squareRoot())
        expect("centred", mean, 0.5)
        expect("stretched", 0.25, variance.squareRoot())
    }

    @Test func `the images themselves stay unchanged`() throws {
        let run = try Experiment().run(
            Self.load + "let scaled = normalize(digits)\nplot(digits, count: 9)\nplot(scaled, count: 9)")
        #expect(run.imageGrids.count == 2)
        #expect(run.imageGrids.first == run.imageGrids.last)
    }

    @Test func `images of one grey have no deviation to divide by`() throws {
        #expect(Normalization.measured(on: Data(repeating: 7, count: 100), shape: Shape([1, 10, 10])) == nil)
        #expect(Normalization.measured(on: Data(), shape: Shape([1, 10, 10])) == nil)
        var experiment = try Experiment()
        var files = SmallMNIST()
        files.trainImages = .idx([20, 28, 28], [UInt8](repeating: 7, count: 20 * 784))
        let data = try TemporaryFolder()
        try files.write(to: data)
        experiment.dataDirectories = [data.path]
        let run = try experiment.run("let digits = load(\"mnist\")\nlet scaled = normalize(digits)")
        #expect(run.failures == ["the training images are all of one grey, so their deviation is 0"])
    }

    @Test func `numbers out of range are found before anything runs`() throws {
        let (source, found) = try Experiment().diagnose(
            """
            let digits = load("builtin")
            let first = normalize(digits, mean: ‹1.5›)
            let second = normalize(digits, std: ‹0›)
            let third = normalize(digits, mean: 0.5, std: ‹58›)
            let fourth = normalize(digits, std: ‹1.01›)
            let fifth = normalize(digits, mean: ‹-1›)
            let sixth = normalize(digits, mean: ‹300›)
            let most = normalize(digits, mean: 1, std: 1)
            """)
        source.expect(
            found,
            [
                "normalize.out-of-range: 'mean' is 0 to 1, but this is 1.5",
                "normalize.out-of-range: 'std' is more than 0 and at most 1, but this is 0",
                "normalize.out-of-range: 'std' is more than 0 and at most 1, but this is 58",
                "normalize.out-of-range: 'std' is more than 0 and at most 1, but this is 1.01",
                "normalize.out-of-range: 'mean' is 0 to 1, but this is -1",
                "normalize.out-of-range: 'mean' is 0 to 1, but this is 300",
            ])
        let notes = ["1.5 of 255 is 0.0059", nil, "58 of 255 is 0.2275", "1.01 of 255 is 0.0040", nil, nil]
        #expect(
            found.map { $0.notes.map(\.message) }
                == notes.map { $0.map { ["pixels are 0 to 1 here, not 0 to 255: \($0)"] } ?? [] })
    }

    @Test(arguments: [("mean", "0 to 1"), ("std", "more than 0 and at most 1")])
    func `numbers that only the run knows fail there with the same words`(name: String, limits: String) throws
    {
        let run = try Experiment().run(
            Self.load + "let other = normalize(digits, \(name): digits.train.height)")
        #expect(
            run.failures == [
                "'\(name)' is \(limits), but this is 28: pixels are 0 to 1 here, not 0 to 255: 28 of 255 is 0.1098"
            ])
    }

    @Test func `a normalization that replaces another is warned of at its place`() throws {
        let (source, found) = try Experiment().check(
            """
            let digits = load("builtin", train: 20, test: 20)
            let scaled = normalize(digits, mean: 0.5, std: 0.25)
            let twice = normalize(‹scaled›)
            let again = normalize(‹augment(twice, shift: 1)›, mean: 0.5, std: 0.25)
            let other = normalize(augment(digits, shift: 1))
            """)
        source.expect(
            found,
            [
                "warning normalize.normalized-twice: the images are normalized with mean 0.5 and std 0.25 already, which this normalization replaces",
                "warning normalize.normalized-twice: the images are normalized by mean and std measured on them already, which this normalization replaces",
            ])
    }

    @Test func `a second normalization is as if it were the only one`() throws {
        let run = try Experiment().run(
            Self.load
                + """
                let once = normalize(digits)
                let twice = normalize(normalize(digits, mean: 0.5, std: 0.25))
                """)
        #expect(run.failures == [])
        for member in ["mean", "standardDeviation"] {
            let number = run.number("once.\(member)")
            #expect(number != nil && run.number("twice.\(member)") == number)
        }
    }

    /// A folder of two images in colour to train on, each of one pixel, and a cell that loads it.
    private static func coloured() throws -> Experiment {
        let experiment = try Experiment()
        for (name, pixel) in [
            ("train/a/1", [0, 51, 255]), ("train/a/2", [51, 153, 0]), ("test/a/1", [9, 200, 7]),
        ] as [(String, [UInt8])] {
            try experiment.folder.write(
                Data.png(1, 1, colourType: 2, bitDepth: 8, rows: [pixel]), to: "set/\(name).png")
        }
        return experiment
    }

    @Test func `colours are normalized by channel, measured or given`() throws {
        let run = try Self.coloured().run(
            """
            let set = load(from: "set")
            let measured = normalize(set)
            let given = normalize(set, mean: [0.25, 0.5, 0], std: [1, 0.5, 0.125])
            let mixed = normalize(set, mean: [0.25, 0.5, 0])
            let same = normalize(set, mean: 0.5, std: 0.25)
            let parts = normalize(set, mean: measured.mean, std: measured.standardDeviation)
            let second = measured.mean[1] * 2
            show(measured)
            """)
        #expect(run.failures == [])
        func expect(_ name: String, _ means: [Double], _ deviations: [Double]) {
            expectClose(run.numbers("\(name).mean"), means, absolute: 1e-12, relative: 0, name)
            expectClose(
                run.numbers("\(name).standardDeviation"), deviations, absolute: 1e-12, relative: 0, name)
        }
        expect("set", [0, 0, 0], [1, 1, 1])
        expect("measured", [0.1, 0.4, 0.5], [0.1, 0.2, 0.5])
        expect("given", [0.25, 0.5, 0], [1, 0.5, 0.125])
        expect("mixed", [0.25, 0.5, 0], [0.1, 0.2, 0.5])
        expect("same", [0.5, 0.5, 0.5], [0.25, 0.25, 0.25])
        expect("parts", [0.1, 0.4, 0.5], [0.1, 0.2, 0.5])
        expectClose([run.number("second") ?? .nan], [0.8], absolute: 1e-12, relative: 0, "an element")
        let table = run.figures.compactMap { $0.content as? Table }.first
        #expect(table?.rows.compactMap(\.first).contains(.text("standardDeviation")) == true)
    }

    @Test func `one number in an array does for grey images`() throws {
        let run = try Experiment().run(
            Self.load + "let scaled = normalize(digits, mean: [0.1307], std: [0.3081])")
        #expect(run.number("scaled.mean") == 0.1307)
        #expect(run.number("scaled.standardDeviation") == 0.3081)
    }

    @Test func `arrays out of range or of another length are found before anything runs`() throws {
        let (source, found) = try Self.coloured().diagnose(
            """
            let set = load(from: "set")
            let first = normalize(set, mean: [0.5, ‹1.5›, 0.5])
            let second = normalize(set, std: [‹0›, 1, 1])
            let colours = normalize(set, mean: 0.5, std: [‹58›, 57, 57])
            let third = normalize(set, mean: ‹[0.5, 0.5]›)
            let fourth = normalize(set, mean: ‹[]›)
            let single = normalize(set, mean: ‹[0.5]›, std: [0.5, 0.5, 0.5])
            let fifth = normalize(set, ‹standardDeviation›: [1, 1, 1])
            """)
        source.expect(
            found,
            [
                "normalize.out-of-range: each element of 'mean' is 0 to 1, but this is 1.5",
                "normalize.out-of-range: each element of 'std' is more than 0 and at most 1, but this is 0",
                "normalize.out-of-range: each element of 'std' is more than 0 and at most 1, but this is 58",
                "normalize.channels: 'mean' has 2 numbers, but the images have 3 channels",
                "normalize.channels: 'mean' has 0 numbers, but the images have 3 channels",
                "normalize.channels: 'mean' has 1 number, but the images have 3 channels",
                "normalize.unknown-argument: unknown argument 'standardDeviation' for step 'normalize' | did you mean 'std'?",
            ])
        #expect(
            found[5].notes.map(\.message) == [
                "a number without brackets is that of all channels: 'mean: 0.5'"
            ])
        #expect(
            found[2].notes.map(\.message) == ["pixels are 0 to 1 here, not 0 to 255: 58 of 255 is 0.2275"])
    }
}
