import Foundation
import Notebooks
import Synchronization
import TestSupport
import Testing
import Workflow

struct CacheDamageTests {
    let laboratory: Laboratory

    init() throws { laboratory = try Laboratory() }

    /// Blobs that one step makes, another passes on unread, a third reads, and a last one saves.
    private static let code = """
        let text = words("abc", times: 3)
        let labelled = label(text, kind: "title")
        let back = reverse(labelled.copy)
        let again = reverse(back)
        save(back, to: "back.txt")
        let total = add(number(1), number(2))
        expect(back.count == 9, "nine letters")
        table(total)
        """

    /// The results of a run, independent of how they were computed.
    private func result(of experiment: Experiment) -> [String?] {
        ["text", "labelled", "back", "again", "total"].map(experiment.value)
            + [laboratory.output("back.txt"), "\(experiment.run.status)"]
            + experiment.run.steps.map { "\($0.key?.hexadecimal ?? "") \($0.figures) \($0.files)" }
    }

    /// Every file of the cache, sorted.
    private func cacheFiles() throws -> [String] {
        try ["entries", "blobs"].flatMap { folder in
            try FileManager.default.subpathsOfDirectory(atPath: laboratory.cacheFolder + "/" + folder)
                .map { laboratory.cacheFolder + "/" + folder + "/" + $0 }
        }.filter { path in
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
        }.sorted()
    }

    private func contents() throws -> [String: Data] {
        Dictionary(
            uniqueKeysWithValues: try cacheFiles().map { ($0, try Data(contentsOf: URL(filePath: $0))) })
    }

    private func damage(_ path: String, with random: inout RandomSource) throws {
        var data = try Data(contentsOf: URL(filePath: path))
        switch Int.random(in: 0..<5, using: &random) {
        case 0: data.removeLast(Int.random(in: 1...data.count, using: &random))
        case 1:
            data[Int.random(in: 0..<data.count, using: &random)] ^=
                1 << UInt8.random(in: 0..<8, using: &random)
        case 2: data = Data()
        case 3: data = Data((0..<data.count).map { _ in UInt8.random(in: 0...255, using: &random) })
        default:
            try FileManager.default.removeItem(atPath: path)
            return
        }
        try data.write(to: URL(filePath: path))
    }

    @Test func `a damaged cache never gives a wrong result, and is right again after the run`() throws {
        var random = RandomSource(seed: 1)
        let notebook = Notebook.cell(Self.code)
        let right = result(of: try laboratory.run(notebook))
        let undamaged = try contents()
        #expect(undamaged.count == 13)
        var runsWithWarning = 0
        for round in 0..<300 {
            let files = undamaged.keys.sorted().shuffled(using: &random)
            for path in files.prefix(Int.random(in: 1...4, using: &random)) {
                try damage(path, with: &random)
            }
            if Bool.random(using: &random) {
                try? FileManager.default.removeItem(atPath: laboratory.outputFolder)
            }
            let damaged = try laboratory.run(notebook)
            #expect(result(of: damaged) == right, "round \(round): \(damaged.outcomes)")
            #expect(damaged.outcomes.allSatisfy { $0 == .computed || $0 == .cached }, "round \(round)")
            if !damaged.warnings.isEmpty { runsWithWarning += 1 }

            // A blob that was not read may still be damaged. Reading every one repairs it.
            try? FileManager.default.removeItem(atPath: laboratory.outputFolder)
            let reader = Notebook.cell(Self.code + "\nlet first = reverse(text)\nlet last = reverse(again)")
            #expect(try laboratory.run(reader, versions: ["reverse": 2 + round]).run.status == .ok)
            let after = try laboratory.run(notebook)
            #expect(result(of: after) == right, "after round \(round)")
            #expect(after.warnings == [], "after round \(round)")
            #expect(after.ran == [], "after round \(round)")
            for (path, data) in undamaged where path.contains("/blobs/") {
                #expect((try? Data(contentsOf: URL(filePath: path))) == data, "round \(round): \(path)")
            }
        }
        #expect(runsWithWarning > 200)
    }

    private func blobPath(of text: String) -> String {
        let hash = ContentHash(of: Data(text.utf8)).hexadecimal
        return "\(laboratory.cacheFolder)/blobs/\(hash.prefix(2))/\(hash.dropFirst(2))"
    }

    @Test func `a blob that was passed on unread is recomputed by the step that made it`() throws {
        _ = try laboratory.run("let text = words(\"abc\")\nlet labelled = label(text, kind: \"title\")")
        try Data("abd".utf8).write(to: URL(filePath: blobPath(of: "abc")))
        let experiment = try laboratory.run(
            "let text = words(\"abc\")\nlet labelled = label(text, kind: \"title\")\nlet back = reverse(labelled)"
        )
        #expect(experiment.outcomes == [.cached, .cached, .computed])
        #expect(experiment.ran == ["reverse", "words", "reverse"])
        #expect(
            experiment.warnings == [
                "the cache is damaged at 'reverse' in line 4 (a part of a result is missing or not as it was "
                    + "written); recomputing"
            ])
        #expect(try Data(contentsOf: URL(filePath: blobPath(of: "abc"))) == Data("abc".utf8))
        #expect(experiment.value("back") == (try laboratory.run("let back = words(\"cba\")")).value("back"))
    }

    @Test func `a saved file whose bytes are damaged in the cache is recomputed`() throws {
        let code = "save(words(\"abc\"), to: \"a.txt\")"
        _ = try laboratory.run(code)
        try Data("saved: abd".utf8).write(to: URL(filePath: blobPath(of: "saved: abc")))
        try FileManager.default.removeItem(atPath: laboratory.outputFolder + "/a.txt")
        let experiment = try laboratory.run(code)
        #expect(experiment.outcomes == [.cached, .computed])
        #expect(laboratory.output("a.txt") == "saved: abc")
        #expect(experiment.warnings.count == 1)
        #expect(try laboratory.run(code).outcomes == [.cached, .cached])
    }

    @Test func `a result put in the place of another is not taken for it`() throws {
        let one = try laboratory.run("let one = number(1)").run.steps[0].key
        let two = try laboratory.run("let two = number(2)").run.steps[0].key
        func path(_ key: ContentHash?) throws -> String {
            let digits = try #require(key).hexadecimal
            return "\(laboratory.cacheFolder)/entries/\(digits.prefix(2))/\(digits.dropFirst(2)).json"
        }
        try FileManager.default.removeItem(atPath: path(two))
        try FileManager.default.copyItem(atPath: path(one), toPath: path(two))
        let experiment = try laboratory.run("let two = number(2)")
        #expect(experiment.number("two") == 2)
        #expect(experiment.warnings.count == 1)
    }

    @Test func `a cache that cannot be written to gives one warning and right results`() throws {
        let file = laboratory.folder + "/file"
        try Data().write(to: URL(filePath: file))
        let cache = StepCache(directory: file + "/cache")
        for _ in 1...2 {
            let experiment = try laboratory.run(.cell(Self.code), cache: .some(cache))
            #expect(experiment.run.status == .ok)
            #expect(experiment.number("total") == 3)
            #expect(experiment.warnings.count == 1)
            #expect(
                experiment.warnings[0].hasPrefix(
                    "results cannot be kept in '\(file)/cache', so the next run computes them again: "))
        }
    }

    @Test func `a damaged blob is recomputed in memory if the cache is not writable`() throws {
        let code = "let text = words(\"abc\")\nlet labelled = label(text, kind: \"title\")"
        _ = try laboratory.run(code)
        let path = blobPath(of: "abc")
        try FileManager.default.removeItem(atPath: path)
        // A folder in the blob's place: of another size, not readable, and not replaceable.
        try FileManager.default.createDirectory(atPath: path + "/a", withIntermediateDirectories: true)
        let experiment = try laboratory.run(code + "\nlet back = reverse(labelled)")
        #expect(experiment.run.status == .ok)
        // One warning of damage for the text and its label, and one that nothing can be stored.
        #expect(
            experiment.warnings.map { $0.split(separator: " ").prefix(4).joined(separator: " ") } == [
                "the cache is damaged", "results cannot be kept",
            ])
        #expect(experiment.value("back") == (try laboratory.run("let back = words(\"cba\")")).value("back"))
    }

    @Test func `several runs at once on one cache are all right`() throws {
        let right = result(of: try laboratory.run(.cell(Self.code)))
        for _ in 0..<10 {
            _ = try laboratory.cache.removeAll()
            let results = Mutex<[[String?]]>([])
            let threads = (0..<4).map { _ in
                Thread {
                    let found = (try? laboratory.run(.cell(Self.code))).map(result) ?? []
                    results.withLock { $0.append(found) }
                }
            }
            for thread in threads { thread.start() }
            while results.withLock({ $0.count }) < threads.count { Thread.sleep(forTimeInterval: 0.001) }
            #expect(results.withLock { $0 }.allSatisfy { $0 == right })
            let after = try laboratory.run(.cell(Self.code))
            #expect(after.ran == [])
            #expect(after.warnings == [])
        }
    }

    /// One result that cannot be stored, since a file is in the place of its folder.
    @Test func `if one result cannot be stored, the others are`() throws {
        let first = try #require(try laboratory.run("let one = number(1)").run.steps[0].key)
        let cache = StepCache(directory: laboratory.folder + "/other")
        _ = try laboratory.run(.cell("let other = number(99)"), cache: .some(cache))
        try Data().write(
            to: URL(filePath: cache.directory + "/entries/" + String(first.hexadecimal.prefix(2))))
        let notebook = Notebook.cell(
            (1...9).map { "let n\($0) = number(\($0))" }.joined(separator: "\n")
                + "\nlet sum = countUp(to: 3)")
        let experiment = try laboratory.run(notebook, cache: .some(cache))
        #expect(experiment.run.status == .ok)
        #expect(experiment.warnings.count == 1)
        #expect(experiment.warnings.first?.hasPrefix("results cannot be kept in ") == true)
        let again = try laboratory.run(notebook, cache: .some(cache))
        #expect(again.outcomes.filter { $0 == .computed }.count == 1)
        #expect(again.outcomes[0] == .computed)
    }

    @Test(arguments: ["entries", "blobs", "runs"])
    func `a folder that was not made as a cache is not emptied`(name: String) throws {
        try FileManager.default.createDirectory(
            atPath: laboratory.cacheFolder + "/" + name, withIntermediateDirectories: true)
        let file = laboratory.cacheFolder + "/" + name + "/diary.txt"
        try Data("dear".utf8).write(to: URL(filePath: file))
        let error = #expect(throws: ForeignFolder.self) { try laboratory.cache.removeAll() }
        #expect(
            error?.description
                == "'\(laboratory.cacheFolder)' is not a cache and holds other files; name another "
                + "folder")
        #expect(try Data(contentsOf: URL(filePath: file)) == Data("dear".utf8))
    }

    @Test func `a cache whose mark is damaged is known by its files`() throws {
        let mark = laboratory.cacheFolder + "/CACHEDIR.TAG"
        let notebook = Notebook.cell(Self.code)
        _ = try laboratory.run(notebook)
        for text in ["", nil] as [String?] {
            try FileManager.default.removeItem(atPath: mark)
            if let text { try Data(text.utf8).write(to: URL(filePath: mark)) }
            let again = try laboratory.run(notebook)
            #expect(again.outcomes.allSatisfy { $0 == .cached })
            #expect(again.warnings == [])
            #expect(try String(contentsOfFile: mark, encoding: .utf8).contains("stepbook"))
        }
        try FileManager.default.removeItem(atPath: mark)
        #expect(try laboratory.cache.removeAll() > 1000)
        #expect(try FileManager.default.subpathsOfDirectory(atPath: laboratory.cacheFolder).isEmpty)
        // One file of another name is enough to keep everything.
        _ = try laboratory.run(notebook)
        try FileManager.default.removeItem(atPath: mark)
        try Data("dear".utf8).write(to: URL(filePath: laboratory.cacheFolder + "/runs/diary.txt"))
        #expect(throws: ForeignFolder.self) { try laboratory.cache.removeAll() }
    }

    @Test func `emptying the cache returns the number of bytes freed`() throws {
        #expect(try laboratory.cache.removeAll() == 0)
        _ = try laboratory.run(.cell(Self.code))
        try laboratory.write("not the cache's", to: "a.txt")
        let files = try FileManager.default.subpathsOfDirectory(atPath: laboratory.cacheFolder)
        let bytes = files.reduce(0) { sum, file in
            let attributes = try? FileManager.default.attributesOfItem(
                atPath: laboratory.cacheFolder + "/" + file)
            let isFile = attributes?[.type] as? FileAttributeType == .typeRegular
            return sum + (isFile ? attributes?[.size] as? Int ?? 0 : 0)
        }
        #expect(bytes > 1000)
        #expect(try laboratory.cache.removeAll() == bytes)
        #expect(try FileManager.default.subpathsOfDirectory(atPath: laboratory.cacheFolder).isEmpty)
        #expect(try laboratory.cache.removeAll() == 0)
        #expect(try laboratory.run(.cell(Self.code)).outcomes.allSatisfy { $0 == .computed })
    }
}
