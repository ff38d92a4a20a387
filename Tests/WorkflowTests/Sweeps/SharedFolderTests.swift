import Foundation
import TestSupport
import Testing
import Workflow

/// Notes that programs on several machines leave for each other.
struct SharedFolderTests {
    private let temporary: TemporaryFolder

    init() throws { temporary = try TemporaryFolder() }

    private func folder() throws -> SharedFolder {
        let folder = SharedFolder(at: temporary.path + "/notes")
        try folder.make()
        return folder
    }

    @Test func `a note is added once, and the first one stays`() throws {
        let folder = try folder()
        #expect(try folder.add(Data("first".utf8), as: "note"))
        #expect(try !folder.add(Data("second".utf8), as: "note"))
        #expect(try !folder.add(Data("2nd".utf8), as: "note"), "one that is shorter")
        #expect(try !folder.add(Data("the third".utf8), as: "note"), "one that is longer")
        #expect(try folder.read("note", limit: 100) == Data("first".utf8))
        #expect(try folder.names() == ["note"])
    }

    @Test func `a server that is asked again for what it has done has done it`() throws {
        let folder = try folder()
        #expect(try folder.add(Data("same".utf8), as: "note"))
        #expect(try folder.add(Data("same".utf8), as: "note"))
    }

    @Test func `of many that add a note at once one succeeds`() async throws {
        let folder = try folder()
        for round in 0..<20 {
            let added = await withTaskGroup(of: Bool.self) { group in
                for writer in 0..<16 {
                    group.addTask {
                        (try? folder.add(Data("writer \(writer)".utf8), as: "note-\(round)")) == true
                    }
                }
                return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(added == 1)
        }
        #expect(try folder.names().count == 20, "temporary names are left")
    }

    @Test func `a note is replaced as a whole, and what is not there is no error`() throws {
        let folder = try folder()
        #expect(try folder.read("note", limit: 100) == nil)
        try folder.remove("note")
        try folder.replace(Data("first".utf8), as: "note")
        try folder.replace(Data("second".utf8), as: "note")
        #expect(try folder.read("note", limit: 100) == Data("second".utf8))
        try folder.remove("note")
        #expect(try folder.names() == [])
        #expect(try SharedFolder(at: temporary.path + "/nowhere").names() == [])
    }

    @Test func `a note longer than expected is refused`() throws {
        let folder = try folder()
        try folder.replace(Data(count: 101), as: "note")
        #expect(throws: SystemError.self) { try folder.read("note", limit: 100) }
    }

    @Test func `names cannot lead elsewhere`() throws {
        let folder = try folder()
        for name in ["..", "../escaped", "a/b", ""] {
            #expect(throws: SystemError.self, "\(name)") { try folder.add(Data(), as: name) }
        }
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/link", withDestinationPath: "/etc/hostname")
        #expect(throws: SystemError.self) { try folder.read("link", limit: 10_000) }
    }

    @Test func `a folder gets a name that no other one with something in it has`() throws {
        let parent = try folder()
        for name in ["first", "second"] {
            try parent.folder(name).make()
            try parent.folder(name).replace(Data(name.utf8), as: "note")
        }
        let renamed = try #require(try parent.folder("first").renamed("final"))
        #expect(renamed.path == parent.folder("final").path && renamed.name == "final")
        #expect(try renamed.read("note", limit: 100) == Data("first".utf8))
        #expect(try parent.folder("second").renamed("final") == nil)
        #expect(try parent.names() == ["final", "second"])
        renamed.removeAll()
        #expect(try parent.names() == ["second"])
    }
}
