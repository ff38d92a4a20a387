import Foundation
import TestSupport
import Testing
import Workflow

/// What shows that files are as they were.
struct FileTraceTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try folder.write("abc", to: "set/one/1.png")
        try folder.write("abc", to: "set/two/1.png")
        try folder.write("abc", to: "set.npz")
    }

    private func trace(_ path: String) -> ContentHash? { FileTraces().trace(of: folder.path + "/" + path) }

    @Test func `what did not change has the same trace`() {
        for path in ["set", "set.npz", "nothing"] {
            #expect(trace(path) != nil)
            #expect(trace(path) == trace(path))
        }
        #expect(Set([trace("set"), trace("set.npz"), trace("nothing")]).count == 3)
    }

    @Test func `bytes of the same number and time have another trace`() throws {
        let path = folder.path + "/set.npz"
        let before = trace("set.npz")
        let date = try #require(
            FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date)
        usleep(20_000)
        let file = try FileHandle(forWritingTo: URL(filePath: path))
        try file.write(contentsOf: Data("xyz".utf8))
        try file.close()
        try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: path)
        #expect(trace("set.npz") != before)
    }

    @Test(arguments: ["set/one/2.png", "set/three/1.png", "set/one/.hidden"])
    func `a new file in a folder shows`(path: String) throws {
        let before = trace("set")
        try folder.write("new", to: path)
        #expect(trace("set") != before)
    }

    @Test func `a file that goes shows, and so does one that comes`() throws {
        let before = (trace("set"), trace("other"))
        try FileManager.default.removeItem(atPath: folder.path + "/set/two/1.png")
        try folder.write("abc", to: "other")
        #expect(trace("set") != before.0)
        #expect(trace("other") != before.1)
    }

    @Test func `a folder that contains itself has a trace`() throws {
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/set/one/again", withDestinationPath: "..")
        #expect(trace("set") != nil)
    }

    @Test func `a file is looked at once`() throws {
        let traces = FileTraces()
        let before = traces.trace(of: folder.path + "/later")
        try folder.write("abc", to: "later")
        #expect(traces.trace(of: folder.path + "/later") == before)
    }
}
