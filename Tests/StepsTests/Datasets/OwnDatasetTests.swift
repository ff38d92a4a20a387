import Diagnostics
import Figures
import Foundation
import TestSupport
import Testing
import Workflow

/// `load(from:)`: a data set of the user's own.
struct OwnDatasetTests {
    let experiment: Experiment

    init() throws { experiment = try Experiment() }

    private func write(_ files: [String: Data]) throws {
        for (name, data) in files { try experiment.folder.write(data, to: name) }
    }

    /// Images of 2 × 2 pixels whose first sample is their number.
    private func image(_ number: UInt8) -> Data { .graymap(2, 2, [number, 0, 0, 255]) }

    /// The labels and first samples of a part's images, in order.
    private func shown(_ expression: String, seed: Int = 0) throws -> [String] {
        var experiment = experiment
        experiment.seed = seed
        let run = try experiment.run("plot(\(expression), count: 500)")
        #expect(run.failures == [])
        let grid = try #require(run.imageGrids.first)
        let size = grid.width * grid.height * grid.channels
        return grid.items.enumerated().map { index, item in
            "\(item.label) \(grid.pixels[grid.pixels.startIndex + index * size])"
        }
    }

    @Test func `a folder for each class is a data set, the first images of all classes`() throws {
        try write([
            "pets/dog/b.pgm": image(2), "pets/dog/a.pgm": image(1), "pets/cat/1.png": png(7),
            "pets/cat/2.PGM": image(8),
            "pets/cat/3.pgm": image(9), "pets/README.md": Data("x".utf8), "pets/.hidden/a.pgm": image(0),
            "pets/dog/.DS_Store": Data(), "pets/dog/c.pgm": image(3),
        ])
        let all =
            try shown("load(from: \"pets\", split: 0.34).train")
            + shown("load(from: \"pets\", split: 0.34).test")
        #expect(all.sorted() == ["cat 7", "cat 8", "cat 9", "dog 1", "dog 2", "dog 3"])
        let run = try experiment.run("let pets = load(from: \"pets\", split: 0.34)")
        #expect(run.number("pets.classes") == 2)
        #expect(run.number("pets.train.count") == 4)
        #expect(run.number("pets.test.count") == 2)
        #expect(run.number("pets.train.height") == 2)
        #expect(
            try shown("load(from: \"pets\", split: 0.34).train").prefix(2).map { $0.prefix(3) } == [
                "cat", "dog",
            ])
    }

    private func png(_ first: UInt8) -> Data {
        .png(2, 2, colourType: 0, bitDepth: 8, rows: [[first, 0], [0, 255]])
    }

    @Test func `the same share of each class is kept, drawn by the seed`() throws {
        for label in ["a", "b"] {
            for number in 0..<(label == "a" ? 20 : 10) {
                try write(["set/\(label)/\(number + 10).pgm": image(UInt8(number))])
            }
        }
        let test = try shown("load(from: \"set\", split: 0.2).test")
        #expect(test.count { $0.hasPrefix("a") } == 4)
        #expect(test.count { $0.hasPrefix("b") } == 2)
        let train = try shown("load(from: \"set\", split: 0.2).train")
        #expect(Set(train).isDisjoint(with: test))
        #expect(Set(train + test).count == 30)
        #expect(try shown("load(from: \"set\", split: 0.2).test") == test)
        #expect(try shown("load(from: \"set\", split: 0.2).test", seed: 1) != test)
        #expect(try shown("load(from: \"set\", split: 0.2, train: 5).train") == Array(train.prefix(5)))
        #expect(try shown("load(from: \"set\", split: 0.2, test: 1).test") == Array(test.prefix(1)))
    }

    @Test func `training and test folders are distinguished`() throws {
        try write([
            "set/Train/10/a.pgm": image(1), "set/Train/9/a.pgm": image(2), "set/test/9/a.pgm": image(3),
        ])
        // In the order of numbers, not of texts.
        #expect(try shown("load(from: \"set\").train") == ["9 2", "10 1"])
        #expect(try shown("load(from: \"set\").test") == ["9 3"])
        #expect(try shown("load(from: \"set\", invert: true).test") == ["9 252"])
    }

    @Test func `files in MNIST's format are a data set of any size and any labels`() throws {
        try write([
            "set/letters-images-idx3-ubyte.gz": Data.idx([4, 2, 3], 0..<24).gzipped,
            "set/letters-labels-idx1-ubyte": .idx([4], [26, 3, 26, 3]),
        ])
        let run = try experiment.run("let set = load(from: \"set\", split: 0.5)")
        #expect(run.failures == [])
        #expect(run.number("set.train.width") == 3)
        #expect(run.number("set.classes") == 2)
        let all =
            try shown("load(from: \"set\", split: 0.5).train") + shown("load(from: \"set\", split: 0.5).test")
        #expect(all.sorted() == ["26 0", "26 12", "3 18", "3 6"])
        try write([
            "both/train-images-idx3-ubyte": .idx([2, 1, 1], [5, 6]),
            "both/train-labels-idx1-ubyte": .idx([2], [0, 1]),
            "both/t10k-images-idx3-ubyte": .idx([1, 1, 1], [7]),
            "both/t10k-labels-idx1-ubyte": .idx([1], [2]),
        ])
        #expect(try shown("load(from: \"both\").train") == ["0 5", "1 6"])
        #expect(try shown("load(from: \"both\").test") == ["2 7"])
        #expect(try experiment.run("let d = load(from: \"both\")").number("d.classes") == 3)
    }

    @Test func `files in MNIST's format are found in a subfolder, compressed beside decompressed`() throws {
        for (file, data) in [
            ("train-images-idx3-ubyte", Data.idx([2, 1, 1], [5, 6])),
            ("train-labels-idx1-ubyte", .idx([2], [0, 1])),
            ("t10k-images-idx3-ubyte", .idx([1, 1, 1], [7])), ("t10k-labels-idx1-ubyte", .idx([1], [1])),
        ] {
            try write(["set/MNIST/raw/\(file)": data, "set/MNIST/raw/\(file).gz": data.gzipped])
        }
        #expect(try shown("load(from: \"set\").train") == ["0 5", "1 6"])
        #expect(try shown("load(from: \"set\").test") == ["1 7"])
        #expect(
            try experiment.run("let d = load(from: \"set\")").notices.map(\.message) == [
                "Not read of 'set': 4 packed files that lie there unpacked too ('MNIST/raw/t10k-images-idx3-ubyte.gz', 'MNIST/raw/t10k-labels-idx1-ubyte.gz', 'MNIST/raw/train-images-idx3-ubyte.gz' and 1 more).",
                "Of 'set' nothing is measured on '0': it has no test image.",
            ])
    }

    @Test func `images with names of files in MNIST's format are images`() throws {
        try write(["set/train/a/idx-images.pgm": image(3), "set/test/a/idx-images.pgm": image(4)])
        #expect(try shown("load(from: \"set\").train") == ["a 3"])
    }

    @Test func `a network learns from it and its shapes are checked`() throws {
        for number in 0..<40 {
            let isDark = number % 2 == 0
            try write([
                "set/\(isDark ? "dark" : "light")/\(number).pgm": .graymap(
                    3, 3, (0..<9).map { UInt8($0 + number + (isDark ? 0 : 150)) })
            ])
        }
        let cell = """
            let set = normalize(load(from: "set", split: 0.25))
            let model = train(set, layers: [flatten, dense(2)], optimizer: adam(learningRate: 0.1), epochs: 5, batchSize: 10)
            let result = evaluate(model, on: set)
            """
        #expect(try experiment.run(cell).number("result.accuracy") == 1)
        let (source, found) = experiment.diagnose(
            """
            let set = normalize(load(from: "set", split: 0.25))
            let model = train(set, layers: [flatten, ‹dense(3)›])
            """)
        source.expect(
            found, ["train.shape: the network ends in 3, but there are 2 classes | end it with 'dense(2)'"])
    }

    @Test(
        arguments: [
            (
                [:],
                "'set' has no data set: neither a folder of PNG, JPEG or PGM files for each class nor IDX files"
            ),
            (
                ["set/a.pgm": "x"],
                "'set/a.pgm' stands in no class's folder: put the images of each class into a subfolder of its own"
            ),
            (
                ["set/a/b/c.pgm": "x", "set/b/c.pgm": "x"],
                "'set/a/b/c.pgm' lies deeper than in a class's folder"
            ),
            (["set/a/b.jpg": "x"], "'set' has 1 image that cannot be read"),
            (["set/a/b.png": "x"], "'set' has 1 image that cannot be read"),
            (["set/test/a/b.png": "x"], "'set' has test images alone, and none to train on"),
            (["set/a-images-idx3-ubyte": "x"], "'set' has 'a-images-idx3-ubyte', but no file of its labels"),
            (["set/a-labels-idx1-ubyte": "x"], "'set' has 'a-labels-idx1-ubyte', but no file of its images"),
            (
                [
                    "set/a-images-idx3-ubyte": "", "set/b-images-idx3-ubyte": "",
                    "set/b-labels-idx1-ubyte": "",
                ],
                "'set' has 'a-images-idx3-ubyte' and 'b-images-idx3-ubyte', of which one would do"
            ),
            (
                ["set/test-images-idx3-ubyte": "", "set/test-labels-idx1-ubyte": ""],
                "'set' has test images alone, and none to train on"
            ),
            (
                [
                    "set/train-images-idx3": "", "set/train-labels-idx1": "", "set/images-idx3": "",
                    "set/labels-idx1": "",
                ], "'set' has IDX files of which it cannot be told whether they are to train or to test on"
            ),
            (
                [
                    "set/one/raw/train-images-idx3": "", "set/one/raw/train-labels-idx1": "",
                    "set/two/raw/train-images-idx3": "", "set/two/raw/train-labels-idx1": "",
                ],
                "'set' has IDX files in 'one/raw' and in 1 other folder; name the one to read: \"set/one/raw\""
            ),
        ] as [([String: String], String)])
    func `a folder that is not a data set is found before anything runs`(
        files: [String: String], expected: String
    )
        throws
    {
        try FileManager.default.createDirectory(
            atPath: experiment.folder.path + "/set", withIntermediateDirectories: true)
        for (name, text) in files { try experiment.folder.write(text, to: name) }
        let (source, found) = experiment.diagnose("let set = load(from: ‹\"set\"›, split: 0.2)")
        source.expect(found, ["load.data: \(expected)"])
    }

    @Test func `too few images to keep some for testing fail the step`() throws {
        try write(["one/a/1.pgm": image(1)])
        #expect(
            try experiment.run("let set = load(from: \"one\", split: 0.5)").failures == [
                "'one' has too few images to keep a share of them for testing"
            ])
    }

    @Test func `a folder or a name, each with its own arguments`() throws {
        try write(["set/a/1.pgm": image(1), "parts/train/a/1.pgm": image(1), "parts/test/a/1.pgm": image(1)])
        try experiment.folder.write("x", to: "file.txt")
        let (source, found) = experiment.diagnose(
            """
            let a = ‹load()›
            let b = load("mnist", from: ‹"set"›)
            let c = load("builtin", split: ‹0.5›)
            let d = load("builtin", invert: ‹true›)
            let e = load(from: "set", fallback: ‹"builtin"›, split: 0.5)
            let f = load(from: ‹"set"›)
            let g = load(from: "parts", split: ‹0.5›)
            let h = load(from: ‹"sets"›, split: 0.5)
            let i = load(from: ‹"../other"›, split: 0.5)
            let j = load(from: ‹"file.txt"›, split: 0.5)
            let k = load(from: "set", split: ‹1›)
            """)
        source.expect(
            found,
            [
                "load.missing-argument: 'load' takes the name of a data set, or 'from:' with a folder",
                "load.two-sources: 'load' takes the name of a data set or a folder, not both",
                "load.needs-folder: 'split' goes with 'from:' alone",
                "load.needs-folder: 'invert' goes with 'from:' alone",
                "load.needs-name: 'fallback' goes with the name of a data set",
                "load.split: 'set' has no test images of its own",
                "load.split: 'parts' has test images of its own | leave 'split' out",
                "load.no-such-file: there is no 'sets' beside the notebook | did you mean \"set\"?",
                "load.no-such-file: '../other' lies outside of the notebook's folder",
                "load.data: 'file.txt' is not a folder",
                "load.out-of-range: 'split' of 'load' takes 0.001 to 0.999, but this is 1",
            ])
        #expect(
            found.flatMap(\.notes).map(\.message) == [
                "'load(\"mnist\")' or 'load(from: \"folder\")'",
                "'split: 0.2' keeps a fifth of each class for testing",
                "a path is relative to the notebook's folder", "'--allow-read DIR' opens a folder to it",
                "'load' finds the classes by folders: one for each, with its images",
            ])
    }

    @Test func `more images than a folder has are found before anything runs`() throws {
        for number in 0..<10 {
            try write([
                "set/a/\(number).pgm": image(1), "set/b/\(number).pgm": image(2),
                "parts/train/a/\(number).pgm": image(1), "parts/test/a/0.pgm": image(2),
            ])
        }
        try write([
            "idx/images-idx3": .idx([4, 1, 1], [1, 2, 3, 4]), "idx/labels-idx1": .idx([4], [0, 0, 1, 1]),
        ])
        let (source, found) = experiment.diagnose(
            """
            let a = load(from: "set", split: 0.3, train: 14, test: 6)
            let b = load(from: "set", split: 0.3, train: ‹15›)
            let c = load(from: "set", split: 0.3, test: ‹7›)
            let d = load(from: "parts", train: ‹11›)
            let e = load(from: "parts", train: 10, test: ‹2›)
            let f = load(from: "idx", split: 0.5, train: ‹3›)
            let g = train(a, layers: [flatten, dense(2)], validation: ‹0.97›)
            let h = train(normalize(augment(load(from: "idx", split: 0.25), flip: true)), layers: [flatten, dense(2)], validation: ‹0.8›)
            """)
        source.expect(
            found,
            [
                "load.too-few-images: 'set' has 14 training images, not 15 | leave it out for all",
                "load.too-few-images: 'set' has 6 test images, not 7 | leave it out for all",
                "load.too-few-images: 'parts' has 10 training images, not 11 | leave it out for all",
                "load.too-few-images: 'parts' has 1 test image, not 2 | leave it out for all",
                "load.too-few-images: 'idx' has 2 training images, not 3 | leave it out for all",
                "train.validation: of 14 training images, 14 cannot be held out",
                "train.validation: of 2 training images, 2 cannot be held out",
            ])
        let run = try experiment.run("let a = load(from: \"set\", split: 0.3, train: 14, test: 6)")
        #expect(run.number("a.train.count") == 14)
        #expect(run.number("a.test.count") == 6)
    }

    @Test func `the report has the folder as one input, and a changed image is noticed`() throws {
        try write(["set/a/1.pgm": image(1), "set/a/2.pgm": image(2), "set/a/3.pgm": image(3)])
        let cell = "let set = load(from: \"set\", split: 0.4)"
        let first = try experiment.run(cell)
        let input = try #require(first.steps.first?.inputs.first)
        #expect(first.steps.first?.inputs.count == 1)
        #expect(input.name == "set")
        #expect(input.bytes == 3 * image(1).count)
        #expect(input.fileCount == 3)
        #expect(try experiment.run(cell).steps.first?.key == first.steps.first?.key)
        try write(["set/a/2.pgm": image(4)])
        let second = try experiment.run(cell)
        #expect(second.steps.first?.inputs.first?.hash != input.hash)
        #expect(second.steps.first?.key != first.steps.first?.key)
    }

    @Test func `pictures are shown unchanged, and inverted ones as ink`() throws {
        try write(["set/train/a/1.pgm": image(7), "set/test/a/1.pgm": image(7)])
        func grid(_ cell: String) throws -> ImageGrid {
            let run = try experiment.run(cell)
            #expect(run.failures == [])
            return try #require(run.imageGrids.first)
        }
        let shown = try grid("plot(load(from: \"set\"))")
        #expect(shown.channels == 3)
        #expect(Array(shown.pixels) == [7, 7, 7, 0, 0, 0, 0, 0, 0, 255, 255, 255])
        let ink = try grid("plot(load(from: \"set\", invert: true))")
        #expect(ink.channels == 1)
        #expect(Array(ink.pixels) == [248, 255, 255, 0])
        // What a network misread, too: of two classes one is always wrong.
        try write([
            "two/train/a/1.pgm": image(1), "two/train/b/1.pgm": image(1), "two/test/a/1.pgm": image(9),
            "two/test/b/1.pgm": image(9),
        ])
        let wrong = try grid(
            "let set = load(from: \"two\")\nlet r = evaluate(train(set, layers: [flatten, dense(2)]), on: set)\nplot(r.mistakes)"
        )
        #expect(wrong.channels == 3)
        #expect(Array(wrong.pixels) == [9, 9, 9, 0, 0, 0, 0, 0, 0, 255, 255, 255])
    }
}
