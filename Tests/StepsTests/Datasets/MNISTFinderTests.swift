import Figures
import Foundation
import Steps
import TestSupport
import Testing
import Workflow

/// The places that `load("mnist")` searches, their order, and the message if it finds nothing.
struct MNISTFinderTests {
    private static let cell = "let digits = load(\"mnist\")\nplot(digits.test)"
    private static let small = SmallMNIST()

    private static func expectSmall(_ run: Run, sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(run.failures == [], sourceLocation: sourceLocation)
        #expect(run.number("digits.train.count") == 20, sourceLocation: sourceLocation)
        let grid = run.imageGrids.first
        #expect(grid?.items.map(\.label) == ["7", "2", "1", "0", "4"], sourceLocation: sourceLocation)
        #expect(grid?.pixels == small.testImages.dropFirst(16), sourceLocation: sourceLocation)
    }

    private static func experiment(with data: TemporaryFolder) throws -> Experiment {
        var experiment = try Experiment()
        experiment.mnist = small.publication(mirrors: [])
        experiment.dataDirectories = [data.path]
        return experiment
    }

    @Test(arguments: ["", "mnist/"])
    func `the four compressed files are found in the folder or in its subfolder mnist`(_ place: String) throws
    {
        let data = try TemporaryFolder()
        try Self.small.write(to: data, under: place)
        let run = try Self.experiment(with: data).run(Self.cell)
        Self.expectSmall(run)
        #expect(run.notices == [])
        #expect(run.steps[0].inputs.map(\.name) == SmallMNIST.names)
    }

    @Test(arguments: [false, true])
    func `the files are found decompressed, also under the names that some programs give them`(
        _ isDotted: Bool
    )
        throws
    {
        let data = try TemporaryFolder()
        for (name, file) in zip(SmallMNIST.names, Self.small.files) {
            let unpacked = String(name.dropLast(3))
            try data.write(file, to: isDotted ? unpacked.replacing("-idx", with: ".idx") : unpacked)
        }
        let run = try Self.experiment(with: data).run(Self.cell)
        Self.expectSmall(run)
        #expect(run.notices == [])
    }

    /// Programs unpack files beside the packed ones, and people change the unpacked ones.
    @Test func `of a file packed and unpacked, the unpacked one is told unless it is the same`() throws {
        let data = try TemporaryFolder()
        try Self.small.write(to: data)
        for (name, file) in zip(SmallMNIST.names, Self.small.files) {
            try data.write(file, to: String(name.dropLast(3)))
        }
        let same = try Self.experiment(with: data).run(Self.cell)
        Self.expectSmall(same)
        #expect(same.notices == [])
        try data.write(Data.idx([5], [7, 2, 1, 0, 5]), to: "t10k-labels-idx1-ubyte")
        let changed = try Self.experiment(with: data).run(Self.cell)
        Self.expectSmall(changed)
        #expect(
            changed.notices == [
                Notice(
                    "'t10k-labels-idx1-ubyte' was not read, for 't10k-labels-idx1-ubyte.gz' is beside it: remove one of them."
                )
            ])
    }

    @Test func `some of the files but not all are an error, not a reason to look elsewhere`() throws {
        let data = try TemporaryFolder()
        try Self.small.write(to: data)
        try FileManager.default.removeItem(atPath: data.path + "/t10k-images-idx3-ubyte.gz")
        var experiment = try Self.experiment(with: data)
        let other = try TemporaryFolder()
        try Self.small.write(to: other)
        experiment.dataDirectories.append(other.path)
        #expect(
            try experiment.run(Self.cell).failures == [
                "'t10k-images-idx3-ubyte.gz' is missing in '…', which has other files of MNIST"
            ])
    }

    @Test func `the first folder that has them counts`() throws {
        let (empty, first, second) = (try TemporaryFolder(), try TemporaryFolder(), try TemporaryFolder())
        try Self.small.write(to: first)
        var other = SmallMNIST()
        other.testLabels = .idx([5], [9, 9, 9, 9, 9])
        try other.write(to: second)
        var experiment = try Self.experiment(with: first)
        experiment.dataDirectories = [empty.path, first.path, second.path]
        Self.expectSmall(try experiment.run(Self.cell))
    }

    @Test func `other bytes than published are used, with a notice`() throws {
        let data = try TemporaryFolder()
        try Self.small.write(to: data)
        var experiment = try Self.experiment(with: data)
        experiment.mnist = .nowhere
        let run = try experiment.run(Self.cell)
        Self.expectSmall(run)
        let names = SmallMNIST.names.map { "'\($0)'" }.joined(separator: ", ")
        #expect(
            run.notices == [Notice("These are not the published MNIST files: \(names) have other bytes.")])

        var almost = Self.small
        almost.testLabels = .idx([5], [7, 2, 1, 0, 5])
        experiment.mnist = almost.publication(mirrors: [])
        #expect(
            try experiment.run(Self.cell).notices == [
                Notice(
                    "These are not the published MNIST files: 't10k-labels-idx1-ubyte.gz' has other bytes.")
            ])
    }

    @Test func `unpacked files with other bytes than published are used, with a notice`() throws {
        let data = try TemporaryFolder()
        for (name, file) in zip(SmallMNIST.names, Self.small.files) {
            try data.write(file, to: String(name.dropLast(3)))
        }
        var almost = Self.small
        almost.trainLabels = .idx([20], (0..<20).map { UInt8(9 - $0 % 10) })
        var experiment = try Self.experiment(with: data)
        experiment.mnist = almost.publication(mirrors: [])
        let run = try experiment.run(Self.cell)
        Self.expectSmall(run)
        #expect(
            run.notices == [
                Notice("These are not the published MNIST files: 'train-labels-idx1-ubyte' has other bytes.")
            ])
    }

    @Test func `the cache folder is used where the user's folders have none`() throws {
        let experiment = try Self.experiment(with: TemporaryFolder())
        try Self.small.write(to: experiment.folder, under: "data/mnist/")
        Self.expectSmall(try experiment.run(Self.cell))
    }

    @Test func `a file of the cache folder that is damaged is not used`() throws {
        let experiment = try Self.experiment(with: TemporaryFolder())
        try Self.small.write(to: experiment.folder, under: "data/mnist/")
        try experiment.folder.write(Data([1]), to: "data/mnist/\(SmallMNIST.names[1])")
        #expect(try experiment.run(Self.cell).failures.first?.hasPrefix("MNIST was not found in ") == true)
    }

    @Test func `if nothing is found, the message has the places tried and what to do next`() throws {
        let data = try TemporaryFolder()
        let experiment = try Self.experiment(with: data)
        let run = try experiment.run(Self.cell)
        #expect(
            run.failures == [
                "MNIST was not found in '…', '…/mnist'. "
                    + "Put its four files into a folder and name that with --data-dir."
            ])
        #expect(run.status == .failed)
        #expect(run.steps[1].outcome == .blocked(by: 0))
    }

    @Test func `the fallback draws the built-in digits and says so`() throws {
        let data = try TemporaryFolder()
        let experiment = try Self.experiment(with: data)
        let fallback = try experiment.run(
            "let digits = load(\"mnist\", fallback: \"builtin\", train: 20, test: 5)\nplot(digits)")
        #expect(fallback.failures == [])
        #expect(
            fallback.notices == [
                Notice(
                    "MNIST could not be had, so this run uses the built-in digits, which stepbook draws itself: "
                        + "its figures say nothing about MNIST. '…' does not have its files. "
                        + "Put its four files into a folder and name that with --data-dir.")
            ])
        let drawn = try experiment.run("let digits = load(\"builtin\", train: 20, test: 5)\nplot(digits)")
        #expect(drawn.notices == [])
        #expect(fallback.figures == drawn.figures)
    }
}
