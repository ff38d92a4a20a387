import Foundation
import Steps
import TestSupport
import Testing

/// Tar archives, of which only the regular files are read.
struct TarArchiveTests {
    private static let gnu = "ustar  \u{0}"

    private static func read(_ entries: [TarEntry]) throws(DataFileProblem) -> [String: Data] {
        let files = try TarArchive(.tar(entries), name: "f.tar").files
        return Dictionary(files.map { ($0.path, $0.content) }) { $1 }
    }

    @Test(arguments: ["ustar\u{0}00", gnu, ""])
    func `files are read in order, whichever program wrote them`(magic: String) throws {
        let (first, second) = (Data.noise(700), Data.noise(512, seed: 2))
        let archive = Data.tar([
            TarEntry(path: "set/", type: "5", magic: magic),
            TarEntry(path: "set/b.bin", content: first, magic: magic),
            TarEntry(path: "set/empty", type: "\u{0}", magic: magic),
            // Before there was a kind for folders.
            TarEntry(path: "set/more/", type: "\u{0}", magic: magic),
            TarEntry(path: "set/a.bin", content: second, magic: magic),
        ])
        // A slice, whose indices do not begin at 0.
        for data in [archive, (Data([1, 2, 3]) + archive).dropFirst(3), archive + Data(count: 7168)] {
            let files = try TarArchive(data, name: "f.tar").files
            #expect(files.map(\.path) == ["set/b.bin", "set/empty", "set/a.bin"])
            #expect(files.map(\.content) == [first, Data(), second])
        }
        #expect(try TarArchive(.tar([]), name: "f.tar").files.isEmpty)
    }

    @Test func `long paths are read in all three forms, and are those of one file`() throws {
        let folder = String(repeating: "folder/", count: 20)
        let content = Data([1, 2, 3])
        let next = TarEntry(path: "next", content: Data([9]))
        let archives: [[TarEntry]] = [
            [TarEntry(path: "a.bin", content: content, prefix: String(folder.dropLast())), next],
            [
                .longPath(folder + "a.bin"),
                TarEntry(path: String(folder.prefix(100)), content: content, magic: Self.gnu), next,
            ],
            [
                .attributes([("mtime", "1244131010.5"), ("path", folder + "a.bin")]),
                TarEntry(path: "short", content: content), next,
            ],
        ]
        for entries in archives {
            #expect(try Self.read(entries) == [folder + "a.bin": content, "next": Data([9])])
        }
        // In GNU tar's own format, other fields are where the prefix would be.
        let gnu = TarEntry(path: "a.bin", content: content, magic: Self.gnu, prefix: "11211531702")
        #expect(try Self.read([gnu]) == ["a.bin": content])
        #expect(
            try Self.read([
                TarEntry(path: "pax_global_header", content: Data("x".utf8), type: "g"),
                .attributes([("size", "3")]),
                TarEntry(path: "a.bin", content: content, statedSize: 0),
            ]) == ["a.bin": content])
    }

    @Test(arguments: [
        ("1", "a link"), ("2", "a link"), ("3", "a device"), ("4", "a device"), ("6", "a pipe"),
        ("S", "of an unknown kind"),
    ])
    func `links, devices and whatever is no file are refused`(type: String, words: String) {
        expectProblem(
            "'f.tar/set/../../a.bin' is \(words), and only files and folders of an archive are read"
        ) {
            try Self.read([
                TarEntry(path: "b.bin", content: Data([1])), TarEntry(path: "set/../../a.bin", type: type),
            ])
        }
    }

    @Test func `an archive is refused wherever it is cut`() {
        let archive = Data.tar(
            [
                .longPath("set/a.bin"), TarEntry(path: "a", content: .noise(700)),
                TarEntry(path: "b.bin", content: Data([1])),
            ])
        for length in 0..<archive.count - 512 {
            #expect(throws: DataFileProblem.self, "\(length)") {
                try TarArchive(archive.prefix(length), name: "f.tar")
            }
        }
        expectProblem("'f.tar' is cut short: it has neither an entry nor an end after 'b.bin'") {
            try TarArchive(archive.dropLast(1024), name: "f.tar")
        }
        expectProblem(
            "'f.tar/set/a.bin' is cut short: 700 bytes are announced, and 600 are left in the archive"
        ) { try TarArchive(archive.prefix(3 * 512 + 600), name: "f.tar") }
        expectProblem("'f.tar' is cut short: it has neither an entry nor an end at its beginning") {
            try TarArchive(Data(), name: "f.tar")
        }
    }

    @Test func `sizes that are not there are not believed`() {
        for size in [1537, 1 << 30, 0o777_7777_7777] {
            expectProblem(
                "'f.tar/a.bin' is cut short: \(size) bytes are announced, and 1536 are left in the archive"
            ) { try Self.read([TarEntry(path: "a.bin", content: Data([1]), statedSize: size)]) }
        }
    }

    @Test(arguments: ["", "-1", "12345678x", "1 2", "9", "\u{1}\u{2}"])
    func `a header without a size is refused`(size: String) {
        expectProblem("'f.tar' is damaged: the header after 'a' has no readable path and size") {
            try Self.read([TarEntry(path: "a"), TarEntry(path: "b", sizeField: size)])
        }
    }

    @Test func `a wrong checksum is damage, and of the first header no archive`() {
        expectProblem("'f.tar' is damaged: the header after 'a' has another checksum than it states") {
            try Self.read([TarEntry(path: "a"), TarEntry(path: "b", isIntact: false)])
        }
        for data in [Data.tar([TarEntry(path: "a", isIntact: false)]), Data(repeating: 60, count: 600)] {
            expectProblem("'f.tar' is no tar archive, or its first header is damaged") {
                try TarArchive(data, name: "f.tar")
            }
        }
    }

    @Test func `bytes after the end, too many files and impossible paths are refused`() {
        expectProblem("'f.tar' has other bytes after its end") {
            try TarArchive(
                Data.tar([TarEntry(path: "a")]) + Data.tar([TarEntry(path: "b")]), name: "f.tar")
        }
        expectProblem("'f.tar' has more than the 1000 files that are read of an archive") {
            try Self.read((0...1000).map { TarEntry(path: "\($0)") })
        }
        let impossible: [[TarEntry]] = [
            [TarEntry(path: "")], [.longPath(String(repeating: "x", count: 4097)), TarEntry(path: "a")],
        ]
        for entries in impossible {
            expectProblem("'f.tar' is damaged: it has a file of an impossible path at its beginning") {
                try Self.read(entries)
            }
        }
    }

    @Test func `attributes that are damaged, too long or of a file in pieces are refused`() {
        let problem = "'f.tar' has attributes of a file at its beginning that are not read"
        for text in [
            "12 path=a\n", "8 path=a\n", "9", " ", "x path=a\n", "+9 size=1\n", "9 path:a\n",
            "99999999999999999999 path=a\n", "11 size=-1\n", "9 size=x\n", "8 size=\n",
            "22 GNU.sparse.major=1\n",
        ] {
            expectProblem(problem) {
                try Self.read([
                    TarEntry(path: "h", content: Data(text.utf8), type: "x"), TarEntry(path: "a"),
                ])
            }
        }
        expectProblem(problem) {
            try Self.read([.attributes([("comment", String(repeating: "x", count: 1 << 16))])])
        }
    }
}
