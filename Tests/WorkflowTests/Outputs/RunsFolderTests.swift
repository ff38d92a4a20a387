import Foundation
import TestSupport
import Testing
import Workflow

/// The folder in which each run leaves a file.
struct RunsFolderTests {
    private let folder: TemporaryFolder
    private let runs: RunsFolder

    init() throws {
        folder = try TemporaryFolder()
        runs = RunsFolder(in: folder.path)
    }

    private func add(
        _ text: String, _ started: String = "2026-12-01T11:52:39.123Z", _ notebook: String = "small"
    ) throws -> String {
        try runs.add(Data(text.utf8), started: started, notebook: notebook)
    }

    private func contents() throws -> [String] {
        try runs.files().map { String(decoding: try $0.content.get(), as: UTF8.self) }
    }

    @Test func `a file's name has start, notebook and the beginning of the content's hash`() throws {
        #expect(try runs.files().isEmpty, "there is no folder yet")
        let name = try add("one")
        let hash = ContentHash(of: Data("one".utf8)).hexadecimal.prefix(16)
        #expect(name == "2026-12-01T115239.123Z-small-\(hash).json")
        #expect(folder.files == ["runs/\(name)"], "nothing else is left")
        #expect(try folder.text("runs/\(name)") == "one")
    }

    @Test func `files are in the order of their starts, whatever the notebooks are called`() throws {
        _ = try add("third", "2026-12-01T11:52:39.124Z", "a")
        _ = try add("first", "2025-12-31T23:59:59.999Z", "z")
        _ = try add("second", "2026-12-01T11:52:39.123Z", "b")
        #expect(try contents() == ["first", "second", "third"])
    }

    @Test func `the same content at the same time is another file, and no file is replaced`() throws {
        let names = [try add("same"), try add("same"), try add("same")]
        #expect(Set(names).count == 3 && names[2].hasSuffix("-3.json"))
        #expect(folder.files == names.map { "runs/\($0)" }.sorted())
        #expect(try contents() == ["same", "same", "same"])
    }

    @Test func `the longest and the strangest names of notebooks fit`() throws {
        for name in [String(repeating: "ü", count: 120), "-7", "a\nb", "0123456789abcdef", "é-12"] {
            _ = try add(name, "2026-12-01T11:52:39.123Z", name)
        }
        #expect(try runs.files().count == 5)
        for file in try runs.files() { _ = try file.content.get() }
        #expect(folder.files.allSatisfy { $0.utf8.count < 180 })
    }

    @Test func `a file that was changed or cut off is named, and others are still read`() throws {
        let names = [try add("one", "2026-12-01T11:52:39.123Z"), try add("two", "2026-12-01T11:52:40.000Z")]
        try folder.write("on", to: "runs/\(names[0])")
        let files = try runs.files()
        #expect(files.map(\.name) == names)
        #expect(throws: OutputProblem.self) { try files[0].content.get() }
        #expect(try files[1].content.get() == Data("two".utf8))
    }

    @Test func `other files in the folder are no runs`() throws {
        let name = try add("one")
        for other in [
            "net.pt", ".writing-1-2", "x.json", "2026-12-01T115239.123Z-small.json",
            "2026" + name.dropFirst(5),
            name + ".json", "2026-12-01T115239.123Z-small-0123456789abcdeF.json",
        ] {
            try folder.write("other", to: "runs/\(other)")
        }
        #expect(try runs.files().map(\.name) == [name])
    }

    @Test func `a file or a link in the folder's place is reported`() throws {
        try folder.write("", to: "runs")
        let problem = #expect(throws: OutputProblem.self) { try add("one") }
        #expect(problem?.description.hasPrefix("nothing can be written to '\(folder.path)/runs': ") == true)
        let other = try TemporaryFolder()
        try FileManager.default.removeItem(atPath: folder.path + "/runs")
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/runs", withDestinationPath: other.path)
        #expect(throws: OutputProblem.self) { try add("one") }
        #expect(other.files.isEmpty)
    }
}
