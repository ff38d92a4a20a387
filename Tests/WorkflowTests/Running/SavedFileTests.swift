import Foundation
import Notebooks
import Testing
import Workflow

struct SavedFileTests {
    let laboratory: Laboratory

    init() throws { laboratory = try Laboratory() }

    private func save(_ path: String, _ text: String = "a") throws -> Experiment {
        try laboratory.run("save(words(\"\(text)\"), to: \"\(path)\")")
    }

    @Test func `a file is written with its folders, and recorded with its size and hash`() throws {
        let experiment = try save("deep/er/model.bin")
        #expect(laboratory.output("deep/er/model.bin") == "saved: a")
        #expect(
            experiment.run.steps[1].files == [
                WrittenFile(path: "deep/er/model.bin", bytes: 8, hash: ContentHash(of: Data("saved: a".utf8)))
            ])
    }

    @Test func `a deleted file is restored while its step is cached`() throws {
        _ = try save("model.bin")
        try FileManager.default.removeItem(atPath: laboratory.outputFolder + "/model.bin")
        let experiment = try save("model.bin")
        #expect(experiment.outcomes == [.cached, .cached])
        #expect(laboratory.output("model.bin") == "saved: a")
        #expect(experiment.run.steps[1].files.map(\.path) == ["model.bin"])
    }

    @Test(arguments: ["", "saved: b", "saved: a and more"])
    func `a changed file is rewritten while its step is cached`(_ text: String) throws {
        _ = try save("model.bin")
        try Data(text.utf8).write(to: URL(filePath: laboratory.outputFolder + "/model.bin"))
        #expect(try save("model.bin").outcomes == [.cached, .cached])
        #expect(laboratory.output("model.bin") == "saved: a")
    }

    @Test func `another result replaces the file`() throws {
        _ = try save("model.bin", "a")
        _ = try save("model.bin", "b")
        #expect(laboratory.output("model.bin") == "saved: b")
    }

    @Test func `a file that is there with the same bytes is left alone`() throws {
        _ = try save("model.bin")
        let path = laboratory.outputFolder + "/model.bin"
        let old = Date(timeIntervalSince1970: 1_000_000)
        try FileManager.default.setAttributes([.modificationDate: old], ofItemAtPath: path)
        _ = try save("model.bin")
        #expect(try FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date == old)
    }

    @Test func `a file that a step before saved is not replaced`() throws {
        let experiment = try laboratory.run(
            """
            save(words("a"), to: "model.bin")
            save(words("b"), to: "model.bin")
            """)
        #expect(
            experiment.outcomes.last
                == .failed("'model.bin' was saved already in line 2: choose another name"))
        #expect(laboratory.output("model.bin") == "saved: a")
    }

    @Test(arguments: [
        ("../out.bin", "has a part '..', which could lead out of the output folder"),
        ("a/../../out.bin", "has a part '..', which could lead out of the output folder"),
        ("/out.bin", "does not lie inside the output folder"), ("", "is not a file name"),
        (".", "names a folder and not a file"), ("a//b", "has two slashes in a row"),
        ("a/", "ends in '/', so it names a folder and not a file"),
        ("./a", "has a part '.', which leads nowhere"),
    ])
    func `a path that names no file in the output folder fails the step`(_ path: String, words: String) throws
    {
        let experiment = try save(path)
        #expect(
            experiment.outcomes[1] == .failed("'\(path)' \(words)"))
        #expect(experiment.run.status == .failed)
        #expect(!FileManager.default.fileExists(atPath: laboratory.folder + "/out.bin"))
    }

    @Test func `a file in place of a folder, or a folder in place of a file, is said to be one`() throws {
        _ = try save("a.bin")
        #expect(
            try save("a.bin/b.bin").outcomes[1]
                == .failed(
                    "'a.bin' is a file, so nothing can be saved in it; choose another name, or move it away, or name another folder with --output-dir"
                ))
        _ = try save("c/d.bin")
        #expect(
            try save("c").outcomes[1]
                == .failed("'c' is a folder, so no file can be saved there; choose another name"))
        #expect(laboratory.output("a.bin") == "saved: a")
    }

    @Test func `a folder that is a link is not written through`() throws {
        try FileManager.default.createDirectory(
            atPath: laboratory.outputFolder, withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            atPath: laboratory.outputFolder + "/link", withDestinationPath: laboratory.folder + "/data")
        let experiment = try save("link/out.bin")
        #expect(
            experiment.outcomes[1]
                == .failed(
                    "'link' is a link, which could lead outside the output folder; move it away, or name another folder with --output-dir"
                )
        )
        #expect(!FileManager.default.fileExists(atPath: laboratory.folder + "/data/out.bin"))
    }

    @Test func `a file that is a link is replaced, and what it leads to stays as it is`() throws {
        try laboratory.write("precious", to: "other.bin")
        try FileManager.default.createDirectory(
            atPath: laboratory.outputFolder, withIntermediateDirectories: true)
        let path = laboratory.outputFolder + "/model.bin"
        try FileManager.default.createSymbolicLink(
            atPath: path, withDestinationPath: laboratory.folder + "/data/other.bin")
        #expect(try save("model.bin").run.status == .ok)
        #expect(laboratory.output("model.bin") == "saved: a")
        let other = try Data(contentsOf: URL(filePath: laboratory.folder + "/data/other.bin"))
        #expect(String(decoding: other, as: UTF8.self) == "precious")
    }

    @Test func `an output folder that cannot be made fails the step and keeps its result`() throws {
        try Data().write(to: URL(filePath: laboratory.outputFolder))
        guard case .failed = try save("model.bin").outcomes[1] else {
            Issue.record("the file was written")
            return
        }
        try FileManager.default.removeItem(atPath: laboratory.outputFolder)
        #expect(try save("model.bin").outcomes == [.cached, .cached])
        #expect(laboratory.output("model.bin") == "saved: a")
    }
}
