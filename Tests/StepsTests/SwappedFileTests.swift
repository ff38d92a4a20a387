import Foundation
import Glibc
import Steps
import Synchronization
import TestSupport
import Testing
import Workflow

/// A file that is swapped for a link between its check and its opening leads nowhere else.
struct SwappedFileTests {
    private let folder: TemporaryFolder
    private let root: String
    private static let secret = Data.graymap(1, 1, [200])
    private static let own = Data.graymap(1, 1, [7])

    init() throws {
        folder = try TemporaryFolder()
        root = folder.url.resolvingSymlinksInPath().path
        for name in ["1.pgm", "deep/2.pgm"] {
            try folder.write(Self.own, to: "book/mine/" + name)
            try folder.write(Self.secret, to: "outside/" + name)
        }
        try folder.write(Self.secret, to: "outside/mine/1.pgm")
    }

    private var files: ReadableFiles { ReadableFiles(beside: root + "/book/notebook.md") }

    private func swap(_ name: String, forLinkTo target: String) throws {
        try FileManager.default.moveItem(
            atPath: root + "/book/" + name, toPath: root + "/" + UUID().uuidString)
        try #require(symlink(root + "/" + target, root + "/book/" + name) == 0)
    }

    @Test(arguments: [
        ("mine/1.pgm", "outside/1.pgm"), ("mine/deep", "outside/deep"), ("mine/deep/2.pgm", "outside/1.pgm"),
        ("mine", "outside"),
    ]) func `a picture in a folder is not read through a link that replaced it`(
        swapped: String, target: String
    ) throws {
        let found = try PictureFiles("mine", in: files).files
        #expect(found.map(\.name) == ["mine/1.pgm", "mine/deep/2.pgm"])
        for (place, _) in found { #expect(try place.contents(limit: 100) == Self.own) }
        try swap(swapped, forLinkTo: target)
        var problems: [String] = []
        for (place, _) in found {
            do {
                let data = try place.contents(limit: 100)
                #expect(data == Self.own)
            } catch {
                problems.append("\(error)")
            }
        }
        #expect(!problems.isEmpty)
        #expect(
            Set(problems) == ["was replaced after it was found, and what is there now could lead outside"])
    }

    @Test func `a single file is not read through a link that replaced it, and the user's own is`() throws {
        let path = try files.path(of: "mine/1.pgm")
        let place = FoundFile(at: path, in: files)
        try swap("mine/1.pgm", forLinkTo: "outside/1.pgm")
        #expect(throws: FileBytesProblem.self) { try place.contents(limit: 100) }
        #expect(try FoundFile(at: path).contents(limit: 100) == Self.secret)
    }

    @Test func `links to inside are followed, also in a folder on the command line`() throws {
        try #require(symlink("deep/2.pgm", root + "/book/mine/3.pgm") == 0)
        try #require(symlink(root + "/outside/1.pgm", root + "/book/mine/4.pgm") == 0)
        let opened = ReadableFiles(beside: root + "/book/notebook.md", opening: [root + "/outside"])
        for (found, expected) in [
            (try PictureFiles("mine", in: files), [Self.own, Self.own, Self.own]),
            (try PictureFiles(at: root + "/book/mine"), [Self.own, Self.own, Self.own]),
            (try PictureFiles("mine", in: opened), [Self.own, Self.own, Self.secret, Self.own]),
        ] {
            #expect(try found.files.map { try $0.place.contents(limit: 100) } == expected)
        }
    }

    /// Another thread swaps file, folder and link while they are found and read.
    @Test(arguments: [
        ("mine/1.pgm", "outside/1.pgm"), ("mine/deep", "outside/deep"), ("mine", "outside/mine"),
    ])
    func `whenever the swap happens, nothing from elsewhere is read`(swapped: String, target: String) throws {
        try #require(symlink(root + "/" + target, root + "/link") == 0)
        let swapping = Swapping(of: root + "/book/" + swapped, for: root + "/link", aside: root + "/aside")
        defer { swapping.end() }
        var read = 0
        let start = ContinuousClock.now
        // On a busy machine it may take longer until both threads had their turn.
        while ContinuousClock.now < start + (read > 0 ? .seconds(2) : .seconds(60)) {
            guard let found = try? PictureFiles("mine", in: files).files else { continue }
            for (place, name) in found {
                guard let data = try? place.contents(limit: 100) else { continue }
                read += 1
                #expect(data == Self.own, "\(name)")
            }
        }
        #expect(read > 0)
    }
}

/// A thread that puts a link in the place of something and takes it away again, until it is told to end.
private final class Swapping: Sendable {
    private let isOver = Mutex(false)
    private let hasEnded = DispatchSemaphore(value: 0)

    init(of path: String, for link: String, aside: String) {
        Thread.detachNewThread { [self] in
            while !isOver.withLock({ $0 }) {
                rename(path, aside)
                rename(link, path)
                rename(path, link)
                rename(aside, path)
            }
            hasEnded.signal()
        }
    }

    /// Waits until everything is in its place again.
    func end() {
        isOver.withLock { $0 = true }
        hasEnded.wait()
    }
}
