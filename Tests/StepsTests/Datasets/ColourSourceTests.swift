import Diagnostics
import Figures
import Foundation
import NeuralNet
import Steps
import TestSupport
import Testing
import Workflow

/// A published data set in colour, in a format of its own: nothing between its files and a network takes images for grey.
struct ColourSourceTests {
    private static let hashes = Experiment.hashes(of: PlanarColour.publication, in: Experiment.colourFiles)

    /// An experiment that finds the files, and the cell that loads them.
    private static func experiment() throws -> (Experiment, load: String) {
        let (experiment, load) = try Experiment.ofColours()
        return (experiment, "let set = \(load)\n")
    }

    /// The failures of loading the publication from these files.
    private static func failures(
        _ changes: [String: Data], of publication: Publication = PlanarColour.publication
    ) throws -> [String] {
        let (experiment, load) = try Experiment.ofColours(
            Experiment.colourFiles.merging(changes) { $1 }, of: publication)
        return try experiment.run("let set = \(load)").failures
    }

    /// Samples as a picture has them, `[H, W, C]`.
    private static func interleaved(_ number: UInt8) -> [UInt8] {
        let samples = PlanarColour.samples(number)
        return (0..<8).flatMap { pixel in (0..<3).map { samples[$0 * 8 + pixel] } }
    }

    @Test func `its files are read in their order, and shown in their colours`() throws {
        let (experiment, load) = try Self.experiment()
        let run = try experiment.run(load + "plot(set.train)\nplot(set.test)")
        #expect(run.failures == [])
        #expect(run.number("set.train.count") == 6)
        #expect(run.number("set.train.height") == 2)
        #expect(run.number("set.train.width") == 4)
        #expect(run.imageGrids.map(\.channels) == [3, 3])
        #expect(run.imageGrids.first?.pixels == Data((0..<6).flatMap(Self.interleaved)))
        #expect(run.imageGrids.last?.pixels == Data([6, 7].flatMap(Self.interleaved)))
        #expect(run.imageGrids.last?.items.map(\.label) == ["even", "odd"])
    }

    @Test func `fewer images of it are the first ones`() throws {
        let (experiment, load) = try Self.experiment()
        let run = try experiment.run(load.dropLast(2) + ", train: 5)\nplot(set.train)")
        #expect(run.failures == [])
        #expect(run.imageGrids.first?.pixels == Data((0..<5).flatMap(Self.interleaved)))
    }

    /// A picture, `[2, 4, 3]`, flipped and then moved, with zeros from outside.
    private static func window(of pixels: [UInt8], isFlipped: Bool, _ down: Int, _ across: Int) -> [UInt8] {
        var window: [UInt8] = []
        for place in 0..<8 {
            let row = place / 4 + down
            let column = place % 4 + across
            let isInside = (0..<2).contains(row) && (0..<4).contains(column)
            let start = (row * 4 + (isFlipped ? 3 - column : column)) * 3
            for channel in 0..<3 { window.append(isInside ? pixels[start + channel] : 0) }
        }
        return window
    }

    @Test func `its training images are flipped and cropped in all colours at once, out of black`() throws {
        let (experiment, load) = try Self.experiment()
        let run = try experiment.run(load + "plot(augment(set, flip: true, crop: 1).train)")
        #expect(run.failures == [])
        let shown = try #require(run.imageGrids.first).pixels
        var kinds = Set<Int>()
        for number in 0..<6 {
            let pixels = Self.interleaved(UInt8(number))
            var windows: [[UInt8]] = []
            for isFlipped in [false, true] {
                for (down, across) in (0..<9).map({ ($0 / 3 - 1, $0 % 3 - 1) }) {
                    windows.append(Self.window(of: pixels, isFlipped: isFlipped, down, across))
                }
            }
            let kind = windows.firstIndex(of: Array(shown.dropFirst(number * 24).prefix(24)))
            kinds.insert(try #require(kind, "image \(number)"))
        }
        #expect(kinds.count > 1)
    }

    @Test func `a network is trained on it, measured on it and saved with each channel's normalization`()
        throws
    {
        let (experiment, load) = try Self.experiment()
        let run = try experiment.run(
            load + """
                let scaled = normalize(set)
                let model = train(augment(scaled, shift: 1), layers: [conv2d(2, kernel: 2), relu, flatten, dense(2)], batchSize: 2)
                let result = evaluate(model, on: scaled)
                plot(result.mistakes)
                save(model, to: "net.safetensors")
                save(model, to: "net.onnx")
                """)
        #expect(run.failures == [])
        #expect(run.number("result.count") == 2)
        // Each channel has the same eight values about another middle: 3.5 above 200, 100 and 10.
        let middles = [203.5, 103.5, 13.5]
        let deviation = 5.25.squareRoot() / 255
        expectClose(
            run.numbers("scaled.mean"), middles.map { $0 / 255 }, absolute: 1e-12, relative: 0, "mean")
        expectClose(
            run.numbers("scaled.standardDeviation"), [deviation, deviation, deviation], absolute: 1e-12,
            relative: 0, "deviation")
        let saved = try experiment.folder.data("output/net.safetensors")
        let text = String(decoding: saved, as: UTF8.self)
        #expect(text.contains("\\\"isPicture\\\":true"))
        let means = middles.map { "\($0 / 255)" }.joined(separator: ",")
        #expect(text.contains("\\\"mean\\\":[\(means)]"))
    }

    @Test func `a saved network of three channels is read as it was`() throws {
        let (first, load) = try Self.experiment()
        let scaled = load + "let scaled = normalize(set)\n"
        let run = try first.run(
            scaled + """
                let model = train(scaled, layers: [flatten, dense(2)])
                let result = evaluate(model, on: scaled)
                save(model, to: "net.pt")
                """)
        #expect(run.failures == [])
        try first.folder.write(first.folder.data("output/net.pt"), to: "net.pt")
        let again = try first.run(
            scaled + """
                let model = loadModel("net.pt")
                let same = loadModel("net.pt", for: scaled, layers: [flatten, dense(2)])
                let result = evaluate(model, on: scaled)
                let other = evaluate(same, on: scaled)
                """)
        #expect(again.failures == [])
        #expect(again.number("result.loss") == run.number("result.loss"))
        #expect(again.number("other.loss") == run.number("result.loss"))
    }

    @Test func `a channel without contrast has no deviation to divide by`() throws {
        var (experiment, _) = try Self.experiment()
        let flat = Data(
            (0..<6).flatMap { number in
                [number % 2] + PlanarColour.samples(number)[..<16] + Array(repeating: 9, count: 8)
            })
        try experiment.folder.write(flat, to: "flat/train1.planes")
        try experiment.folder.write(flat, to: "flat/train2.planes")
        try experiment.folder.write(flat, to: "flat/test.planes")
        experiment.dataDirectories = [experiment.folder.path + "/flat"]
        let hash = "\"\(ContentHash(of: flat).hexadecimal)\""
        let run = try experiment.run("normalize(load(\"colours\", sha256: [\(hash), \(hash), \(hash)]))")
        #expect(
            run.failures.last
                == "a channel of the training images is the same everywhere, so its deviation is 0")
    }

    @Test(
        arguments: [
            ("train1.planes", 0, "'train1.planes' has the label 2 at 0; labels are 0 to 1"),
            ("train2.planes", 1, "'train2.planes' has the label 2 at 1; labels are 0 to 1"),
            ("test.planes", 1, "'test.planes' has the label 2 at 1; labels are 0 to 1"),
        ])
    func `a label beyond the classes is reported, though its format accepts it`(
        file: String, index: Int, message: String
    ) throws {
        var data = try #require(Experiment.colourFiles[file])
        data[index * (1 + PlanarColour.shape.count)] = 2
        #expect(try Self.failures([file: data]) == [message])
    }

    @Test(
        arguments: [
            ([3, 4, 4], "'train1.planes' has images of 2×4, not of 4×4"),
            ([1, 2, 4], "'train1.planes' has images of 3×2×4, not of 1×2×4"),
        ])
    func `images of another shape than the data set's are reported, though their format accepts them`(
        shape: [Int], message: String
    ) throws {
        let whole = PlanarColour.publication
        let other = Publication(
            name: whole.name, title: whole.title, format: whole.format, train: whole.trainFiles,
            test: whole.testFiles, shape: Shape(shape), counts: whole.counts, classes: whole.classes,
            mirrors: [])
        #expect(try Self.failures([:], of: other) == [message])
    }

    @Test(
        arguments: [
            (["a.planes", "b.txt", "in/c.planes"], ["a.planes"]),
            (["b.txt", "in/a.planes", "in/c.planes"], ["in/a.planes", "in/c.planes"]), (["b.txt"], []),
        ] as [([String], [String])])
    func `its files are those in the folder itself, or in the only subfolder that has some`(
        files: [String], read: [String]
    ) throws {
        #expect(try PlanarColour().files(among: files, of: "set") == read)
    }

    @Test func `files of a format in two subfolders are refused`() {
        expectProblem(
            "'set' has files of planes in 'a' and in 1 other folder; name the one to read: \"set/a\""
        ) {
            try PlanarColour().files(among: ["b/1.planes", "a/1.planes"], of: "set")
        }
    }

    @Test func `messages speak of as many files as it has`() throws {
        let (experiment, _) = try Self.experiment()
        let (source, found) = experiment.diagnose(
            "let a = load(\"colours\", sha256: ‹\(Self.hashes.prefix(1))›)\nlet b = load(\"colours\", fallback: ‹\"builtin\"›)"
        )
        source.expect(
            found,
            [
                "load.sha256: a data set has three files, so 'sha256' has three elements",
                "load.fallback: built-in digits cannot stand for Colours | leave it out",
            ])
        #expect(found.first?.notes.map(\.message) == ["of train1.planes, train2.planes, test.planes"])
        var elsewhere = experiment
        elsewhere.dataDirectories = []
        #expect(
            try elsewhere.run("let set = load(\"colours\", sha256: \(Self.hashes))")
                .failures
                .first?.contains("Put its three files into a folder") == true)
    }

    @Test func `a layer that does not fit its channels is found before anything runs`() throws {
        let (experiment, load) = try Self.experiment()
        let (_, found) = experiment.diagnose(load + "let model = train(set, layers: [flatten, dense(3)])")
        #expect(!found.isEmpty)
        #expect(
            experiment.diagnose(load + "let model = train(set, layers: [flatten, dense(2)])").found == [])
    }
}
