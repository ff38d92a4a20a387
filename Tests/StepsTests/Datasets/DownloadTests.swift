import Foundation
import Steps
import Synchronization
import TestSupport
import Testing
import Workflow

/// How `load("mnist")` fetches files, from servers on this machine.
struct DownloadTests {
    private static let small = SmallMNIST()
    private static let packed = Dictionary(
        uniqueKeysWithValues: zip(SmallMNIST.names, small.files.map(\.gzipped)))
    private static let cell = "let digits = load(\"mnist\")"
    /// The largest file, and the one that tests interfere with.
    private static let images = SmallMNIST.names[0]

    private static func experiment(mirrors: [String]) throws -> Experiment {
        var experiment = try Experiment()
        experiment.mnist = small.publication(mirrors: mirrors)
        return experiment
    }

    /// Expects the four files in their place and nothing beside them.
    private static func expectFetched(
        _ run: Run, _ experiment: Experiment, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        #expect(run.failures == [], sourceLocation: sourceLocation)
        #expect(run.number("digits.count") == 25, sourceLocation: sourceLocation)
        #expect(
            experiment.folder.files == SmallMNIST.names.map { "data/mnist/\($0)" }.sorted(),
            sourceLocation: sourceLocation)
        for (name, data) in packed {
            #expect(try experiment.folder.data("data/mnist/\(name)") == data, sourceLocation: sourceLocation)
        }
    }

    private static func part(_ experiment: Experiment, _ data: Data) throws {
        try experiment.folder.write(data, to: "data/mnist/\(images).part")
    }

    @Test func `all four files are fetched and put in place, and not fetched again`() throws {
        let server = try MirrorServer(files: Self.packed)
        let experiment = try Self.experiment(mirrors: [server.url])
        try Self.expectFetched(try experiment.run(Self.cell), experiment)
        #expect(server.requests == SmallMNIST.names.map { .init(path: "/\($0)", start: nil) })
        try Self.expectFetched(try experiment.run(Self.cell), experiment)
        #expect(server.requests.count == 4)
    }

    @Test func `a damaged file is fetched again, and only that`() throws {
        let server = try MirrorServer(files: Self.packed)
        let experiment = try Self.experiment(mirrors: [server.url])
        try Self.small.write(to: experiment.folder, under: "data/mnist/")
        try experiment.folder.write(Data([1]), to: "data/mnist/\(Self.images)")
        try Self.expectFetched(try experiment.run(Self.cell), experiment)
        #expect(server.requests.map(\.path) == ["/\(Self.images)"])
    }

    @Test func `a slow download reports its progress`() throws {
        let server = try MirrorServer { request in
            .init(body: Self.packed[String(request.path.dropFirst())] ?? Data(), delay: 40)
        }
        let experiment = try Self.experiment(mirrors: [server.url])
        let events = Mutex<[Workflow.Progress]>([])
        let run = try experiment.run(Self.cell) { event in
            if case .stepProgressed(_, let progress) = event { events.withLock { $0.append(progress) } }
        }
        try Self.expectFetched(run, experiment)
        let fractions = events.withLock { $0 }.filter { $0.activity == "fetching \(Self.images)" }
            .compactMap(\.fraction)
        // How many there are, and how far each is, depends on how busy the machine is; the last is told in any case.
        #expect(fractions.count >= 2)
        #expect(fractions == fractions.sorted())
        #expect(fractions.allSatisfy { (0...1).contains($0) })
        #expect(fractions.last == 1)
    }

    @Test func `an interrupted download is resumed`() throws {
        let server = try MirrorServer(files: Self.packed)
        let experiment = try Self.experiment(mirrors: [server.url])
        try Self.part(experiment, Self.packed[Self.images]?.prefix(5000) ?? Data())
        try Self.expectFetched(try experiment.run(Self.cell), experiment)
        #expect(server.requests.first == .init(path: "/\(Self.images)", start: 5000))
    }

    @Test func `a server without ranges makes the download start over`() throws {
        let server = try MirrorServer(files: Self.packed, goesOn: false)
        let experiment = try Self.experiment(mirrors: [server.url])
        try Self.part(experiment, Data.noise(5000, seed: 9))
        try Self.expectFetched(try experiment.run(Self.cell), experiment)
        #expect(server.requests.first == .init(path: "/\(Self.images)", start: 5000))
    }

    @Test(arguments: [100, 5000, 1_000_000])
    func `the remains of an earlier attempt are discarded if they are wrong`(_ count: Int) throws {
        let server = try MirrorServer(files: Self.packed)
        let experiment = try Self.experiment(mirrors: [server.url])
        try Self.part(experiment, Data.noise(count, seed: 9))
        try Self.expectFetched(try experiment.run(Self.cell), experiment)
    }

    @Test func `the next mirror resumes after a lost connection`() throws {
        let images = Self.packed[Self.images] ?? Data()
        let breaking = try MirrorServer { _ in .init(body: images.prefix(4000), statedLength: images.count) }
        let server = try MirrorServer(files: Self.packed)
        var experiment = try Self.experiment(mirrors: [breaking.url])
        let failure = try #require(try experiment.run(Self.cell).failures.first)
        #expect(failure.contains(breaking.url))
        #expect(experiment.folder.files == ["data/mnist/\(Self.images).part"])
        experiment.mnist = Self.small.publication(mirrors: [server.url])
        try Self.expectFetched(try experiment.run(Self.cell), experiment)
        #expect(server.requests.first == .init(path: "/\(Self.images)", start: 4000))
    }

    @Test func `other bytes than published are not put in place`() throws {
        let images = Data.noise(Self.packed[Self.images]?.count ?? 0, seed: 3)
        let server = try MirrorServer { _ in .init(body: images) }
        let experiment = try Self.experiment(mirrors: [server.url])
        #expect(
            try experiment.run(Self.cell).failures == [
                "MNIST was not found in '…/mnist' (\(server.url): other bytes than "
                    + "published). Put its four files into a folder and name that with --data-dir."
            ])
        #expect(experiment.folder.files == [])
    }

    @Test func `a file that is longer than published is not read to its end`() throws {
        let server = try MirrorServer { _ in .init(body: Data(count: 3_000_000)) }
        let experiment = try Self.experiment(mirrors: [server.url])
        let bytes = Self.packed[Self.images]?.count ?? 0
        #expect(
            try experiment.run(Self.cell).failures == [
                "MNIST was not found in '…/mnist' (\(server.url): the server sends more "
                    + "than the \(bytes) bytes published). Put its four files into a folder and name that with "
                    + "--data-dir."
            ])
        #expect(try experiment.folder.data("data/mnist/\(Self.images).part").isEmpty)
    }

    @Test func `a page instead of the file is not resumed at the next mirror`() throws {
        let portal = try MirrorServer { _ in .init(body: Data("<html>log in first</html>".utf8)) }
        let server = try MirrorServer(files: Self.packed)
        let experiment = try Self.experiment(mirrors: [portal.url, server.url])
        try Self.expectFetched(try experiment.run(Self.cell), experiment)
    }

    @Test func `if a mirror has no file or does not answer, the next one is tried`() throws {
        let empty = try MirrorServer(files: [:])
        let server = try MirrorServer(files: Self.packed)
        let experiment = try Self.experiment(mirrors: [MirrorServer.nobody, empty.url, server.url])
        try Self.expectFetched(try experiment.run(Self.cell), experiment)
        #expect(server.requests.count == 4)
        #expect(empty.requests.count == 4)
    }

    @Test func `if no mirror has it, the reason of each is reported`() throws {
        let empty = try MirrorServer(files: [:])
        let experiment = try Self.experiment(mirrors: [empty.url, MirrorServer.nobody])
        let failure = try #require(try experiment.run(Self.cell).failures.first)
        #expect(failure.contains("(\(empty.url): the server answers 404; \(MirrorServer.nobody): "))
        #expect(failure.hasSuffix("). Put its four files into a folder and name that with --data-dir."))
        // Words, not an error's name and number.
        #expect(failure.contains("cannot be reached"), "\(failure)")
        #expect(!failure.contains("Domain"), "\(failure)")
    }

    @Test func `a cache folder that cannot be written to leaves the fallback`() throws {
        let server = try MirrorServer(files: Self.packed)
        let experiment = try Self.experiment(mirrors: [server.url])
        try experiment.folder.write("in the way", to: "data")
        let run = try experiment.run("let digits = load(\"mnist\", fallback: \"builtin\", train: 9, test: 1)")
        #expect(run.failures == [])
        #expect(run.notices.count == 1)
        let failure = try #require(try experiment.run(Self.cell).failures.first)
        #expect(failure.contains("'…/mnist/\(Self.images).part' cannot be written"))
    }

    @Test func `a request to stop ends a download at once and keeps what came`() throws {
        let server = try MirrorServer { request in
            .init(body: Self.packed[String(request.path.dropFirst())] ?? Data(), delay: 20_000)
        }
        let experiment = try Self.experiment(mirrors: [server.url, server.url])
        let clock = ContinuousClock()
        let start = clock.now
        let run = try experiment.run(Self.cell) { event in
            if case .stepProgressed = event { experiment.cancellation.request() }
        }
        #expect(clock.now - start < .seconds(15))
        #expect(run.status == .interrupted)
        #expect(run.steps.map(\.outcome) == [.interrupted])
        #expect(server.requests.count == 1)
        #expect(experiment.folder.files == ["data/mnist/\(Self.images).part"])
    }

    @Test func `nothing is fetched while only planning`() throws {
        let server = try MirrorServer(files: Self.packed)
        let experiment = try Self.experiment(mirrors: [server.url])
        let forecast = try experiment.forecast(Self.cell)
        #expect(server.requests == [])
        #expect(
            forecast.map(\.state) == [
                .toRun([
                    "MNIST was not found in '\(experiment.downloads)/mnist' (it would be fetched). "
                        + "Put its four files into a folder and name that with --data-dir."
                ])
            ])
    }
}
