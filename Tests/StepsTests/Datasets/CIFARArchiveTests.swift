import Diagnostics
import Figures
import Foundation
import Steps
import TestSupport
import Testing
import Workflow

/// `load("cifar-10")` from the published archive as it is.
struct CIFARArchiveTests {
    private static let name = "cifar-10-binary.tar.gz"
    private static let load = "let set = load(\"cifar-10\")"

    /// The entries of the archive as it was published, the files in another order than that of the data set.
    private static let entries: [TarEntry] = {
        var entries = [
            TarEntry(path: "cifar-10-batches-bin/", type: "5"),
            TarEntry(path: "cifar-10-batches-bin/readme.html", content: Data.noise(1000)),
        ]
        for (name, data) in CIFARSourceTests.files.sorted(by: { $0.key > $1.key }) {
            entries.append(TarEntry(path: "cifar-10-batches-bin/" + name, content: data))
        }
        return entries
    }()

    private static let archive = Data.tar(entries).gzipped

    /// The data set as if this archive were the published one.
    private static let publication: Publication = {
        func files(_ files: [Publication.File]) -> [Publication.File] {
            files.map { .init(name: $0.name, bytes: CIFARSourceTests.files[$0.name]?.count, hash: nil) }
        }
        let small = CIFARSourceTests.publication
        return Publication(
            name: small.name, title: small.title, format: small.format, train: files(small.trainFiles),
            test: files(small.testFiles), shape: small.shape, counts: small.counts, classes: small.classes,
            mirrors: [],
            archive: .init(
                name: name, bytes: archive.count, hash: ContentHash(of: archive).hexadecimal,
                folder: "cifar-10-batches-bin", page: "https://www.cs.toronto.edu/~kriz/cifar.html"))
    }()

    private static func experiment(_ files: [String: Data]) throws -> Experiment {
        var experiment = try CIFARSourceTests.experiment(files, in: "")
        experiment.publications = [publication]
        return experiment
    }

    @Test(arguments: [
        "", "cifar-10/", "cifar-10-batches-bin/", "cifar-10/cifar-10-batches-bin/",
    ])
    func `the archive gives the data set of its files, without a notice`(folder: String) throws {
        let cell = "\(Self.load)\nplot(set.train)\nplot(set.test)"
        let unpacked = try CIFARSourceTests.experiment(CIFARSourceTests.files, in: "cifar-10/").run(cell)
        let experiment = try Self.experiment([folder + Self.name: Self.archive])
        let run = try experiment.run(cell)
        #expect(run.failures == [])
        #expect(run.notices == [])
        #expect(run.figures == unpacked.figures)
        #expect(run.imageGrids.map(\.pixels.count) == [4 * 3072, 2 * 3072])
        #expect(run.steps[0].inputs.map(\.name) == [Self.name])
        #expect(experiment.check(Self.load).found == [])
        // Nothing is written beside it.
        #expect(experiment.folder.files.filter { $0.hasPrefix("sets/") } == ["sets/" + folder + Self.name])
    }

    @Test func `an archive that was repacked or unzipped is used, with a notice`() throws {
        var other = Self.archive
        // The time of packing, which means nothing for the content.
        other[4] ^= 1
        let repacked = try Self.experiment([Self.name: other]).run(Self.load)
        #expect(repacked.failures == [])
        #expect(
            repacked.notices.map(\.message) == [
                "'cifar-10-binary.tar.gz' is not the published archive of CIFAR-10: it has other bytes."
            ])
        let unzipped = try Self.experiment(["cifar-10-binary.tar": Data.tar(Self.entries)])
        let run = try unzipped.run("\(Self.load)\nplot(set.test)")
        #expect(run.failures == [])
        #expect(
            run.notices.map(\.message) == [
                "Whether these are the published CIFAR-10 files is not known: 'cifar-10-binary.tar' is not packed as published."
            ])
        #expect(run.imageGrids.first?.items.map(\.label) == ["dog", "cat"])
        #expect(unzipped.check(Self.load).found == [])
    }

    @Test func `of an archive and its files, the archive is read, and that is told`() throws {
        var files = [Self.name: Self.archive]
        for name in CIFARSourceTests.files.keys {
            files["cifar-10/cifar-10-batches-bin/" + name] = CIFARFormatTests.file([0, 0], from: 9)
        }
        let experiment = try Self.experiment(files)
        let run = try experiment.run("\(Self.load)\nplot(set.test)")
        #expect(run.failures == [])
        #expect(
            run.notices.map(\.message) == [
                "'cifar-10/cifar-10-batches-bin' was not read, for 'cifar-10-binary.tar.gz' is beside it: remove one of them."
            ])
        #expect(run.imageGrids.first?.items.map(\.label) == ["dog", "cat"])
        // In another data folder, they are not beside it.
        var apart = try Self.experiment([Self.name: Self.archive])
        for (name, data) in CIFARSourceTests.files {
            try apart.folder.write(data, to: "more/cifar-10/" + name)
        }
        apart.dataDirectories.append(apart.folder.path + "/more")
        #expect(try apart.run(Self.load).notices == [])
        apart.dataDirectories.reverse()
        #expect(try apart.run(Self.load).steps[0].inputs.count == 3)
    }

    @Test func `given hashes are those of the files in the archive`() throws {
        let experiment = try Self.experiment([
            Self.name: Self.archive, "cifar-10/test_batch.bin": Data([1]),
        ])
        let hashes = Self.publication.files.map { file in
            ContentHash(of: CIFARSourceTests.files[file.name] ?? Data()).hexadecimal
        }
        let good = "let set = load(\"cifar-10\", sha256: \(hashes))"
        let run = try experiment.run(good)
        #expect(run.failures == [])
        #expect(run.notices == [])
        #expect(experiment.check(good).found == [])
        let wrong = [hashes[0], hashes[0], hashes[2]]
        let problem =
            "'cifar-10-binary.tar.gz/data_batch_2.bin' has the SHA-256 \(hashes[1]), not the one given"
        #expect(try experiment.run("let set = load(\"cifar-10\", sha256: \(wrong))").failures == [problem])
        let (source, found) = experiment.check("let set = load(‹\"cifar-10\"›, sha256: \(wrong))")
        source.expect(found, ["load.data: \(problem)"])
    }

    /// The archive with three records in a training file, where the published one has two.
    private static let longer: (archive: Data, files: [String: Data]) = {
        var entries = Self.entries
        entries[3].content = CIFARFormatTests.file([1, 0, 1], from: 2)
        var files = CIFARSourceTests.files
        files["data_batch_2.bin"] = entries[3].content
        return (Data.tar(entries).gzipped, files)
    }()

    private static func hashes(of files: [String: Data]) -> [String] {
        publication.files.map { ContentHash(of: files[$0.name] ?? Data()).hexadecimal }
    }

    private static func loading(_ hashes: [String]) -> String {
        "let set = load(\"cifar-10\", sha256: \(hashes))"
    }

    @Test func `files of another size are taken if their hashes are given, packed as well as unpacked`()
        throws
    {
        let cell = Self.loading(Self.hashes(of: Self.longer.files)) + "\nplot(set.train)"
        let experiment = try Self.experiment([Self.name: Self.longer.archive])
        let packed = try experiment.run(cell)
        #expect(packed.failures == [])
        #expect(packed.notices == [])
        #expect(packed.imageGrids.map(\.items.count) == [5])
        #expect(experiment.check(cell).found == [])
        var folder = try CIFARSourceTests.experiment(Self.longer.files, in: "cifar-10-batches-bin/")
        folder.publications = [Self.publication]
        #expect(try folder.run(cell).figures == packed.figures)
        // Without hashes they are none of the published ones.
        let problem =
            "'cifar-10-binary.tar.gz/cifar-10-batches-bin/data_batch_2.bin' has 9219 bytes, and the published file has 6146"
        #expect(try experiment.run(Self.load).failures == [problem])
    }

    @Test func `hashes prove no file that ends within a record, and no archive that is too large`() throws {
        var entries = Self.entries
        entries[3].content.append(7)
        var files = CIFARSourceTests.files
        files["data_batch_2.bin"] = entries[3].content
        let cut = try Self.experiment([Self.name: Data.tar(entries).gzipped])
        #expect(
            try cut.run(Self.loading(Self.hashes(of: files))).failures == [
                "'cifar-10-binary.tar.gz/data_batch_2.bin' is cut short, or is no binary file of CIFAR: its 6147 bytes are 2 images of 3073 bytes and 1 more"
            ])
        let large = Data(count: 3 << 20).gzipped
        let bomb = try Self.experiment([Self.name: large])
        for hashes in [Self.hashes(of: files), [ContentHash(of: large).hexadecimal]] {
            #expect(
                try bomb.run(Self.loading(hashes)).failures == [
                    "'cifar-10-binary.tar.gz' unpacks to more than the 1067014 bytes that it can hold"
                ])
        }
    }

    @Test func `one hash is that of the archive as it is`() throws {
        for archive in [Self.archive, Self.longer.archive] {
            let experiment = try Self.experiment([Self.name: archive])
            let cell = Self.loading([ContentHash(of: archive).hexadecimal])
            let run = try experiment.run(cell)
            #expect(run.failures == [])
            #expect(run.notices == [])
            #expect(run.number("set.count") == (archive == Self.archive ? 6 : 7))
            #expect(experiment.check(cell).found == [])
        }
        let experiment = try Self.experiment([Self.name: Self.archive])
        let wrong = String(repeating: "0a", count: 32)
        let problem =
            "'cifar-10-binary.tar.gz' has the SHA-256 \(ContentHash(of: Self.archive).hexadecimal), not the one given"
        #expect(try experiment.run(Self.loading([wrong])).failures == [problem])
        let (source, found) = experiment.check("let set = load(‹\"cifar-10\"›, sha256: [\"\(wrong)\"])")
        source.expect(found, ["load.data: \(problem)"])
    }

    @Test func `one hash is none of unpacked files, and the message says what to give`() throws {
        let hash = ContentHash(of: Self.archive).hexadecimal
        let experiment = try CIFARSourceTests.experiment(
            CIFARSourceTests.files, in: "cifar-10-batches-bin/")
        let problem =
            "'…/cifar-10-batches-bin' has unpacked files, which the hash of 'cifar-10-binary.tar.gz' does not prove: give 'sha256' the hashes of the three files, of data_batch_1.bin, data_batch_2.bin, test_batch.bin, or put 'cifar-10-binary.tar.gz' beside them"
        #expect(try experiment.run(Self.loading([hash])).failures == [problem])
        let (source, found) = experiment.check("let set = load(‹\"cifar-10\"›, sha256: [\"\(hash)\"])")
        // A report does not name the folders of the machine, and what is said before a run does.
        let told = problem.replacing("…", with: experiment.dataDirectories[0])
        source.expect(found, ["load.data: \(told)"])
    }

    @Test func `another number of hashes is answered by both that there can be`() throws {
        let hash = ContentHash(of: Self.archive).hexadecimal
        let (source, found) = try Self.experiment([:]).diagnose(
            "let set = load(\"cifar-10\", sha256: ‹[\"\(hash)\", \"\(hash)\"]›)")
        source.expect(
            found,
            [
                "load.sha256: 'sha256' has one element, for the archive, or three, for the files of CIFAR-10"
            ])
        #expect(
            found.first?.notes.map(\.message) == [
                "of cifar-10-binary.tar.gz, or of data_batch_1.bin, data_batch_2.bin, test_batch.bin"
            ])
    }

    /// Archives that are refused, with the words.
    private static let refused: [(archive: Data, words: String)] = {
        var cases: [(archive: Data, words: String)] = [
            (
                Data(archive.prefix(archive.count / 2)),
                "'cifar-10-binary.tar.gz' is cut short: it does not unpack whole"
            ),
            (
                Data(repeating: 60, count: 2000),
                "'cifar-10-binary.tar.gz' is no tar archive, or its first header is damaged"
            ),
            (
                Data(count: 3 << 20).gzipped,
                "'cifar-10-binary.tar.gz' unpacks to more than the 1067014 bytes that it can hold"
            ),
        ]
        var damaged = archive
        damaged[damaged.count - 8] ^= 1
        cases.append((damaged, "'cifar-10-binary.tar.gz' is damaged: it does not unpack"))
        func add(_ words: String, changing change: (inout [TarEntry]) -> Void) {
            var entries = Self.entries
            change(&entries)
            cases.append((Data.tar(entries).gzipped, "'cifar-10-binary.tar.gz\(words)"))
        }
        add("' lacks 'data_batch_2.bin', a file of CIFAR-10") { $0.remove(at: 3) }
        add(
            "/more/data_batch_6.bin' is none of the files of CIFAR-10, data_batch_1.bin, data_batch_2.bin, test_batch.bin"
        ) { $0.append(TarEntry(path: "more/data_batch_6.bin", content: Data([1]))) }
        add("' has two files 'test_batch.bin'") {
            $0.append(TarEntry(path: "more/test_batch.bin", content: Data([1])))
        }
        add(
            "/cifar-10-batches-bin/test_batch.bin' has 6145 bytes, and the published file has 6146"
        ) { $0[2].content.removeLast() }
        add(
            "/cifar-10-batches-bin/data_batch_2.bin' is a link, and only files and folders of an archive are read"
        ) { $0[3] = TarEntry(path: $0[3].path, type: "2") }
        add(
            "' is damaged: the header after 'cifar-10-batches-bin/data_batch_2.bin' has another checksum than it states"
        ) { $0[4].isIntact = false }
        add(
            "/cifar-10-batches-bin/data_batch_1.bin' is cut short: 1000000 bytes are announced, and 7680 are left in the archive"
        ) { $0[4].statedSize = 1_000_000 }
        add("/data_batch_1.bin' has the label 7 at 1; labels are 0 to 1") {
            $0[4].content = CIFARFormatTests.file([1, 7])
        }
        return cases
    }()

    @Test(arguments: refused.indices)
    func `archives that are not like the published one are refused, before a run and in it`(
        index: Int
    ) throws {
        let (archive, words) = Self.refused[index]
        let experiment = try Self.experiment(["cifar-10/" + Self.name: archive])
        #expect(try experiment.run(Self.load).failures == [words])
        // One of the published size is only read in the run.
        let isRead = archive.count != Self.archive.count
        let (source, found) = experiment.check(
            isRead ? "let set = load(‹\"cifar-10\"›)" : "let set = load(\"cifar-10\")")
        source.expect(found, isRead ? ["load.data: \(words)"] : [])
    }

    @Test func `before a run, an archive of the published size is not read`() throws {
        let experiment = try Self.experiment([Self.name: Data(count: Self.archive.count)])
        #expect(experiment.check(Self.load).found == [])
        let (source, found) = experiment.check("let set = load(\"cifar-10\", train: ‹5›)")
        source.expect(
            found,
            ["load.too-few-images: CIFAR-10 has 4 training images, not 5 | leave it out for all"])
        #expect(
            try experiment.run(Self.load).failures == [
                "'cifar-10-binary.tar.gz' lacks 'data_batch_1.bin', a file of CIFAR-10"
            ])
    }

    @Test func `hidden files that macOS adds, and folders of any name, do not matter`() throws {
        let entries = Self.entries.flatMap { entry -> [TarEntry] in
            let path = entry.path.replacing("cifar-10-batches-bin/", with: "./other/")
            var renamed = entry
            renamed.path = path
            let hidden = path.replacing("./other/", with: "./other/._")
            return entry.type == "5" ? [renamed] : [TarEntry(path: hidden, content: Data([5])), renamed]
        }
        let run = try Self.experiment([Self.name: Data.tar(entries).gzipped]).run(Self.load)
        #expect(run.failures == [])
        #expect(run.number("set.count") == 6)
    }
}
