import Diagnostics
import Foundation
import Notebooks
import Steps
import Synchronization
import TestSupport
import Testing
import Workflow

/// What `check` and `plan` find in the data folders of data sets that are loaded by name.
struct NamedDataCheckTests {
    private static let load = "let set = load(‹\"cifar-10\"›)"

    private static func notes(_ found: [Diagnostic]) -> [String] { found.flatMap(\.notes).map(\.message) }

    private static let download =
        "put cifar-10-binary.tar.gz of https://www.cs.toronto.edu/~kriz/cifar.html into a folder, packed or unpacked, and name that with --data-dir; or put images there into 'cifar-10/train/CLASS' and 'cifar-10/test/CLASS'"

    @Test func `a data set that cannot be fetched has to be there`() throws {
        var experiment = try CIFARSourceTests.experiment(["notes.txt": Data("none".utf8)], in: "")
        let folder = experiment.dataDirectories[0]
        let (source, found) = experiment.check(Self.load)
        source.expect(found, ["load.data: CIFAR-10 was not found in '\(folder)'"])
        #expect(Self.notes(found) == [Self.download])
        experiment.dataDirectories = []
        let (bare, missing) = experiment.check(Self.load)
        bare.expect(
            missing,
            [
                "load.data: CIFAR-10 cannot be fetched by itself, and no folder that has it is named with --data-dir"
            ])
        #expect(Self.notes(missing) == [Self.download])
    }

    @Test func `one that is fetched may be absent, and so may digits with a fallback`() throws {
        var experiment = try Experiment()
        experiment.mnist = .mnist
        experiment.publications = [.fashionMNIST, .emnistDigits]
        let hashes = [String](repeating: String(repeating: "0a", count: 32), count: 4)
        let (_, found) = experiment.check(
            """
            let a = load("mnist")
            let b = load("fashion-mnist")
            let c = load("emnist-digits", sha256: \(hashes), fallback: "builtin")
            """)
        #expect(found == [])
        let (source, missing) = experiment.check("let a = load(‹\"emnist-digits\"›, sha256: \(hashes))")
        source.expect(
            missing,
            [
                "load.data: EMNIST's digits cannot be fetched by itself, and no folder that has it is named with --data-dir"
            ])
        #expect(
            Self.notes(missing) == ["put its four files into a folder and name that with --data-dir"])
    }

    @Test(
        arguments: [
            ([:], nil),
            (
                ["data_batch_2.bin": nil],
                "'data_batch_2.bin' is missing in '…/cifar-10-batches-bin', which has other files of CIFAR-10"
            ),
            (
                ["test_batch.bin": Data([1, 2])],
                "'test_batch.bin' is cut short, or is no binary file of CIFAR: its 2 bytes are 0 images of 3073 bytes and 2 more"
            ),
            (
                ["data_batch_2.bin": CIFARFormatTests.file([1, 7])],
                "'data_batch_2.bin' has the label 7 at 1; labels are 0 to 1"
            ),
        ] as [([String: Data?], String?)])
    func `files are checked before anything runs, with the words of a run`(
        changes: [String: Data?], message: String?
    ) throws {
        var files = CIFARSourceTests.files
        for (name, data) in changes { files[name] = data }
        let experiment = try CIFARSourceTests.experiment(files, in: "cifar-10-batches-bin/")
        let (source, found) = experiment.check(message == nil ? "let set = load(\"cifar-10\")" : Self.load)
        let folder = experiment.dataDirectories[0]
        source.expect(
            found, [message].compactMap { $0.map { "load.data: \($0.replacing("…", with: folder))" } })
        // A report does not name the folders of the machine.
        #expect(
            try experiment.run("let set = load(\"cifar-10\")").failures == [message].compactMap(\.self))
    }

    @Test func `the numbers of images in the files are known before anything runs`() throws {
        let files = CIFARSourceTests.files.merging(["data_batch_2.bin": CIFARFormatTests.file([1])]) { $1 }
        let experiment = try CIFARSourceTests.experiment(files, in: "cifar-10/")
        Self.expectTooFew(3, of: "CIFAR-10", in: experiment)
    }

    /// Expects one more training image than there are, and a validation that leaves none, to be refused.
    private static func expectTooFew(
        _ count: Int, of data: String, in experiment: Experiment,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let (source, found) = experiment.check(
            """
            let set = load("cifar-10", train: ‹\(count + 1)›)
            let model = train(load("cifar-10"), layers: [flatten, dense(2)], validation: ‹0.9›)
            """)
        source.expect(
            found,
            [
                "load.too-few-images: \(data) has \(count) training images, not \(count + 1) | leave it out for all",
                "train.validation: of \(count) training images, \(count) cannot be held out",
            ], sourceLocation: sourceLocation)
    }

    // MARK: Images in folders

    private static func pictures(_ changes: [String: Data?]) throws -> Experiment {
        var files = CIFARSourceTests.pictures
        for (name, data) in changes { files[name] = data }
        return try CIFARSourceTests.experiment(files, in: "cifar-10/")
    }

    @Test func `damaged images and those of another size are found where they are loaded`() throws {
        let experiment = try Self.pictures([
            "train/cat/2.png": Data(CIFARSourceTests.picture([1, 1, 90]).prefix(60)),
            "test/dog/2.png": CIFARSourceTests.picture([1, 1, 90], width: 40),
        ])
        let (source, found) = experiment.check(Self.load)
        source.expect(
            found,
            [
                "load.data: 'cifar-10' has 1 image that cannot be read and 1 image of another size than the 32 × 32 pixels of CIFAR-10"
            ])
        let notes = Self.notes(found)
        #expect(notes.count == 3)
        #expect(notes.first?.hasPrefix("'cifar-10/train/cat/2.png' ") == true, "\(notes)")
        #expect(
            notes.suffix(2) == [
                "'cifar-10/test/dog/2.png' has 40 × 32 pixels",
                "'size:' does not go with the name of a data set; a folder beside the notebook is scaled as data of your own: 'load(from: \"cifar-10\", size: 32)'",
            ])
        // Neither is among the images that this call takes, so a run does not need them.
        let few = "let set = load(\"cifar-10\", train: 2, test: 2)"
        #expect(experiment.check(few).found == [])
        let run = try experiment.run(few)
        #expect(run.failures == [])
        #expect(run.number("set.count") == 4)
    }

    @Test func `images that are all of another size are told once`() throws {
        let other = CIFARSourceTests.picture([1, 2, 3], width: 48)
        let experiment = try Self.pictures(CIFARSourceTests.pictures.mapValues { _ in other })
        let (source, found) = experiment.check(Self.load)
        source.expect(
            found,
            [
                "load.data: 'cifar-10' has images of 48 × 32 pixels, and those of CIFAR-10 are 32 × 32 pixels"
            ])
    }

    @Test func `missing classes and too few images are found`() throws {
        let partial = try Self.pictures(["train/cat/1.png": nil])
        let (source, found) = partial.check(Self.load)
        source.expect(
            found,
            [
                "load.data: 'cifar-10' has no training images of 1 of the 2 classes of CIFAR-10: cat; add them, or load the folder as data of your own: 'load(from: \"cifar-10\")' beside the notebook"
            ])
        let experiment = try Self.pictures([:])
        #expect(experiment.check("let set = load(\"cifar-10\")").found == [])
        Self.expectTooFew(2, of: "'cifar-10'", in: experiment)
    }

    @Test func `more than ten missing classes are counted`() throws {
        var experiment = try Self.pictures([:])
        experiment.publications = [
            Publication(
                name: "cifar-10", title: "CIFAR-10", format: CIFARFormat(),
                train: CIFARSourceTests.publication.trainFiles, test: CIFARSourceTests.publication.testFiles,
                shape: CIFARFormat.imageShape, counts: CIFARSourceTests.publication.counts,
                classes: ["cat", "dog"] + (1...12).map { "c\($0)" }, mirrors: [],
                archive: Publication.cifar10.archive)
        ]
        let (_, found) = experiment.check(Self.load)
        #expect(
            found.map(\.message) == [
                "'cifar-10' has no training images of 12 of the 14 classes of CIFAR-10: c1, c2, c3, c4, c5, c6, c7, c8, c9, c10 and 2 more; add them, or load the folder as data of your own: 'load(from: \"cifar-10\")' beside the notebook"
            ])
    }

    @Test func `what is looked at shows as progress, before a run and in it`() throws {
        let experiment = try Self.pictures(
            Dictionary(
                uniqueKeysWithValues: (0..<120).map {
                    ("train/cat/more\($0).png", CIFARSourceTests.picture([1, 2, UInt8($0)]))
                }))
        let seen = Mutex<[String]>([])
        let source = SourceFile(name: "test.md", text: experiment.notebook("let set = load(\"cifar-10\")"))
        _ = try Plan(
            for: Notebook(parsing: source),
            registry: .standard(publications: experiment.publications),
            files: ReadableFiles(beside: experiment.folder.path + "/test.md"),
            dataDirectories: experiment.dataDirectories
        ) { progress in seen.withLock { $0.append(progress.activity) } }
        #expect(seen.withLock { $0 } == ["looking through 'cifar-10'", "checking images"])
        let run = Mutex<[String]>([])
        _ = try experiment.run("let set = load(\"cifar-10\")") { event in
            if case .stepProgressed(_, let progress) = event { run.withLock { $0.append(progress.activity) } }
        }
        #expect(
            run.withLock { $0.prefix(3) } == [
                "looking through 'cifar-10'", "reading files", "reading files",
            ])
    }
}
