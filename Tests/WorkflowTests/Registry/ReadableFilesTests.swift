import Foundation
import Glibc
import TestSupport
import Testing
import Workflow

struct ReadableFilesTests {
    private let folder: TemporaryFolder
    private let root: String

    init() throws {
        folder = try TemporaryFolder()
        root = folder.url.resolvingSymlinksInPath().path
        for name in ["book/a.txt", "book/data/b.txt", "other/c.txt", "booklet/d.txt"] {
            try folder.write("x", to: name)
        }
        for (link, target) in [
            ("book/inside", "data/b.txt"), ("book/outside", "../other/c.txt"), ("book/up", ".."),
            ("book/broken", "nothing"),
        ] {
            try FileManager.default.createSymbolicLink(atPath: root + "/" + link, withDestinationPath: target)
        }
    }

    private var files: ReadableFiles { ReadableFiles(beside: root + "/book/notebook.md") }

    private func problem(_ name: String, _ files: ReadableFiles? = nil) -> UnreadableFile? {
        do throws(UnreadableFile) {
            _ = try (files ?? self.files).path(of: name)
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: [
        ("a.txt", "book/a.txt"), ("./data/../a.txt", "book/a.txt"), ("data", "book/data"),
        ("data/b.txt", "book/data/b.txt"),
        ("inside", "book/data/b.txt"), (".", "book"), ("../book/a.txt", "book/a.txt"),
    ]) func `what lies in the notebook's folder is read`(name: String, expected: String) throws {
        #expect(try files.path(of: name) == root + "/" + expected)
    }

    @Test(arguments: [
        "../other/c.txt", "..", "../booklet/d.txt", "outside", "up", "up/other/c.txt", "/etc/passwd",
        "data/../../other",
    ])
    func `what lies outside is not read, whatever leads to it`(name: String) {
        #expect(problem(name)?.reason == .outside)
        #expect(problem(name)?.description == "'\(name)' lies outside of the notebook's folder")
        #expect(problem(name)?.advice == "'--allow-read DIR' opens a folder to it")
    }

    @Test(arguments: [
        ("Gro\u{308}ße/a\u{308}.png", "Gr\u{F6}ße/\u{E4}.png"),
        ("Gr\u{F6}ße/\u{E4}.png", "Gro\u{308}ße/a\u{308}.png"),
        ("Gro\u{308}ße/\u{E4}.png", "Gr\u{F6}ße/a\u{308}.png"),
    ]) func `a name whose accents are written otherwise is the same name`(
        onDisk: String, written: String
    ) throws {
        try folder.write("x", to: "book/" + onDisk)
        let found = try files.path(of: written)
        #expect(Array(found.utf8) == Array((root + "/book/" + onDisk).utf8))
        let folderName = String(written.split(separator: "/")[0])
        #expect(try files.path(of: folderName).hasSuffix("/book/" + onDisk.split(separator: "/")[0]))
        #expect(problem("Gro\u{308}ße/nothing.png")?.reason == .absent)
    }

    @Test func `of two names that differ in their accents alone each is itself`() throws {
        try folder.write("x", to: "book/\u{E4}.txt")
        try folder.write("x", to: "book/a\u{308}.txt")
        for name in ["\u{E4}.txt", "a\u{308}.txt"] {
            #expect(Array(try files.path(of: name).utf8) == Array((root + "/book/" + name).utf8))
        }
    }

    @Test func `a name whose accents are written otherwise leads outside no more than any other`() throws {
        try folder.write("x", to: "other/\u{E4}.txt")
        try FileManager.default.createSymbolicLink(
            atPath: root + "/book/u\u{308}", withDestinationPath: "../other")
        #expect(problem("../other/a\u{308}.txt")?.reason == .outside)
        #expect(problem("\u{FC}/\u{E4}.txt")?.reason == .outside)
    }

    @Test func `whether something outside exists is not revealed`() {
        #expect(problem("../other/nothing")?.reason == .outside)
        #expect(problem("/nothing")?.reason == .outside)
    }

    /// The part of a path that is replaced by a link to the outside, after the path was checked.
    @Test(arguments: [
        ("a.txt", "a.txt", "other/c.txt"), ("data/b.txt", "data", "other"), ("inside", "data", "other"),
    ])
    func `a file that is replaced by a link after it was checked is not read`(
        name: String, swapped: String, target: String
    ) throws {
        try folder.write("secret", to: "other/b.txt")
        try folder.write("secret", to: "other/c.txt")
        let path = try files.path(of: name)
        #expect(try files.contents(of: path, name: name) == Data("x".utf8))
        try FileManager.default.removeItem(atPath: root + "/book/" + swapped)
        try FileManager.default.createSymbolicLink(
            atPath: root + "/book/" + swapped, withDestinationPath: root + "/" + target)
        #expect(throws: UnreadableFile.self) { try files.contents(of: path, name: name) }
        do {
            _ = try files.contents(of: path, name: name)
        } catch {
            #expect(error.reason == .outside)
        }
    }

    /// Swift takes the slash and the combining mark after it for one character, the system does not.
    @Test func `a folder before a name that begins with a mark is opened by itself`() throws {
        try folder.write("x", to: "book/data/\u{308}.txt")
        try folder.write("secret", to: "other/\u{308}.txt")
        let path = try files.path(of: "data/\u{308}.txt")
        #expect(try files.contents(of: path, name: "x") == Data("x".utf8))
        try FileManager.default.removeItem(atPath: root + "/book/data")
        try FileManager.default.createSymbolicLink(
            atPath: root + "/book/data", withDestinationPath: root + "/other")
        #expect(throws: UnreadableFile.self) { try files.contents(of: path, name: "x") }
    }

    @Test func `a folder whose name is written otherwise alone is another folder`() throws {
        try folder.write("x", to: "\u{E4}/a.txt")
        try folder.write("secret", to: "a\u{308}/b.txt")
        let files = ReadableFiles(beside: root + "/\u{E4}/notebook.md")
        #expect(problem("../a\u{308}/b.txt", files)?.reason == .outside)
    }

    @Test func `no more is read than is wanted, and a pipe is not waited for`() throws {
        let path = try files.path(of: "a.txt")
        #expect(try files.contents(of: path, name: "a.txt", limit: 1) == Data("x".utf8))
        #expect(throws: UnreadableFile.self) { try files.contents(of: path, name: "a.txt", limit: 0) }
        #expect(mkfifo(root + "/book/pipe", 0o600) == 0)
        #expect(throws: UnreadableFile.self) {
            try files.contents(of: files.path(of: "pipe"), name: "pipe")
        }
        #expect(throws: UnreadableFile.self) { try files.contents(of: files.path(of: "data"), name: "data") }
        #expect(throws: UnreadableFile.self) { try files.contents(of: root + "/other/c.txt", name: "c") }
    }

    @Test func `a folder that the user opens is read, and no other`() throws {
        let files = ReadableFiles(beside: root + "/book/notebook.md", opening: [root + "/other"])
        #expect(try files.path(of: "../other/c.txt") == root + "/other/c.txt")
        #expect(try files.path(of: root + "/other/c.txt") == root + "/other/c.txt")
        #expect(try files.path(of: "outside") == root + "/other/c.txt")
        #expect(problem("../booklet/d.txt", files)?.reason == .outside)
    }

    @Test(arguments: ["https://example.org/a.zip", "HTTP://example.org", "s3://bucket/a", "ftp://x/y"])
    func `an address is reported with the advice that nothing is downloaded`(name: String) {
        #expect(
            problem(name)?.advice
                == "nothing is fetched by its address: download it first, and name the file or folder that it lies in"
        )
        #expect(problem("file:///a")?.advice == "a path is written without 'file://'")
        #expect(problem("://a")?.advice == "a path is relative to the notebook's folder")
    }

    @Test(arguments: ["b.txt", "data/c.txt", "a.txt/x", "broken"])
    func `a missing file is reported with the names that exist`(name: String) {
        let problem = problem(name)
        #expect(problem?.reason == .absent)
        #expect(problem?.description == "there is no '\(name)' beside the notebook")
        #expect(problem?.advice == "a path is relative to the notebook's folder")
        let expected =
            name.hasPrefix("data/")
            ? ["data/b.txt"]
            : name.hasPrefix("a.txt/") ? [] : ["a.txt", "broken", "data", "inside", "outside", "up"]
        #expect(problem?.neighbours == expected)
    }

    @Test func `an empty name and a NUL byte are not paths`() {
        #expect(problem("")?.description == "'' is not a path")
        #expect(problem("a\u{0}b")?.reason == .noPath)
        #expect(problem("")?.advice == nil)
    }

    @Test func `a link in a circle is said to be one`() throws {
        try FileManager.default.createSymbolicLink(atPath: root + "/book/round", withDestinationPath: "round")
        #expect(problem("round")?.description == "'round' cannot be read: Too many levels of symbolic links")
    }

    @Test func `a notebook without a folder in its name reads where the program runs`() throws {
        let here = FileManager.default.currentDirectoryPath
        #expect(
            try ReadableFiles(beside: "notebook.md").path(of: ".")
                == URL(filePath: here).resolvingSymlinksInPath().path)
        #expect(try ReadableFiles(beside: "/notebook.md").path(of: "etc") == "/etc")
    }

    @Test func `a folder is listed once for all names that are looked for in it`() throws {
        let files = files
        #expect(problem("\u{E4}.txt", files)?.reason == .absent)
        try folder.write("x", to: "book/a\u{308}.txt")
        // A file that was created since is found by a new lookup.
        #expect(problem("\u{E4}.txt", files)?.reason == .absent)
        #expect(problem("\u{E4}.txt") == nil)
        #expect(problem("a\u{308}.txt", files) == nil)
    }
}
