import Foundation
import Steps
import TestSupport
import Testing

/// The messages of `load("mnist")` about invalid files.
struct MNISTFilesTests {
    private static func failures(_ files: SmallMNIST, cell: String = "let d = load(\"mnist\")") throws
        -> [String]
    {
        var experiment = try Experiment()
        let data = try TemporaryFolder()
        try files.write(to: data)
        experiment.dataDirectories = [data.path]
        return try experiment.run(cell).failures
    }

    @Test func `files that fit each other are no failure`() throws {
        #expect(try Self.failures(SmallMNIST()) == [])
    }

    @Test func `a label over nine is reported with its index`() throws {
        var files = SmallMNIST()
        files.testLabels = .idx([5], [7, 2, 1, 10, 4])
        #expect(
            try Self.failures(files) == [
                "'t10k-labels-idx1-ubyte.gz' has the label 10 at 3; labels are 0 to 9"
            ])
    }

    @Test func `the numbers of labels and images must be equal`() throws {
        var files = SmallMNIST()
        files.trainLabels = .idx([19], [UInt8](repeating: 1, count: 19))
        #expect(
            try Self.failures(files) == [
                "'train-labels-idx1-ubyte.gz' has 19 labels for the 20 images of 'train-images-idx3-ubyte.gz'"
            ])
    }

    @Test func `images of another size are refused`() throws {
        var files = SmallMNIST()
        files.testImages = .idx([5, 28, 20], Data.noise(5 * 560))
        #expect(
            try Self.failures(files) == ["'t10k-images-idx3-ubyte.gz' has images of 28×20, not of 28×28"])
    }

    @Test func `files without images are refused`() throws {
        var files = SmallMNIST()
        files.trainImages = .idx([0, 28, 28], [])
        files.trainLabels = .idx([0], [])
        #expect(try Self.failures(files) == ["'train-images-idx3-ubyte.gz' has no images"])
    }

    @Test func `labels instead of images are recognized by their first bytes`() throws {
        var files = SmallMNIST()
        files.trainImages = files.trainLabels
        #expect(
            try Self.failures(files) == [
                "'train-images-idx3-ubyte.gz' is not an IDX file of bytes in 3 dimensions: it begins with "
                    + "00 00 08 01, not 00 00 08 03"
            ])
    }

    @Test func `a fallback is for files that are missing, not for files that are wrong`() throws {
        var files = SmallMNIST()
        files.testLabels = .idx([5], [7, 2, 1, 10, 4])
        #expect(
            try Self.failures(files, cell: "let d = load(\"mnist\", fallback: \"builtin\")") == [
                "'t10k-labels-idx1-ubyte.gz' has the label 10 at 3; labels are 0 to 9"
            ])
    }
}
