import Diagnostics
import Foundation
import NeuralNet
import Steps
import TestSupport
import Testing
import Workflow

/// The limits on what a data file may claim or become in memory, each of which a small file could exceed.
struct DataLimitTests {
    private let experiment: Experiment

    init() throws { experiment = try Experiment() }

    /// What is wrong with a folder of images in MNIST's format, as the plan finds it.
    private func problem(_ images: Data, _ labels: Data) throws -> [String] {
        try experiment.folder.write(images, to: "set/images-idx3")
        try experiment.folder.write(labels, to: "set/labels-idx1")
        return experiment.diagnose("let set = load(from: \"set\", split: 0.5)").found.map(\.message)
    }

    @Test func `images of impossible sides, and none at all, are found before anything runs`() throws {
        let sides = "and a side has 1 to 65\u{202F}536"
        #expect(
            try problem(.idx([2, 0, 4], []), .idx([2], [1, 1])) == [
                "'set/images-idx3' has images of 4 × 0 pixels, \(sides)"
            ])
        #expect(
            try problem(.idx([2, 1, 65_537], Data(count: 131_074)), .idx([2], [1, 1])) == [
                "'set/images-idx3' has images of 65\u{202F}537 × 1 pixels, \(sides)"
            ])
        #expect(
            try problem(.idx([0, 4, 4], []), .idx([0], [])) == ["'set/images-idx3' has no images"])
        #expect(try problem(.idx([2, 1, 65_536], Data(count: 131_072)), .idx([2], [1, 1])) == [])
    }

    @Test func `files of a published data set that are too large together are refused`() throws {
        var experiment = try Experiment()
        let colours = PlanarColour.publication
        experiment.publications = [
            Publication(
                name: colours.name, title: colours.title, format: colours.format, train: colours.trainFiles,
                test: colours.testFiles, shape: colours.shape, counts: colours.counts,
                classes: colours.classes, mirrors: [],
                archive: Publication.Archive(
                    name: "colours.zip", bytes: 0, hash: "", folder: "colours-bin", page: "nowhere"))
        ]
        experiment.dataDirectories = [experiment.folder.path + "/sets"]
        for file in ["train1", "train2", "test"] {
            try experiment.folder.write(Data(count: 25 * 30_000), to: "sets/colours-bin/\(file).planes")
        }
        let failures = try experiment.run("let set = load(\"colours\")").failures
        #expect(
            failures == [
                "'…/colours-bin' has more than the 2.1\u{A0}MB of Colours that are read"
            ])
        try experiment.folder.write(Data(count: 25 * 20_000), to: "sets/colours-bin/test.planes")
        #expect(try experiment.run("let set = load(\"colours\")").failures == [])
    }

    @Test func `more images than are told apart by number are refused, though they are small and packed`()
        throws
    {
        let count = 1 + 1 << 24
        let images = Data.idx([count, 1, 1], Data(count: count)).gzipped
        #expect(images.count < 20_000)
        try experiment.folder.write(images, to: "set/images-idx3-ubyte.gz")
        try experiment.folder.write(
            Data.idx([count], Data(count: count)).gzipped, to: "set/labels-idx1-ubyte.gz")
        #expect(
            experiment.diagnose("let set = load(from: \"set\", split: 0.5)").found.map(\.message) == [
                "'set/images-idx3-ubyte.gz' has 16\u{202F}777\u{202F}217 images, and 16\u{202F}777\u{202F}216 of that size are the most of one part"
            ])
        let arrays = [
            ("x.npy", Data.numPy([count, 1, 1], Data(count: count))),
            ("y.npy", .numPy([count], Data(count: count))),
        ]
        expectProblem(
            "'f/x.npy' has 16\u{202F}777\u{202F}217 images, and 16\u{202F}777\u{202F}216 of that size are the most of one part"
        ) { try ArrayImages(archive: .zip(arrays, isPacked: true), name: "f") }
    }

    @Test func `CIFAR's files that are too large together are refused before their images are copied`() {
        let file = DataFile(name: "a.bin", data: CIFARFormatTests.file([UInt8](repeating: 1, count: 250)))
        let files = [DataFile](repeating: file, count: 1400)
        expectProblem(
            "'a.bin' has 350\u{202F}000 images, and 349\u{202F}525 of that size are the most of one part"
        ) { try CIFARFormat().images(in: files) }
    }

    @Test func `a first line of a table that is as long as a file is not held as text`() throws {
        let most = 32 * (1 + 1 << 20)
        expectProblem("'t.csv' has a first line of more than 33.6\u{A0}MB") {
            try PixelTable(Data(repeating: UInt8(ascii: "a"), count: most + 1), name: "t.csv")
        }
        let name = String(repeating: "-", count: 100) + "label"
        expectProblem(
            "'t.csv' has no column 'label': images without labels are nothing to train or test on"
        ) { try PixelTable(Data("\(name),p\n1,2\n".utf8), name: "t.csv") }
        let shorter = name.dropFirst(5)
        #expect(
            try Array(PixelTable(Data("p,\(shorter)\n1,2\n".utf8), name: "t.csv").images.labels) == [2])
    }

    @Test(arguments: [
        ("<f2", "(1,)", "'array.astype(\"float32\")'"),
        (">f4", "(1,)", "'array.astype(array.dtype.newbyteorder(\"<\"))' turns their bytes around"),
        (">u2", "(1,)", "'array.astype(array.dtype.newbyteorder(\"<\"))' turns their bytes around"),
        (
            "|O", "(1,)",
            "'numpy.asarray(array.tolist(), dtype=\"uint8\")' makes them of images of one size with samples from 0 to 255"
        ),
        ("<U1", "(1,)", "'array.astype(\"uint8\")'"), ("<c8", "(1,)", "'array.astype(\"uint8\")'"),
    ])
    func `samples of a type that is not read come with what makes them of one that is`(
        type: String, shape: String, words: String
    ) {
        expectAdvice(on: type, shape, of: .images, words)
    }

    @Test(arguments: [
        ("<c8", "(1,)", "'array.astype(\"int64\")'"), ("<f16", "(1, 1)", "'array.astype(\"float32\")'"),
        ("<c8", "(1, 3)", "'array.argmax(1)' makes them of rows of ones and zeros"),
        ("<U1", "(1,)", "'numpy.unique(array, return_inverse=True)[1]' makes them of names"),
        ("|O", "(1,)", "'numpy.unique(array, return_inverse=True)[1]' makes them of names"),
    ])
    func `labels of a type that is not read come with what makes them of one that is`(
        type: String, shape: String, words: String
    ) {
        expectAdvice(on: type, shape, of: .labels, words)
    }

    private func expectAdvice(
        on type: String, _ shape: String, of content: NumPyArray.Content, _ words: String
    ) {
        expectProblem(
            "'a' has elements of the type '\(type)', which are not read: in Python, \(words)"
        ) {
            try NumPyArray(
                .numPy(header: "{'descr': '\(type)', 'fortran_order': False, 'shape': \(shape)}", [1]),
                name: "a", holding: content)
        }
    }

    @Test func `names in a file do not make messages as long as they are`() {
        let array = Data.numPy([1], [1])
        expectProblem("'f' cannot be read: its directory is damaged") {
            try ArrayImages(archive: .zip([(String(repeating: "x", count: 4097), array)]), name: "f")
        }
        let type = String(repeating: "v", count: 9000)
        expectProblem(
            "'a' has elements of the type '\(type.prefix(40))', which are not read: in Python, 'array.astype(\"uint8\")'"
        ) {
            try NumPyArray(
                .numPy(header: "{'descr': '\(type)', 'fortran_order': False, 'shape': (1,)}", [1]), name: "a",
                holding: .images)
        }
    }
}
