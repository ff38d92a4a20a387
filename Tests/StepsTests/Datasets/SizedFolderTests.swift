import Diagnostics
import Figures
import Foundation
import TestSupport
import Testing
import Workflow

/// `load(from:, size:)`: images of any size.
struct SizedFolderTests {
    let experiment: Experiment

    init() throws {
        experiment = try Experiment()
        for (name, data) in [
            ("train/a/1.pgm", Data.graymap(4, 2, [1, 2, 3, 4, 5, 6, 7, 8])),
            ("train/a/2.pgm", .graymap(1, 1, [40])),
            ("train/a/3.pgm", .graymap(4, 4, [UInt8](repeating: 90, count: 16))),
            ("test/a/1.pgm", .graymap(2, 2, [9, 8, 7, 6])),
        ] {
            try experiment.folder.write(data, to: "set/" + name)
        }
    }

    @Test func `images of any size are scaled and cropped to a square`() throws {
        let run = try experiment.run(
            "let set = load(from: \"set\", size: 2)\nplot(set.train)\nplot(set.test)")
        #expect(run.failures == [])
        #expect(run.number("set.train.width") == 2)
        #expect(run.number("set.test.height") == 2)
        func samples(_ grid: ImageGrid?) -> [UInt8] {
            let pixels = Array(grid?.pixels ?? Data())
            return stride(from: 0, to: pixels.count, by: 3).map { pixels[$0] }
        }
        #expect(samples(run.imageGrids.first) == [2, 3, 6, 7, 40, 40, 40, 40, 90, 90, 90, 90])
        #expect(samples(run.imageGrids.last) == [9, 8, 7, 6])
        #expect(run.notices.map(\.message) == [])
    }

    @Test func `images in colour are too`() throws {
        try experiment.folder.write(
            Data.png(
                3, 2, colourType: 2, bitDepth: 8,
                rows: [[10, 20, 90, 30, 40, 90, 0, 0, 0], [50, 60, 90, 70, 80, 90, 0, 0, 0]]),
            to: "set/test/a/2.png")
        let run = try experiment.run("let set = load(from: \"set\", size: 1)\nplot(set.test)")
        #expect(run.failures == [])
        // The mean of four pixels: 7.5 is rounded away from zero.
        #expect(run.imageGrids.map { Array($0.pixels) } == [[8, 8, 8, 40, 50, 90]])
    }

    @Test func `the plan knows the size`() throws {
        let (_, found) = experiment.diagnose(
            """
            let set = load(from: "set", size: 3)
            let model = train(set, layers: [conv2d(1, kernel: 3), flatten, dense(1)])
            """)
        #expect(found == [])
        let (_, warned) = experiment.check(
            """
            let set = load(from: "set", size: 3)
            let model = train(set, layers: [conv2d(1, kernel: 3), flatten, dense(1)])
            """)
        #expect(
            warned.map(\.summary) == [
                "warning train.classes: all images are of one class, 'a', so there is nothing to tell apart"
            ])
        #expect(
            warned.flatMap(\.notes).map(\.message) == [
                "a folder's classes are its subfolders: put the images of each class into one of its own"
            ])
        let (_, small) = experiment.diagnose(
            """
            let set = load(from: "set", size: 2)
            let model = train(set, layers: [conv2d(1, kernel: 3), flatten, dense(1)])
            """)
        #expect(small.map(\.id) == ["train.shape"])
    }

    @Test func `without a size, images of several are refused, and the message says what would do`() throws {
        let (source, found) = experiment.diagnose("let set = load(from: ‹\"set\"›)")
        source.expect(
            found,
            ["load.data: 'set' has 3 images of another size than the 4 × 2 pixels of most"])
        #expect(
            found.flatMap(\.notes).map(\.message) == [
                "all images of a data set must have the same size: 'size: 2' scales each and crops it to 2 × 2 pixels",
                "'set/train/a/2.pgm' has 1 × 1 pixels", "'set/train/a/3.pgm' has 4 × 4 pixels",
                "'set/test/a/1.pgm' has 2 × 2 pixels",
            ])
    }

    @Test func `of many images of another size a few are named, behind what would do`() throws {
        for number in 10..<30 {
            try experiment.folder.write(Data.graymap(1, 1, [0]), to: "set/train/a/\(number).pgm")
        }
        for number in 30..<60 {
            try experiment.folder.write(
                Data.graymap(3, 2, [0, 1, 2, 3, 4, 5]), to: "set/train/a/\(number).pgm")
        }
        let (source, found) = experiment.diagnose("let set = load(from: ‹\"set\"›)")
        source.expect(
            found,
            ["load.data: 'set' has 24 images of another size than the 3 × 2 pixels of most"])
        let notes = found.flatMap(\.notes).map(\.message)
        #expect(notes.count == 7)
        #expect(
            notes.first?.hasPrefix("all images of a data set must have the same size: 'size: 2' ") == true)
        #expect(notes.last == "and 19 more")
    }

    @Test func `damaged images are named with a size too`() throws {
        try experiment.folder.write(Data("P5 2 2 255\n".utf8), to: "set/train/a/4.pgm")
        let (source, found) = experiment.diagnose("let set = load(from: ‹\"set\"›, size: 2)")
        source.expect(found, ["load.data: 'set' has 1 image that cannot be read"])
    }
}
