import Diagnostics
import Figures
import Foundation
import TestSupport
import Testing
import Workflow

/// `load(from: "x.npy", labels: "y.npy")`: an array of images and one of their labels.
struct SingleArrayTests {
    private static let cell = "let set = load(from: \"x.npy\", labels: \"y.npy\", split: 0.5)\n"
    let experiment: Experiment

    init() throws {
        experiment = try Experiment()
        try experiment.folder.write(.numPy([4, 2, 3], 60..<84), to: "x.npy")
        try experiment.folder.write(.numPy([4], [7, 3, 7, 3]), to: "y.npy")
    }

    @Test func `the images have the labels at their places`() throws {
        let run = try experiment.run(Self.cell + "plot(set.train)\nplot(set.test)")
        #expect(run.failures == [])
        #expect(run.notices.map(\.message) == [])
        #expect(run.number("set.classes") == 2)
        #expect(run.imageGrids.map(\.items.count) == [2, 2])
        // The first sample of each image, with its label.
        let shown = run.imageGrids.flatMap { grid in
            let pixels = Array(grid.pixels)
            return grid.items.enumerated().map { (pixels[$0 * 6 * grid.channels], $1.label) }
        }
        let sorted = shown.sorted { $0.0 < $1.0 }
        #expect(sorted.map(\.0) == [60, 66, 72, 78])
        #expect(sorted.map(\.1) == ["7", "3", "7", "3"])
    }

    @Test func `other labels are another data set, and both files are named as read`() throws {
        let first = try experiment.runCached(Self.cell)
        #expect(first.steps.first?.inputs.map(\.name) == ["x.npy", "y.npy"])
        #expect(try experiment.runCached(Self.cell).steps.first?.outcome == .cached)
        try experiment.folder.write(.numPy([4], [7, 7, 3, 3]), to: "y.npy")
        let other = try experiment.runCached(Self.cell)
        #expect(other.steps.first?.outcome == .computed)
        #expect(other.value("set") != first.value("set"))
    }

    @Test func `what is missing or does not fit is found before anything runs`() throws {
        try experiment.folder.write(.numPy([3], [7, 3, 7]), to: "three.npy")
        try experiment.folder.write("7\n3\n", to: "labels.txt")
        try experiment.folder.write(.zip([("x.npy", .numPy([1, 1, 1], [1]))]), to: "set.npz")
        let (source, found) = experiment.diagnose(
            """
            let a = load(from: ‹"x.npy"›)
            let b = load(from: ‹"x.npy"›, labels: "y.npy")
            let c = load(from: ‹"y.npy"›, labels: "x.npy", split: 0.5)
            let d = load("builtin", labels: ‹"y.npy"›)
            let e = load(from: "set.npz", labels: ‹"y.npy"›)
            let f = load(from: ‹"x.npy"›, labels: "three.npy", split: 0.5)
            let g = load(from: ‹"x.npy"›, labels: "labels.txt", split: 0.5)
            let h = load(from: "x.npy", labels: ‹"nothing of that name"›, split: 0.5)
            let i = load(from: "x.npy", labels: "y.npy", split: 0.5, size: ‹20›)
            """)
        source.expect(
            found,
            [
                "load.labels: 'x.npy' is one array, and images need their labels",
                "load.split: 'x.npy' has no test images of its own",
                "load.data: 'y.npy' has the shape (4), and images are (number, height, width), with 1 or 3 channels last or in second place",
                "load.needs-folder: 'labels' goes with 'from:' alone",
                "load.labels: 'labels' goes with a file .npy of images, and 'set.npz' is none | leave it out",
                "load.data: 'three.npy' has 3 labels for the 4 images of 'x.npy'",
                "load.data: 'labels.txt' is not an array of NumPy: it does not begin like one",
                "load.no-such-file: there is no 'nothing of that name' beside the notebook",
                "load.needs-images: 'size' goes with image files, and 'x.npy' is a file of arrays | leave it out",
            ])
        #expect(
            found.first?.notes.map(\.message) == [
                "give the array of labels too: 'labels: \"y.npy\"'",
                "or save all arrays in one file, those to test on too: in Python, numpy.savez(\"digits.npz\", x_train=…, y_train=…, x_test=…, y_test=…)",
            ])
    }

    @Test func `a folder with a file of all images is answered by that file`() throws {
        try experiment.folder.write(.numPy([1], [1]), to: "arrays/x.npy")
        try experiment.folder.write("", to: "arrays/notes.txt")
        let (source, found) = experiment.diagnose("let a = load(from: ‹\"arrays\"›)")
        #expect(found.map(\.id) == ["load.data"])
        #expect(found.map(\.range) == source.ranges)
        #expect(
            found.first?.notes.map(\.message) == [
                "a file of all images is named itself: 'load(from: \"arrays/x.npy\")'"
            ])
    }

    /// A name decides only where there is no folder.
    @Test(arguments: ["x.csv", "digits.npz", "x.v2.npy"])
    func `a folder of pictures is one whatever its name`(name: String) throws {
        let experiment = try Experiment()
        for label in ["a", "b"] {
            for number in 0..<2 {
                try experiment.folder.write(
                    .graymap(2, 2, [UInt8(number), 90, 50, 60]), to: "\(name)/\(label)/\(number).pgm")
            }
        }
        let cell = "let set = load(from: \"\(name)\", split: 0.5, channels: .grey)"
        let run = try experiment.runCached(cell)
        #expect(run.failures == [])
        #expect(run.number("set.count") == 4)
        #expect(try experiment.runCached(cell).steps.first?.outcome == .cached)
        let (source, found) = experiment.diagnose(
            "let set = load(from: \"\(name)\", split: 0.5, labels: ‹\"\(name)\"›)")
        source.expect(
            found,
            [
                "load.labels: 'labels' goes with a file .npy of images, and '\(name)' is none | leave it out"
            ])
    }
}
