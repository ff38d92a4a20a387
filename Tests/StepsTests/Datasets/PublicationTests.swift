import Diagnostics
import Figures
import Foundation
import Steps
import TestSupport
import Testing
import Workflow

/// Data sets with the names of MNIST's files: `load("fashion-mnist")`, `load("emnist-digits")`.
struct PublicationTests {
    private static let clothes = [
        "shirt", "coat", "bag", "dress", "sandal", "boot", "top", "hat", "sock", "belt",
    ]
    private static let small = SmallMNIST()
    private static let fashion: SmallMNIST = {
        var fashion = SmallMNIST()
        fashion.testImages = .idx([5, 28, 28], Data.noise(5 * 784, seed: 9))
        return fashion
    }()
    private static let cell = "let clothes = load(\"fashion-mnist\")\nplot(clothes.test)"

    private static func experiment(mirrors: [String] = []) throws -> Experiment {
        var experiment = try Experiment()
        experiment.mnist = small.publication(mirrors: [])
        experiment.publications = [
            fashion.publication(
                mirrors: mirrors, name: "fashion-mnist", title: "Fashion-MNIST", classes: clothes)
        ]
        return experiment
    }

    private static func expectFashion(_ run: Run, sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(run.failures == [], sourceLocation: sourceLocation)
        let grid = run.imageGrids.first
        #expect(
            grid?.items.map(\.label) == ["hat", "bag", "coat", "shirt", "sandal"],
            sourceLocation: sourceLocation)
        #expect(grid?.pixels == fashion.testImages.dropFirst(16), sourceLocation: sourceLocation)
    }

    @Test func `a data set has its own folder beside MNIST's files, and its own classes`() throws {
        let data = try TemporaryFolder()
        try Self.small.write(to: data)
        try Self.fashion.write(to: data, under: "fashion-mnist/")
        var experiment = try Self.experiment()
        experiment.dataDirectories = [data.path]
        let run = try experiment.run(Self.cell)
        Self.expectFashion(run)
        #expect(run.notices == [])
        #expect(try experiment.run("let digits = load(\"mnist\")").notices == [])
    }

    @Test func `other files of the same names are not taken for it`() throws {
        let data = try TemporaryFolder()
        try Self.small.write(to: data)
        var experiment = try Self.experiment()
        experiment.dataDirectories = [data.path]
        #expect(
            try experiment.run(Self.cell).failures == [
                "Fashion-MNIST was not found in '…', '…/fashion-mnist'. "
                    + "Put its four files into a folder and name that with --data-dir."
            ])
        let other = try TemporaryFolder()
        try Self.fashion.write(to: other)
        experiment.dataDirectories.append(other.path)
        Self.expectFashion(try experiment.run(Self.cell))
    }

    @Test func `unpacked files whose hashes are not published are used, with a notice`() throws {
        let data = try TemporaryFolder()
        for (name, file) in zip(SmallMNIST.names, Self.fashion.files) {
            try data.write(file, to: "fashion-mnist/" + name.dropLast(3))
        }
        var experiment = try Self.experiment()
        experiment.dataDirectories = [data.path]
        let known = experiment.publications[0]
        experiment.publications = [
            Publication(
                name: known.name, title: known.title,
                train: known.trainFiles.map { .init(name: $0.name, bytes: $0.bytes, hash: $0.hash) },
                test: known.testFiles.map { .init(name: $0.name, bytes: $0.bytes, hash: $0.hash) },
                counts: known.counts, classes: known.classes, mirrors: [])
        ]
        let run = try experiment.run(Self.cell)
        Self.expectFashion(run)
        let names = SmallMNIST.names.map { "'\($0.dropLast(3))'" }.joined(separator: ", ")
        #expect(
            run.notices == [
                Notice(
                    "Whether these are the published Fashion-MNIST files is not known: \(names) are not packed as published."
                )
            ])
    }

    @Test func `it is downloaded into its own folder`() throws {
        let packed = zip(SmallMNIST.names, Self.fashion.files.map(\.gzipped))
        let server = try MirrorServer(files: Dictionary(uniqueKeysWithValues: packed))
        let experiment = try Self.experiment(mirrors: [server.url])
        Self.expectFashion(try experiment.run(Self.cell))
        #expect(experiment.folder.files == SmallMNIST.names.map { "data/fashion-mnist/\($0)" }.sorted())
    }

    @Test func `built-in digits are a fallback only for digits`() throws {
        let (source, found) = try Self.experiment().diagnose(
            "let a = load(\"fashion-mnist\", fallback: ‹\"builtin\"›)")
        source.expect(
            found, ["load.fallback: built-in digits cannot stand for Fashion-MNIST | leave it out"])
    }

    // MARK: Hashes that the notebook gives

    /// Files as EMNIST's are: under other names, with rows for columns, and of unknown hashes.
    private static func emnist() throws -> Experiment {
        var experiment = try Experiment()
        experiment.publications = [
            Publication(
                name: "emnist-digits", title: "EMNIST's digits", format: Publication.emnistDigits.format,
                train: Publication.emnistDigits.trainFiles, test: Publication.emnistDigits.testFiles,
                counts: ImageCounts(train: 20, test: 5), classes: Publication.emnistDigits.classes,
                mirrors: [])
        ]
        for (file, content) in zip(Publication.emnistDigits.files, small.files) {
            try experiment.folder.write(content.gzipped, to: "files/" + file.name)
        }
        experiment.dataDirectories = [experiment.folder.path + "/files"]
        return experiment
    }

    private static let hashes = small.files.map { ContentHash(of: $0.gzipped).hexadecimal }

    private static func cell(_ hashes: [String]) -> String {
        "let d = load(\"emnist-digits\", sha256: [\(hashes.map { "\"\($0)\"" }.joined(separator: ", "))])\nplot(d.test)"
    }

    @Test func `files of unknown hashes are loaded by the hashes that the notebook gives, turned upright`()
        throws
    {
        let run = try Self.emnist().run(Self.cell(Self.hashes))
        #expect(run.failures == [])
        #expect(run.notices == [])
        let pixels = [UInt8](Self.small.testImages.dropFirst(16))
        var upright = pixels
        for image in 0..<5 {
            for row in 0..<28 {
                for column in 0..<28 {
                    upright[image * 784 + row * 28 + column] = pixels[image * 784 + column * 28 + row]
                }
            }
        }
        #expect(run.imageGrids.first?.pixels == Data(upright))
        #expect(run.number("d.train.count") == 20)
    }

    @Test func `the labels of EMNIST's letters begin at 1`() throws {
        var experiment = try Experiment()
        let letters = Publication.emnistLetters
        experiment.publications = [
            Publication(
                name: letters.name, title: letters.title, format: letters.format, train: letters.trainFiles,
                test: letters.testFiles, counts: ImageCounts(train: 20, test: 5), classes: letters.classes,
                mirrors: [])
        ]
        experiment.dataDirectories = [experiment.folder.path + "/files"]
        func run(_ labels: [UInt8]) throws -> Run {
            var small = Self.small
            small.trainLabels = .idx([20], (0..<20).map { UInt8($0 + 1) })
            small.testLabels = .idx([5], labels)
            for (file, content) in zip(letters.files, small.files) {
                try experiment.folder.write(content.gzipped, to: "files/" + file.name)
            }
            let hashes = small.files.map { "\"\(ContentHash(of: $0.gzipped).hexadecimal)\"" }
            return try experiment.run(
                "let d = load(\"emnist-letters\", sha256: [\(hashes.joined(separator: ", "))])\nplot(d.test)")
        }
        let whole = try run([1, 2, 26, 13, 1])
        #expect(whole.failures == [])
        #expect(whole.imageGrids.first?.items.map(\.label) == ["A", "B", "Z", "M", "A"])
        #expect(
            try run([1, 0, 3, 4, 5]).failures == [
                "'emnist-letters-test-labels-idx1-ubyte.gz' has the label 0 at 1; labels begin at 1"
            ])
        #expect(
            try run([1, 2, 3, 4, 27]).failures == [
                "'emnist-letters-test-labels-idx1-ubyte.gz' has the label 27 at 4; labels are 1 to 26"
            ])
    }

    @Test func `files with other hashes than the notebook gives are refused`() throws {
        var wrong = Self.hashes
        wrong[2] = String(repeating: "0a", count: 32)
        let experiment = try Self.emnist()
        #expect(
            try experiment.run(Self.cell(wrong)).failures == [
                "'emnist-digits-test-images-idx3-ubyte.gz' has the SHA-256 \(Self.hashes[2]), not the one given"
            ])
    }

    @Test func `missing or invalid hashes are found before anything runs`() throws {
        let hash = "\"" + Self.hashes[0] + "\""
        let (source, found) = try Self.emnist().diagnose(
            """
            let a = load(‹"emnist-digits"›)
            let b = load("emnist-digits", sha256: ‹[\(hash)]›)
            let c = load("emnist-digits", sha256: [\(hash), ‹"abc"›, \(hash), \(hash)])
            let d = load("builtin", sha256: ‹[\(hash)]›)
            """)
        source.expect(
            found,
            [
                "load.sha256: what SHA-256 the files of EMNIST's digits have is not known for certain: give it with 'sha256:'",
                "load.sha256: a data set has four files, so 'sha256' has four elements",
                "load.sha256: a SHA-256 has 64 hexadecimal digits",
                "load.sha256: built-in digits are drawn, not read | leave it out",
            ])
        #expect(
            found.first?.notes.first?.message.contains("emnist-digits-train-images-idx3-ubyte.gz") == true)
    }

    @Test func `the known data sets are distinct, with complete hashes if they have any`() {
        let known = Publication.known
        #expect(
            known.map(\.name) == [
                "mnist", "fashion-mnist", "kmnist", "emnist-digits", "emnist-letters", "emnist-balanced",
                "cifar-10", "cifar-100",
            ])
        #expect(known.map(\.classes.count) == [10, 10, 10, 10, 26, 47, 10, 100])
        #expect(known.allSatisfy { Set($0.classes).count == $0.classes.count })
        for hash in known.flatMap(\.files).flatMap({ [$0.hash, $0.unpackedHash] }).compactMap(\.self) {
            #expect(hash.count == 64 && hash.allSatisfy { "0123456789abcdef".contains($0) }, "\(hash)")
        }
        #expect(Set(known.flatMap(\.files).compactMap(\.hash)).count == 12)
        let archives = known.compactMap(\.archive)
        #expect(archives.map(\.name) == ["cifar-10-binary.tar.gz", "cifar-100-binary.tar.gz"])
        #expect(Set(archives.map(\.hash)).count == 2)
        for archive in archives {
            #expect(archive.hash.count == 64, "\(archive.name)")
            #expect(archive.hash.allSatisfy { "0123456789abcdef".contains($0) }, "\(archive.name)")
        }
        for publication in known {
            #expect(publication.mirrors.isEmpty == publication.files.contains { $0.hash == nil })
        }
    }
}
