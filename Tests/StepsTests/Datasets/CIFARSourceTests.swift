import Diagnostics
import Figures
import Foundation
import NeuralNet
import Steps
import TestSupport
import Testing
import Workflow

/// `load("cifar-10")`: the files of the published archive, or images in folders in their place.
struct CIFARSourceTests {
    /// CIFAR-10 as if it had four images to train on in two files, two to test on, and two classes.
    static let publication = Publication(
        name: "cifar-10", title: "CIFAR-10", format: CIFARFormat(),
        train: ["data_batch_1.bin", "data_batch_2.bin"].map { .init(name: $0, bytes: nil, hash: nil) },
        test: [.init(name: "test_batch.bin", bytes: nil, hash: nil)], shape: CIFARFormat.imageShape,
        counts: ImageCounts(train: 4, test: 2), classes: ["cat", "dog"], mirrors: [],
        archive: Publication.cifar10.archive)

    static let files = [
        "data_batch_1.bin": CIFARFormatTests.file([0, 1]),
        "data_batch_2.bin": CIFARFormatTests.file([1, 0], from: 2),
        "test_batch.bin": CIFARFormatTests.file([1, 0], from: 4),
    ]

    private static let unknown =
        "Whether these are the published CIFAR-10 files is not known, for no hash of them is published: they have as many images of each class. 'sha256:' says which files are meant."

    static func experiment(_ files: [String: Data], in folder: String) throws -> Experiment {
        var experiment = try Experiment()
        experiment.publications = [publication]
        for (name, data) in files { try experiment.folder.write(data, to: "sets/\(folder)\(name)") }
        experiment.dataDirectories = [experiment.folder.path + "/sets"]
        return experiment
    }

    /// Samples as a picture has them, `[H, W, C]`.
    private static func interleaved(_ number: UInt8) -> [UInt8] {
        let samples = CIFARFormatTests.samples(number)
        return (0..<1024).flatMap { pixel in (0..<3).map { samples[$0 * 1024 + pixel] } }
    }

    @Test(arguments: ["cifar-10-batches-bin/", "cifar-10/cifar-10-batches-bin/", "cifar-10/"])
    func `the archive's files are found where it was unpacked, and told that nothing proves them`(
        folder: String
    ) throws {
        let experiment = try Self.experiment(Self.files, in: folder)
        let run = try experiment.run(
            "let set = load(\"cifar-10\")\nplot(set.train)\nplot(set.test)\nlet scaled = normalize(set)")
        #expect(run.failures == [])
        #expect(run.notices.map(\.message) == [Self.unknown])
        #expect(run.imageGrids.map(\.channels) == [3, 3])
        #expect(run.imageGrids.first?.pixels == Data((0..<4).flatMap(Self.interleaved)))
        #expect(run.imageGrids.first?.items.map(\.label) == ["cat", "dog", "dog", "cat"])
        #expect(run.imageGrids.last?.pixels == Data([4, 5].flatMap(Self.interleaved)))
        #expect(run.numbers("scaled.mean").count == 3)
    }

    @Test func `a data folder that is the archive's own does too`() throws {
        var experiment = try Self.experiment(Self.files, in: "cifar-10-batches-bin/")
        experiment.dataDirectories = [experiment.folder.path + "/sets/cifar-10-batches-bin"]
        #expect(try experiment.run("let set = load(\"cifar-10\")").failures == [])
    }

    @Test func `files with other numbers of images are used, with a notice`() throws {
        let other =
            "These are not the published CIFAR-10 files: they do not have 4 training and 2 test images, as many of each class."
        for changed in [
            CIFARFormatTests.file([1], from: 2), CIFARFormatTests.file([1, 1], from: 2),
        ] {
            let experiment = try Self.experiment(
                Self.files.merging(["data_batch_2.bin": changed]) { $1 }, in: "cifar-10-batches-bin/")
            let run = try experiment.run("let set = load(\"cifar-10\", train: 3)")
            #expect(run.failures == [])
            #expect(run.notices.map(\.message) == [other])
            #expect(run.number("set.train.count") == 3)
        }
    }

    @Test func `given hashes prove the files`() throws {
        let experiment = try Self.experiment(Self.files, in: "cifar-10-batches-bin/")
        let hashes = Self.publication.files.map { file in
            ContentHash(of: Self.files[file.name] ?? Data()).hexadecimal
        }
        let run = try experiment.run("let set = load(\"cifar-10\", sha256: \(hashes))")
        #expect(run.failures == [])
        #expect(run.notices == [])
        let wrong = Array(hashes.reversed())
        #expect(
            try experiment.run("let set = load(\"cifar-10\", sha256: \(wrong))").failures == [
                "'data_batch_1.bin' has the SHA-256 \(hashes[0]), not the one given"
            ])
    }

    @Test func `labels beyond the classes and damaged files fail the step`() throws {
        func failures(_ file: Data) throws -> [String] {
            try Self.experiment(
                Self.files.merging(["data_batch_2.bin": file]) { $1 }, in: "cifar-10-batches-bin/"
            ).run("let set = load(\"cifar-10\")").failures
        }
        #expect(
            try failures(CIFARFormatTests.file([1, 7])) == [
                "'data_batch_2.bin' has the label 7 at 1; labels are 0 to 1"
            ])
        #expect(
            try failures(Data([1, 2])) == [
                "'data_batch_2.bin' is cut short, or is no binary file of CIFAR: its 2 bytes are 0 images of 3073 bytes and 2 more"
            ])
    }

    @Test func `without any files, the message says what to download`() throws {
        let experiment = try Self.experiment([:], in: "")
        let failures = try experiment.run("let set = load(\"cifar-10\")").failures
        #expect(failures.count == 1)
        #expect(
            failures.first?.hasSuffix(
                "Put cifar-10-binary.tar.gz of https://www.cs.toronto.edu/~kriz/cifar.html into a folder, packed or unpacked, and name that with --data-dir; or put images there into 'cifar-10/train/CLASS' and 'cifar-10/test/CLASS'."
            ) == true, "\(failures)")
        let (_, found) = experiment.diagnose("let set = load(\"cifar-10\")")
        #expect(found == [])
    }

    // MARK: Images in folders

    /// A PNG file of 32 × 32 pixels of one colour.
    static func picture(_ colour: [UInt8], width: Int = 32) -> Data {
        .png(
            width, 32, colourType: 2, bitDepth: 8,
            rows: (0..<32).map { _ in (0..<width).flatMap { _ in colour } })
    }

    static let pictures = [
        "train/dog/1.png": picture([200, 100, 0]), "train/cat/1.png": picture([7, 7, 7]),
        "test/cat/1.png": picture([0, 50, 250]), "test/dog/1.png": picture([90, 1, 2]),
    ]

    private static let notPublished =
        "These are not the published CIFAR-10 files: the images are those of the folder 'cifar-10', a file each, whose bytes and order are others."

    @Test func `images in folders stand for them, with a notice, in colour and under the published labels`()
        throws
    {
        let experiment = try Self.experiment(Self.pictures, in: "cifar-10/")
        let run = try experiment.run(
            "let set = load(\"cifar-10\")\nplot(set.train)\nplot(set.test)\nlet mean = set.mean")
        #expect(run.failures == [])
        #expect(run.notices.map(\.message) == [Self.notPublished])
        #expect(run.number("set.classes") == 2)
        #expect(run.imageGrids.map { $0.items.map(\.label) } == [["cat", "dog"], ["cat", "dog"]])
        #expect(run.imageGrids.map { Array($0.pixels.prefix(3)) } == [[7, 7, 7], [0, 50, 250]])
        #expect(run.numbers("mean") == [0, 0, 0])
        #expect(try experiment.run("let set = load(\"cifar-10\", train: 1)").number("set.train.count") == 1)
        #expect(
            try experiment.run("let set = load(\"cifar-10\", train: 3)").failures == [
                "'cifar-10' has 2 training images, not 3"
            ])
    }

    @Test func `validation images beside them are not read, with a notice`() throws {
        let more = Self.pictures.merging(["val/cat/1.png": Self.picture([9, 9, 9])]) { $1 }
        let run = try Self.experiment(more, in: "cifar-10/").run("let set = load(\"cifar-10\")")
        #expect(run.failures == [])
        #expect(run.number("set.count") == 4)
        #expect(
            run.notices.map(\.message) == [
                Self.notPublished,
                "Not read of 'cifar-10': its validation images, for CIFAR-10 has training and test images alone.",
            ])
    }

    @Test(
        arguments: [
            ["notes.txt": Data("of no use".utf8)], ["cats/1.png": picture([1, 2, 3])],
            ["val/dog/1.png": picture([1, 2, 3])], ["train.txt": Data("1".utf8)],
            ["models/run/net.pt": Data("x".utf8)],
        ])
    func `a folder of that name with neither training nor test images is something else`(
        files: [String: Data]
    ) throws {
        var experiment = try Self.experiment(files, in: "cifar-10/")
        let failures = try experiment.run("let set = load(\"cifar-10\")").failures
        #expect(failures.count == 1)
        #expect(failures.first?.hasPrefix("CIFAR-10 was not found in ") == true, "\(failures)")
        #expect(
            failures.first?.hasSuffix(
                "or put images there into 'cifar-10/train/CLASS' and 'cifar-10/test/CLASS'.") == true)
        // Another data folder may have them.
        for (name, data) in Self.pictures {
            try experiment.folder.write(data, to: "more/cifar-10/wrapped/\(name)")
        }
        experiment.dataDirectories.append(experiment.folder.path + "/more")
        let run = try experiment.run("let set = load(\"cifar-10\")")
        #expect(run.failures == [])
        #expect(run.notices.map(\.message) == [Self.notPublished])
    }

    @Test func `classes keep their published labels, whatever the order of their folders`() throws {
        var experiment = try Self.experiment(Self.pictures, in: "cifar-10/")
        experiment.publications = [
            Publication(
                name: "cifar-10", title: "CIFAR-10", format: CIFARFormat(),
                train: Self.publication.trainFiles, test: Self.publication.testFiles,
                shape: CIFARFormat.imageShape, counts: Self.publication.counts, classes: ["dog", "cat"],
                mirrors: [], archive: Publication.cifar10.archive)
        ]
        let run = try experiment.run("let set = load(\"cifar-10\")\nplot(set.train)")
        #expect(run.failures == [])
        #expect(run.imageGrids.first?.items.map(\.label) == ["cat", "dog"])
        #expect(run.imageGrids.first.map { Array($0.pixels.prefix(3)) } == [7, 7, 7])
    }

    @Test(
        arguments: [
            (
                ["train/dog/2.png": picture([1, 1, 90], width: 40)],
                "'cifar-10/train/dog/2.png' has 40 × 32 pixels, and those of CIFAR-10 have 32 × 32"
            ),
            (
                ["train/cat/1.png": nil],
                "'cifar-10' has no training images of 1 of the 2 classes of CIFAR-10: cat; add them, or load the folder as data of your own: 'load(from: \"cifar-10\")' beside the notebook"
            ),
            (
                ["test/dog/1.png": nil],
                "'cifar-10' has no test images of 1 of the 2 classes of CIFAR-10: dog; add them, or load the folder as data of your own: 'load(from: \"cifar-10\")' beside the notebook"
            ),
            (
                ["train/bird/1.png": picture([1, 1, 90])],
                "'cifar-10' has the class 'bird', which CIFAR-10 does not have: its classes are cat, dog"
            ),
            (
                ["test/cat/1.png": nil, "test/dog/1.png": nil],
                "'cifar-10' has no test images: put them into 'cifar-10/test/CLASS', beside 'cifar-10/train/CLASS'"
            ),
        ] as [([String: Data?], String)])
    func `images in folders that are not like the published ones fail the step`(
        changes: [String: Data?], message: String
    ) throws {
        var pictures = Self.pictures
        for (name, data) in changes { pictures[name] = data }
        let failures = try Self.experiment(pictures, in: "cifar-10/").run("let set = load(\"cifar-10\")")
            .failures
        #expect(failures == [message])
    }

    @Test func `of a hundred classes ten are named where there is another one`() throws {
        let pictures = ["train/apple/1.png", "train/unicorn/1.png", "test/apple/1.png"]
            .map { ($0, Self.picture([1, 1, 90])) }
        var experiment = try Self.experiment(
            Dictionary(uniqueKeysWithValues: pictures), in: "cifar-100/")
        experiment.publications = [.cifar100]
        #expect(
            try experiment.run("let set = load(\"cifar-100\")").failures == [
                "'cifar-100' has the class 'unicorn', which CIFAR-100 does not have: its classes are apple, aquarium_fish, baby, bear, beaver, bed, bee, beetle, bicycle, bottle and 90 more"
            ])
    }

    @Test func `images in folders do not stand for files whose hashes are given`() throws {
        let experiment = try Self.experiment(Self.pictures, in: "cifar-10/")
        let hash = "\"" + String(repeating: "0a", count: 32) + "\""
        let failures = try experiment.run(
            "let set = load(\"cifar-10\", sha256: [\(hash), \(hash), \(hash)])"
        ).failures
        #expect(failures.first?.hasPrefix("CIFAR-10 was not found in ") == true, "\(failures)")
    }

    @Test func `the published data sets have the sizes that their page states`() {
        for (publication, size, classes) in [
            (Publication.cifar10, 3073, 10), (Publication.cifar100, 3074, 100),
        ] {
            #expect(publication.classes.count == classes)
            #expect(Set(publication.classes).count == classes)
            #expect(publication.classes == publication.classes.sorted())
            #expect(publication.trainFiles.compactMap(\.bytes).reduce(0, +) == 50_000 * size)
            #expect(publication.testFiles.compactMap(\.bytes).reduce(0, +) == 10_000 * size)
        }
    }
}
