import Diagnostics
import Figures
import Foundation
import NeuralNet
import Steps
import TestSupport
import Testing
import Workflow

/// `load(from: "digits.npz")`: NumPy's arrays in an archive.
struct ArrayFileTests {
    let experiment: Experiment

    init() throws { experiment = try Experiment() }

    /// Seven grey images of 2 × 3 pixels in the parts of Keras's `mnist.npz`.
    static let keras: [(String, Data)] = [
        ("x_train.npy", .numPy([4, 2, 3], 60..<84)), ("y_train.npy", .numPy([4], [7, 3, 7, 3])),
        ("x_test.npy", .numPy([3, 2, 3], 100..<118)), ("y_test.npy", .numPy([3], [3, 7, 9])),
    ]

    private func run(_ cell: String, of arrays: [(String, Data)], isPacked: Bool = false) throws -> Run {
        try experiment.folder.write(Data.zip(arrays, isPacked: isPacked), to: "set.npz")
        return try experiment.run(cell)
    }

    /// What is wrong with an archive, as the plan finds it.
    private func problem(_ arrays: [(String, Data)]) throws -> String? {
        try experiment.folder.write(Data.zip(arrays), to: "set.npz")
        let (source, found) = experiment.diagnose("let set = load(from: ‹\"set.npz\"›)")
        #expect(found.map(\.range) == source.ranges)
        return found.first?.message
    }

    private func samples(_ grid: ImageGrid?) -> [UInt8] { Array(grid?.pixels ?? Data()) }

    @Test(arguments: [false, true]) func `the arrays of Keras are training and test images`(isPacked: Bool)
        throws
    {
        let run = try run(
            "let set = load(from: \"set.npz\")\nplot(set.train)\nplot(set.test)\nlet mean = set.mean * 2",
            of: Self.keras, isPacked: isPacked)
        #expect(run.failures == [])
        #expect(run.number("set.classes") == 3)
        #expect(run.number("set.train.height") == 2)
        #expect(run.number("set.train.width") == 3)
        #expect(run.imageGrids.map { $0.items.map(\.label) } == [["7", "3", "7", "3"], ["3", "7", "9"]])
        // Pictures in grey are shown in three equal channels.
        #expect(samples(run.imageGrids.first) == (60..<84).flatMap { [$0, $0, $0] })
        #expect(samples(run.imageGrids.last) == (100..<118).flatMap { [$0, $0, $0] })
        #expect(
            run.notices.map(\.message) == [
                "Of 'set.npz' no network can learn '9': there are images of it to test on, and none to train on."
            ])
    }

    @Test func `channels last and channels first are colours`() throws {
        let last = (0..<24).map { UInt8(10 * $0) }
        // The same two images of 2 × 2 pixels, channel by channel.
        let first = (0..<2).flatMap { (image: Int) -> [UInt8] in
            (0..<3).flatMap { (channel: Int) -> [UInt8] in
                (0..<4).map { (pixel: Int) -> UInt8 in last[12 * image + 3 * pixel + channel] }
            }
        }
        for (shape, samples) in [([2, 2, 2, 3], last), ([2, 3, 2, 2], first)] {
            let run = try run(
                "let set = load(from: \"set.npz\")\nplot(set.train)\nlet first = set.mean[0]",
                of: [
                    ("train_images.npy", .numPy(shape, samples)),
                    ("train_labels.npy", .numPy([2, 1], [0, 1])),
                    ("test_images.npy", .numPy(shape, samples)),
                    ("test_labels.npy", .numPy([2, 1], [0, 1])),
                ])
            #expect(run.failures == [])
            #expect(run.imageGrids.map(\.channels) == [3])
            #expect(self.samples(run.imageGrids.first) == last)
        }
    }

    @Test func `one channel is grey, and labels may be wider numbers`() throws {
        for shape in [[2, 3, 1], [1, 3, 2]] {
            var arrays = Self.keras
            arrays[0].1 = .numPy([4] + shape, 60..<84)
            arrays[2].1 = .numPy([3] + shape, 100..<118)
            arrays[1].1 = .numPy(
                [4], [7, 3, 7, 3].flatMap { [$0, 0, 0, 0, 0, 0, 0, 0] }, type: "<i8")
            let run = try run("let set = load(from: \"set.npz\")\nplot(set.train)", of: arrays)
            #expect(run.failures == [])
            #expect(samples(run.imageGrids.first) == (60..<84).flatMap { [$0, $0, $0] })
            #expect(run.imageGrids.first?.items.map(\.label) == ["7", "3", "7", "3"])
        }
    }

    @Test func `validation images are loaded as such, and arrays of one part are split`() throws {
        let parts = try run(
            "let set = load(from: \"set.npz\")\nlet validation = set.validation",
            of: Self.keras + [
                ("x_val.npy", .numPy([2, 2, 3], 1..<13)), ("y_val.npy", .numPy([2], [7, 3])),
            ])
        #expect(parts.failures == [])
        #expect(parts.number("set.validation.count") == 2)
        #expect(!parts.notices.contains { $0.message.hasPrefix("The test images") })
        let split = try run(
            "let set = load(from: \"set.npz\", split: 0.5, train: 1)",
            of: [("x.npy", .numPy([4, 2, 3], 60..<84)), ("y.npy", .numPy([4], [7, 3, 7, 3]))])
        #expect(split.failures == [])
        #expect(split.number("set.train.count") == 1)
        #expect(split.number("set.test.count") == 2)
    }

    @Test(arguments: ["x_val", "valid_images"])
    func `validation images are for testing if there are no others, with a notice`(name: String) throws {
        let labels = name == "x_val" ? "y_val" : "valid_labels"
        let run = try run(
            "let set = load(from: \"set.npz\")",
            of: Array(Self.keras[..<2]) + [
                (name + ".npy", .numPy([2, 2, 3], 1..<13)), (labels + ".npy", .numPy([2], [7, 3])),
            ])
        #expect(run.failures == [])
        #expect(run.number("set.test.count") == 2)
        #expect(run.value("set.validation") == nil)
        #expect(
            run.notices.map(\.message) == [
                "The test images of 'set.npz' are those of '\(name)', for it has no 'test'."
            ])
    }

    @Test func `digits in light ink are ink, and dark ones are with invert`() throws {
        let ink = (0..<100).map { (4...5).contains($0 % 10) && (2...7).contains($0 / 10) ? UInt8(255) : 0 }
        func arrays(_ samples: [UInt8]) -> [(String, Data)] {
            ["train", "test"].flatMap {
                [("x_\($0).npy", Data.numPy([1, 10, 10], samples)), ("y_\($0).npy", .numPy([1], [0]))]
            }
        }
        let light = try run("let set = load(from: \"set.npz\")\nplot(set.train)", of: arrays(ink))
        #expect(light.imageGrids.map(\.channels) == [1])
        let dark = try run(
            "let set = load(from: \"set.npz\", invert: true)\nplot(set.train)",
            of: arrays(ink.map { 255 - $0 }))
        #expect(dark.imageGrids.map(\.channels) == [1])
        #expect(samples(dark.imageGrids.first) == ink)
    }

    @Test func `a network is trained on them`() throws {
        let run = try run(
            """
            let set = normalize(load(from: "set.npz"))
            let model = train(set, layers: [flatten, dense(3)])
            let result = evaluate(model, on: set)
            """, of: Self.keras)
        #expect(run.failures == [])
        #expect(run.number("result.count") == 3)
    }

    // MARK: What is refused

    @Test func `arrays that are missing, ambiguous or no images are found before anything runs`() throws {
        func changed(_ place: Int, _ data: Data) -> [(String, Data)] {
            var arrays = Self.keras
            arrays[place].1 = data
            return arrays
        }
        let cases: [([(String, Data)], String)] = [
            (
                [("a.npy", .numPy([1], [1]))],
                "'set.npz' has no arrays of images and labels, which are called x_train, y_train, x_test and y_test, or x and y; it has 'a.npy'"
            ),
            (Array(Self.keras[..<1]), "'set.npz' has 'x_train.npy', but no array of its labels"),
            (Array(Self.keras[2...]), "'set.npz' has test images alone, and none to train on"),
            (
                Self.keras + [("train_images.npy", .numPy([1], [1]))],
                "'set.npz' has 'train_images.npy' and 'x_train.npy', of which one would do"
            ),
            (
                Self.keras + [("x.npy", .numPy([1, 1, 1], [1])), ("y.npy", .numPy([1], [1]))],
                "'set.npz' has arrays of which it cannot be told whether they are to train or to test on"
            ),
            (
                changed(0, .numPy([4, 6], 60..<84)),
                "'set.npz/x_train.npy' has the shape (4, 6), and images are (number, height, width), with 1 or 3 channels last or in second place"
            ),
            (
                changed(0, .numPy([4, 9], 60..<96)),
                "'set.npz/x_train.npy' has the shape (4, 9), and images are (number, height, width), with 1 or 3 channels last or in second place: in Python, 'array.reshape(-1, 3, 3)'"
            ),
            (
                changed(0, .numPy([1, 3, 2, 3], 0..<18)),
                "'set.npz/x_train.npy' has the shape (1, 3, 2, 3), of which it cannot be told where the channels are"
            ),
            (
                changed(0, .numPy([2, 1, 1], [0, 1, 0, 1], type: "<u2")),
                "'set.npz/x_train.npy' has samples from 256 to 256, and those of images are whole numbers from 0 to 255: in Python, scale them to that range, then 'array.round().astype(\"uint8\")'"
            ),
            (
                changed(1, .numPy([4, 2], 0..<8)),
                "'set.npz/y_train.npy' has the shape (4, 2), and labels are one number for each image: in Python, 'array.argmax(1)' makes them of ones and zeros"
            ),
            (
                changed(1, .numPy([3], [1, 2, 3])),
                "'set.npz/y_train.npy' has 3 labels for the 4 images of 'set.npz/x_train.npy'"
            ),
            (
                changed(1, .numPy([4], [1, 1, 2, 0, 3, 0, 4, 0], type: "<i2")),
                "'set.npz/y_train.npy' has labels that are not whole numbers from 0 to 255"
            ),
            (
                changed(1, .numPy([4], [1, 2, 255, 4], type: "|i1")),
                "'set.npz/y_train.npy' has labels that are not whole numbers from 0 to 255"
            ),
            (
                changed(2, .numPy([3, 1, 6], 100..<118)),
                "'set.npz' has test images of 6 × 1 pixels, but of 3 × 2 to train on"
            ),
            (
                changed(0, .numPy([0, 2, 3], [])),
                "'set.npz/y_train.npy' has 4 labels for the 0 images of 'set.npz/x_train.npy'"
            ),
        ]
        for (arrays, message) in cases { #expect(try problem(arrays) == message) }
        try experiment.folder.write("text", to: "set.npz")
        let (_, found) = experiment.diagnose("let set = load(from: \"set.npz\")")
        #expect(
            found.map(\.message) == [
                "'set.npz' cannot be read: it is not a zip archive, is truncated, or has bytes after its end"
            ])
    }

    @Test func `an array of another size than the archive states is refused, with its right checksum`() throws
    {
        let (name, size) = ("x_train.npy", Self.keras[0].1.count)
        let cases: [(isPacked: Bool, stated: Int, words: String)] = [
            (true, size - 1, "unpacks to more than the \(size - 1) bytes that it can hold"),
            (true, 0, "unpacks to more than the 0 bytes that it can hold"),
            (true, size + 1, "is cut short"),
            (true, size + 100_000_000, "is cut short"),
            (false, size - 1, "is damaged"), (false, size + 1, "is damaged"),
            (false, size + 100_000_000, "is cut short"),
        ]
        for (isPacked, stated, words) in cases {
            expectProblem("'f' cannot be read: its file '\(name)' \(words)") {
                try ArrayImages(
                    archive: .zip(Self.keras, isPacked: isPacked, stated: [name: stated]), name: "f")
            }
        }
    }

    @Test func `arrays that together unpack to more than is read are refused before they do`() throws {
        let limit = 1 << 30
        func read(_ stated: [String: Int]) throws -> ArrayImages {
            let more: [(String, Data)] = [("more.npy", .numPy([1], [1]))]
            return try ArrayImages(
                archive: .zip(Self.keras + more, isPacked: true, stated: stated), name: "f")
        }
        let others = Self.keras[1...].map(\.1.count).reduce(0, +)
        for stated in [
            ["x_train.npy": limit + 1], ["x_train.npy": limit / 2, "x_test.npy": limit / 2],
            ["x_train.npy": limit - others + 1],
        ] {
            expectProblem("'f' unpacks to more than the 1.1\u{A0}GB of images and labels that are read") {
                try read(stated)
            }
        }
        // As much as is read, of which the archive has less.
        expectProblem("'f' cannot be read: its file 'x_train.npy' is cut short") {
            try read(["x_train.npy": limit - others])
        }
        // An array that is not read may have any size.
        #expect(try read(["more.npy": 2 * limit]).train.labels.count == 4)
    }

    @Test func `arguments that do not go with it are found before anything runs`() throws {
        try experiment.folder.write(Data.zip(Self.keras), to: "set.npz")
        let colours = ["train", "test"].flatMap {
            [("x_\($0).npy", Data.numPy([2, 2, 2, 3], 0..<24)), ("y_\($0).npy", .numPy([2], [0, 1]))]
        }
        try experiment.folder.write(Data.zip(colours), to: "colours.npz")
        let (source, found) = experiment.diagnose(
            """
            let a = load(from: "set.npz", split: ‹0.5›)
            let b = load(from: "set.npz", size: ‹20›)
            let c = load(from: "set.npz", train: ‹5›)
            let d = load(from: "colours.npz", invert: ‹true›)
            let e = load(from: ‹"nothing of that name.npz"›)
            """)
        source.expect(
            found,
            [
                "load.split: 'set.npz' has test images of its own | leave 'split' out",
                "load.needs-images: 'size' goes with image files, and 'set.npz' is a file of arrays | leave it out",
                "load.too-few-images: 'set.npz' has 4 training images, not 5 | leave it out for all",
                "load.invert: 'invert: true' makes ink, which has no colours | leave it out",
                "load.no-such-file: there is no 'nothing of that name.npz' beside the notebook",
            ])
    }

    // MARK: One array

    @Test func `a header is read as NumPy writes it, in each of its versions`() throws {
        for version: UInt8 in 1...3 {
            let file = Data.numPy([2, 1], [5, 6], version: version)
            let array = try NumPyArray(file, name: "a", holding: .images)
            #expect(array.dimensions == [2, 1] && array.type == .unsigned8)
            #expect(array.elements == Data([5, 6]))
        }
        #expect(try NumPyArray(.numPy([], [5]), name: "a", holding: .images).dimensions == [])
    }

    @Test(
        arguments: [
            ("{'descr': '<f2', 'fortran_order': False, 'shape': (2,), }", "has elements of the type '<f2'"),
            ("{'descr': '>i2', 'fortran_order': False, 'shape': (2,), }", "has elements of the type '>i2'"),
            ("{'descr': '|u1', 'fortran_order': True, 'shape': (2, 2), }", "is stored column by column"),
            ("{'descr': '|u1', 'fortran_order': False, 'shape': (5,), }", "is cut short: it claims 5"),
            ("{'descr': '|u1', 'fortran_order': False, 'shape': (3,), }", "has 1 bytes after the 3"),
            (
                "{'descr': '|u1', 'fortran_order': False, 'shape': (4611686018427387904, 4), }",
                "claims an impossible shape"
            ),
            ("{'descr': '|u1', 'fortran_order': False, 'shape': (4611686018427387904, 2, 2), }", "claims an"),
            ("{'descr': '|u1', 'fortran_order': False, 'shape': (-4,), }", "has a header that is not"),
            ("{'descr': '|u1', 'fortran_order': False}", "has a header that is not"),
            ("{'descr': '|u1', 'shape': (4,), 'shape': (4,)}", "has a header that is not"),
            ("{'descr': '|u1', 'fortran_order': False, 'shape': (4,)} + exit()", "has a header that is not"),
            ("{'descr': [('a', 'u1')], 'fortran_order': False, 'shape': (4,)}", "has a header that is not"),
            ("", "has a header that is not"),
        ])
    func `a header that claims what is not there, or is none, is refused`(header: String, words: String) {
        let problem = #expect(throws: DataFileProblem.self) {
            try NumPyArray(.numPy(header: header, [1, 2, 3, 4]), name: "a", holding: .images)
        }
        #expect(problem?.description.hasPrefix("'a' " + words) == true, "\(String(describing: problem))")
    }
}
