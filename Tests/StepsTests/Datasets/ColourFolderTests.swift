import Diagnostics
import Figures
import Foundation
import Images
import TestSupport
import Testing
import Workflow

/// `load(from:)` of pictures in colour.
struct ColourFolderTests {
    let experiment: Experiment

    init() throws { experiment = try Experiment() }

    private func write(_ files: [String: Data]) throws {
        for (name, data) in files { try experiment.folder.write(data, to: name) }
    }

    /// A PNG file of two pixels in colour.
    private func colour(_ samples: [UInt8]) -> Data {
        .png(2, 1, colourType: 2, bitDepth: 8, rows: [samples])
    }

    /// A PNG file of two grey pixels.
    private func grey(_ samples: [UInt8]) -> Data {
        .png(2, 1, colourType: 0, bitDepth: 8, rows: [samples])
    }

    /// The samples of the training images and of the test images as pictures have them, and the notices.
    private func shown(_ load: String) throws -> (train: [UInt8], test: [UInt8], notices: [String]) {
        let run = try experiment.run("let set = \(load)\nplot(set.train)\nplot(set.test)")
        #expect(run.failures == [])
        #expect(run.imageGrids.map(\.channels) == [3, 3])
        return (
            Array(run.imageGrids.first?.pixels ?? Data()), Array(run.imageGrids.last?.pixels ?? Data()),
            run.notices.map(\.message)
        )
    }

    /// The number of channels that a network of two pixels is given.
    private func channels(_ load: String) throws -> Double? {
        let run = try experiment.run(
            "let set = \(load)\nlet model = train(set, layers: [flatten, dense(1)])")
        #expect(run.failures == [])
        return run.number("model.parameters").map { ($0 - 1) / 2 }
    }

    private static let red: [UInt8] = [200, 10, 30, 0, 250, 7]

    @Test func `pictures in colour have red, green and blue`() throws {
        try write([
            "set/train/a/1.png": colour(Self.red), "set/test/a/1.png": colour([1, 2, 3, 40, 50, 60]),
        ])
        let set = try shown("load(from: \"set\")")
        #expect(set.train == Self.red)
        #expect(set.test == [1, 2, 3, 40, 50, 60])
        #expect(set.notices == [])
        #expect(try channels("load(from: \"set\")") == 3)
    }

    @Test func `photographs are in colour`() throws {
        let photograph = try Data(
            contentsOf: BuiltTool.packageFolder.appending(path: "Tests/ImagesTests/Fixtures/colour.jpg"))
        try write(["set/train/a/1.jpg": photograph, "set/test/a/1.jpg": photograph])
        let set = try shown("load(from: \"set\")")
        #expect(Data(set.train) == (try ColourImage(decoding: photograph)).samples)
        #expect(set.notices == [])
    }

    @Test func `a set of both is in colour, wherever the colours are`() throws {
        let faint: [UInt8] = [9, 10, 11, 30, 30, 34]
        try write([
            "set/train/a/1.png": grey([5, 200]), "set/train/a/2.pgm": .graymap(2, 1, [8, 9]),
            // Of less difference than counts as a colour, which is kept all the same.
            "set/train/a/3.png": colour(faint), "set/test/a/1.png": colour(Self.red),
        ])
        let set = try shown("load(from: \"set\")")
        #expect(set.train == [5, 5, 5, 200, 200, 200, 8, 8, 8, 9, 9, 9] + faint)
        #expect(set.test == Self.red)
        #expect(
            set.notices == [
                "The images of 'set' are loaded in colour, for 1 of 4 is coloured; the others are grey in three equal channels. 'channels: .grey' loads all in grey."
            ])
        try write(["half/train/a/1.png": grey([5, 200]), "half/test/a/1.png": colour(Self.red)])
        #expect(try shown("load(from: \"half\")").notices == [])
    }

    @Test func `images without colours are grey, also where they are stored in colour`() throws {
        try write([
            "set/train/a/1.png": colour([50, 50, 50, 90, 90, 90]), "set/test/a/1.png": grey([5, 200]),
        ])
        #expect(try channels("load(from: \"set\")") == 1)
        #expect(try shown("load(from: \"set\")").notices == [])
    }

    /// A PNG file of 16 × 16 pixels: a square in one colour on a transparent ground.
    private func icon(_ colour: [UInt8]) -> Data {
        .png(
            16, 16, colourType: 6, bitDepth: 8,
            rows: (0..<16).map { y in
                (0..<16).flatMap { x in
                    (4..<12).contains(x) && (4..<12).contains(y) ? colour + [255] : [0, 0, 0, 0]
                }
            })
    }

    @Test(arguments: ["", ", channels: .colour"])
    func `icons on a transparent ground keep their colours`(channels: String) throws {
        let colours: [String: [UInt8]] = [
            "blue": [30, 60, 230], "green": [30, 160, 40], "red": [220, 30, 30], "yellow": [250, 210, 30],
        ]
        for (name, colour) in colours {
            try write(["set/train/\(name)/1.png": icon(colour), "set/test/\(name)/1.png": icon(colour)])
        }
        let set = try shown("load(from: \"set\"\(channels))")
        let seen = colours.keys.sorted().flatMap { name in
            (0..<256).flatMap { place -> [UInt8] in
                let isInk = (4..<12).contains(place % 16) && (4..<12).contains(place / 16)
                return isInk ? colours[name] ?? [] : [255, 255, 255]
            }
        }
        #expect(set.train == seen)
        #expect(set.test == seen)
        #expect(set.notices == [])
    }

    @Test func `a white icon among others in colour is dark on white, for nothing of it would be seen`()
        throws
    {
        try write([
            "set/train/red/1.png": icon([220, 30, 30]), "set/train/white/1.png": icon([255, 255, 255]),
            "set/test/red/1.png": icon([220, 30, 30]), "set/test/white/1.png": icon([255, 255, 255]),
        ])
        let set = try shown("load(from: \"set\")")
        let centres = [0, 1].map { image in
            let place = 3 * (256 * image + 8 * 16 + 8)
            return Array(set.train[place..<place + 3])
        }
        #expect(centres == [[220, 30, 30], [0, 0, 0]])
    }

    @Test func `.grey and .colour decide, and nothing is told of colours that were given up`() throws {
        try write([
            "set/train/a/1.png": colour(Self.red), "set/test/a/1.png": colour(Self.red),
            "grey/train/a/1.png": grey([5, 200]), "grey/test/a/1.png": grey([6, 7]),
        ])
        let given = try shown("load(from: \"set\", channels: .grey)")
        let lightness = Array(try GreyImage(decoding: colour(Self.red)).samples)
        #expect(given.train == lightness.flatMap { [$0, $0, $0] })
        #expect(given.notices == [])
        #expect(try channels("load(from: \"set\", channels: .grey)") == 1)
        let three = try shown("load(from: \"grey\", channels: .colour)")
        #expect(three.train == [5, 5, 5, 200, 200, 200])
        #expect(three.notices == [])
        #expect(try channels("load(from: \"grey\", channels: .colour)") == 3)
        #expect(try channels("load(from: \"grey\")") == 1)
    }

    @Test func `each form of the images is cached by itself`() throws {
        try write(["set/train/a/1.png": colour(Self.red), "set/test/a/1.png": colour(Self.red)])
        func mean(_ arguments: String) throws -> Value? {
            try experiment.runCached("let set = load(from: \"set\"\(arguments))").value("set.mean")
        }
        for _ in 0..<2 {
            #expect(try mean("") == .array([.float(0), .float(0), .float(0)]))
            #expect(try mean(", channels: .grey") == .float(0))
            #expect(try mean(", channels: .colour, size: 1") == .array([.float(0), .float(0), .float(0)]))
        }
        func width(_ arguments: String) throws -> Double? {
            try experiment.runCached("let set = load(from: \"set\"\(arguments))").number("set.train.width")
        }
        #expect(try width("") == 2)
        #expect(try width(", size: 1") == 1)
    }

    @Test func `the plan knows whether a set is in colour`() throws {
        try write([
            "set/train/a/1.png": grey([1, 2]), "set/test/a/1.png": colour(Self.red),
            "grey/train/a/1.png": grey([1, 2]), "grey/test/a/1.png": grey([3, 4]),
        ])
        let (source, found) = experiment.diagnose(
            """
            let set = load(from: "set")
            let first = set.mean[2]
            let second = ‹set.mean * 2›
            let grey = load(from: "grey")
            let fourth = grey.mean * 2
            let fifth = normalize(set, mean: ‹[0.5, 0.5]›)
            let sixth = normalize(grey, std: ‹[1, 1, 1]›)
            """)
        source.expect(
            found,
            [
                "operator.operands: '*' cannot stand between an array, each element a number and a whole number",
                "normalize.channels: 'mean' has 2 numbers, but the images have 3 channels",
                "normalize.channels: 'std' has 3 numbers, but the images have 1 channel",
            ])
        #expect(found.flatMap(\.notes).map(\.message) == ["of grey images it is a number"])
    }

    @Test func `ink is grey, and its lost colours are told`() throws {
        try write(["set/train/a/1.png": colour(Self.red), "set/test/a/1.png": colour(Self.red)])
        let run = try experiment.run("let set = load(from: \"set\", invert: true)\nplot(set)")
        #expect(run.failures == [])
        #expect(run.imageGrids.map(\.channels) == [1])
        #expect(
            run.notices.map(\.message) == [
                "Colours became grey: all 2 images of 'set' are coloured, and a network sees them in one channel, without their colours."
            ])
        #expect(
            try experiment.run("let set = load(from: \"set\", invert: true, channels: .grey)").notices.count
                == 0)
        let (source, found) = experiment.diagnose(
            "let set = load(from: \"set\", invert: true, channels: ‹.colour›)")
        source.expect(
            found, ["load.channels: 'invert: true' makes ink, which has no colours | leave it out"])
    }

    @Test func `channels and size go with image files alone`() throws {
        try write([
            "idx/images-idx3": .idx([4, 1, 1], [1, 2, 3, 4]), "idx/labels-idx1": .idx([4], [0, 0, 1, 1]),
        ])
        let (source, found) = experiment.diagnose(
            """
            let a = load("builtin", channels: ‹.grey›)
            let b = load("builtin", size: ‹20›)
            let c = load(from: "idx", split: 0.5, size: ‹20›)
            let d = load(from: "idx", split: 0.5, channels: ‹.colour›)
            let e = load(from: "idx", split: 0.5, size: ‹0›)
            let f = load("builtin", size: ‹20›, channels: ‹.grey›, split: ‹0.5›)
            """)
        source.expect(
            found,
            [
                "load.needs-folder: 'channels' goes with 'from:' alone",
                "load.needs-folder: 'size' goes with 'from:' alone",
                "load.needs-images: 'size' goes with image files, and 'idx' has IDX files | leave it out",
                "load.needs-images: 'channels' goes with image files, and 'idx' has IDX files | leave it out",
                "load.out-of-range: 'size' of 'load' takes 1 to 4096 pixels, but this is 0",
                "load.needs-folder: 'size' goes with 'from:' alone",
                "load.needs-folder: 'channels' goes with 'from:' alone",
                "load.needs-folder: 'split' goes with 'from:' alone",
            ])
    }

    @Test func `a network learns colours that are equal in grey`() throws {
        for number in 0..<20 {
            let isRed = number % 2 == 0
            // Both have the same lightness: 0.299 × 98 is 0.587 × 50.
            let pixel: [UInt8] = isRed ? [98, 0, UInt8(number)] : [0, 50, UInt8(number)]
            try write(["set/\(isRed ? "red" : "green")/\(number).png": colour(pixel + pixel)])
        }
        let run = try experiment.run(
            """
            let set = normalize(load(from: "set", split: 0.2))
            let model = train(set, layers: [flatten, dense(2)], optimizer: adam(learningRate: 0.1), epochs: 10, batchSize: 4)
            let result = evaluate(model, on: set)
            """)
        #expect(run.failures == [])
        #expect(run.number("result.accuracy") == 1)
        #expect(run.numbers("set.mean").count == 3)
        #expect(run.numbers("set.standardDeviation").count == 3)
    }
}
