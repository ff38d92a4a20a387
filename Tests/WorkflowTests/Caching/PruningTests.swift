import Diagnostics
import Foundation
import Notebooks
import TestSupport
import Testing
import Workflow

/// The entries that are removed from a cache that is too large or too old, and those that stay.
struct PruningTests {
    let laboratory: Laboratory

    init() throws { laboratory = try Laboratory() }

    private let now = Date()

    /// Three results of a thousand letters each, and one that is made of the same letters as the last.
    private static let code =
        (1...3).map { "let text\($0) = words(\"\(letters($0))\")" }.joined(separator: "\n")
        + "\nlet titled = label(text3, kind: \"title\")"

    private static func letters(_ number: Int) -> String { String(repeating: "\(number)", count: 1000) }

    /// Runs the notebook, then sets how many days ago each of its results was last used.
    private func run(daysAgo days: [Double]) throws -> [ContentHash] {
        let keys = try laboratory.run(Self.code).run.steps.compactMap(\.key)
        for (key, days) in zip(keys, days) { try setAge(entryPath(key), days: days) }
        for number in 1...3 { try setAge(blobPath(Self.letters(number)), days: 40) }
        return keys
    }

    private func setAge(_ path: String, days: Double) throws {
        try FileManager.default.setAttributes(
            [.modificationDate: now.addingTimeInterval(-days * 86_400)], ofItemAtPath: path)
    }

    private func entryPath(_ key: ContentHash) -> String {
        "\(laboratory.cacheFolder)/entries/\(key.hexadecimal.prefix(2))/\(key.hexadecimal.dropFirst(2)).json"
    }

    private func blobPath(_ text: String) -> String {
        let hash = ContentHash(of: Data(text.utf8)).hexadecimal
        return "\(laboratory.cacheFolder)/blobs/\(hash.prefix(2))/\(hash.dropFirst(2))"
    }

    /// The existing ones of the notebook's four results and of its three blobs.
    private func present(_ keys: [ContentHash]) -> (results: [Bool], blobs: [Bool]) {
        let files = FileManager.default
        return (
            keys.map { files.fileExists(atPath: entryPath($0)) },
            (1...3).map { files.fileExists(atPath: blobPath(Self.letters($0))) }
        )
    }

    /// The bytes of all results, checkpoints and blobs.
    private var size: Int {
        ["entries", "blobs", "checkpoints"].flatMap { folder in
            let folder = laboratory.cacheFolder + "/" + folder
            return ((try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []).map {
                folder + "/" + $0
            }
        }.reduce(0) { sum, path in
            let attributes = try? FileManager.default.attributesOfItem(atPath: path)
            let isFile = attributes?[.type] as? FileAttributeType == .typeRegular
            return sum + (isFile ? attributes?[.size] as? Int ?? 0 : 0)
        }
    }

    @Test func `the least recently used goes first, until no more is left than may be`() throws {
        let keys = try run(daysAgo: [1, 5, 3, 4])
        let before = size
        let freed = try laboratory.cache.prune(.init(size: before - 1, protectedSince: now))
        #expect(present(keys).results == [true, false, true, true])
        #expect(present(keys).blobs == [true, false, true])
        #expect(size == before - freed)
        #expect(freed > 1000)
        #expect(try laboratory.cache.prune(.init(size: size, protectedSince: now)) == 0)
        // The fourth shares its bytes with the third, and they stay with that.
        _ = try laboratory.cache.prune(.init(size: size - 1, protectedSince: now))
        #expect(present(keys).results == [true, false, true, false])
        #expect(present(keys).blobs == [true, false, true])
        let all = StepCache.Pruning(size: 0, protectedSince: now)
        let removable = try laboratory.cache.removable(by: all)
        #expect(removable.bytes > 2000 && removable.results > 0)
        // The dry run removes nothing.
        #expect(try laboratory.cache.removable(by: all) == removable)
        #expect(try laboratory.cache.prune(all) == removable.bytes)
        #expect(size == 0)
        let again = try laboratory.run(Self.code)
        #expect(again.ran == ["words", "words", "words", "label"])
        #expect(again.warnings == [])
    }

    @Test func `what was not used for long goes`() throws {
        let keys = try run(daysAgo: [10, 29, 31, 100])
        let month = now.addingTimeInterval(-30 * 86_400)
        #expect(try laboratory.cache.prune(.init(unusedSince: month, protectedSince: now)) > 1000)
        #expect(present(keys).results == [true, true, false, false])
        #expect(present(keys).blobs == [true, true, false])
        #expect(try laboratory.run(Self.code).ran == ["words", "label"])
    }

    @Test func `using a result updates its time`() throws {
        let keys = try run(daysAgo: [100, 100, 100, 100])
        #expect(try laboratory.run("let text1 = words(\"\(Self.letters(1))\")").outcomes == [.cached])
        _ = try laboratory.cache.prune(
            .init(unusedSince: now.addingTimeInterval(-86_400), protectedSince: now))
        #expect(present(keys).results == [true, false, false, false])
    }

    @Test func `what was used since a date stays in any case`() throws {
        let keys = try run(daysAgo: [1, 5, 3, 4])
        _ = try laboratory.cache.prune(
            .init(size: 0, protectedSince: now.addingTimeInterval(-3.5 * 86_400)))
        #expect(present(keys).results == [true, false, true, false])
        #expect(present(keys).blobs == [true, false, true])
    }

    @Test func `a run leaves no more than the limit, and all of its own`() throws {
        let keys = try run(daysAgo: [1, 5, 3, 4])
        let cache = StepCache(directory: laboratory.cacheFolder, limit: size)
        let notebook = Notebook.cell("let text1 = words(\"\(Self.letters(1))\")\nlet other = words(\"x\")")
        let experiment = try laboratory.run(notebook, cache: .some(cache))
        #expect(experiment.outcomes == [.cached, .computed])
        #expect(present(keys).results == [true, false, true, true])
        let pruned = experiment.events.compactMap { if case .pruned(let bytes) = $0 { bytes } else { nil } }
        #expect(pruned.count == 1 && pruned[0] > 1000)
        // A run that computes nothing removes nothing either, even with a limit of zero, so that it is fast.
        let small = StepCache(directory: laboratory.cacheFolder, limit: 0)
        #expect(try laboratory.run(notebook, cache: .some(small)).outcomes == [.cached, .cached])
        #expect(present(keys).results == [true, false, true, true])
        Thread.sleep(forTimeInterval: 0.05)
        let last = try laboratory.run(.cell("let one = number(1)"), cache: .some(small))
        #expect(present(keys).results == [false, false, false, false])
        #expect(FileManager.default.fileExists(atPath: entryPath(try #require(last.run.steps[0].key))))
    }

    @Test func `what no notebook's last run used goes, and a notebook that is gone has none`() throws {
        func run(_ name: String, _ code: String) throws -> Experiment {
            let path = laboratory.folder + "/" + name
            let text = "```swift-step\n\(code)\n```\n"
            try text.write(toFile: path, atomically: true, encoding: .utf8)
            return try laboratory.run(Notebook(parsing: SourceFile(name: path, text: text)))
        }
        _ = try run("a b.md", "let n = number(1)\nlet sum = countUp(to: 3)")
        _ = try run("a b.md", "let n = number(2)\nlet sum = countUp(to: 3)")
        _ = try run("gone.md", "let n = number(3)")
        _ = try run("kept.md", "let n = number(4)")
        try FileManager.default.removeItem(atPath: laboratory.folder + "/gone.md")
        let later = Date().addingTimeInterval(5)
        #expect(try laboratory.cache.prune(.init(keepsLastRunsOnly: true, protectedSince: later)) > 0)
        let check = try laboratory.run(
            .cell((1...4).map { "let n\($0) = number(\($0))" }.joined(separator: "\n")))
        #expect(check.outcomes == [.computed, .cached, .computed, .cached])
        // The stored work is continued.
        #expect(try run("a b.md", "let sum = countUp(to: 4)").ran == ["countUp", "4"])
    }

    @Test func `checkpoints go with age as results do`() throws {
        _ = try laboratory.run("let sum = countUp(to: 3)")
        let later = Date().addingTimeInterval(5)
        #expect(try laboratory.cache.prune(.init(unusedSince: later, protectedSince: later)) > 0)
        #expect(try laboratory.run("let sum = countUp(to: 4)").ran == ["countUp", "1", "2", "3", "4"])
    }

    @Test func `what an interrupted write left goes after an hour, and so do bytes of no result`() throws {
        let keys = try run(daysAgo: [1, 1, 1, 1])
        let folder = laboratory.cacheFolder + "/blobs/ab"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let old = [folder + "/.dat.nosync1", folder + "/" + String(repeating: "0", count: 62)]
        let new = [folder + "/.dat.nosync2", folder + "/" + String(repeating: "1", count: 62)]
        for path in old + new { try Data(count: 100).write(to: URL(filePath: path)) }
        for path in old { try setAge(path, days: 0.05) }
        for path in new { try setAge(path, days: 0.03) }
        #expect(try laboratory.cache.prune(.init(protectedSince: now)) == 200)
        #expect(old.allSatisfy { !FileManager.default.fileExists(atPath: $0) })
        #expect(new.allSatisfy { FileManager.default.fileExists(atPath: $0) })
        #expect(present(keys).results == [true, true, true, true])
    }

    @Test func `a result that cannot be read goes, with the bytes it alone was made of`() throws {
        let keys = try run(daysAgo: [1, 1, 1, 1])
        try Data("x".utf8).write(to: URL(filePath: entryPath(keys[0])))
        try setAge(entryPath(keys[0]), days: 1)
        #expect(try laboratory.cache.prune(.init(protectedSince: now)) == 1001)
        #expect(present(keys).results == [false, true, true, true])
        #expect(present(keys).blobs == [false, true, true])
    }

    @Test func `what a half written file takes is not made up for by results`() throws {
        let keys = try run(daysAgo: [1, 1, 1, 1])
        let limit = size
        let stray = laboratory.cacheFolder + "/blobs/ab/.dat.nosync1"
        try FileManager.default.createDirectory(
            atPath: laboratory.cacheFolder + "/blobs/ab", withIntermediateDirectories: true)
        try Data(count: 5000).write(to: URL(filePath: stray))
        try setAge(stray, days: 1)
        #expect(try laboratory.cache.prune(.init(size: limit, protectedSince: now)) == 5000)
        #expect(present(keys).results == [true, true, true, true])
    }

    @Test func `a run that was interrupted leaves the results that it did not reach in use`() throws {
        let path = laboratory.folder + "/notebook.md"
        let text = "```swift-step\nlet one = number(1)\nlet two = number(2)\nlet sum = countUp(to: 3)\n```\n"
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        let notebook = Notebook(parsing: SourceFile(name: path, text: text))
        _ = try laboratory.run(notebook)
        let cancellation = Cancellation()
        cancellation.request()
        #expect(try laboratory.run(notebook, cancellation: cancellation).run.status == .interrupted)
        let later = Date().addingTimeInterval(5)
        #expect(try laboratory.cache.prune(.init(keepsLastRunsOnly: true, protectedSince: later)) == 0)
        #expect(try laboratory.run(notebook).outcomes == [.cached, .cached, .cached])
    }

    @Test func `if it is unknown what a last run used, nothing is removed`() throws {
        let keys = try run(daysAgo: [1, 1, 1, 1])
        let folder = laboratory.cacheFolder + "/runs"
        let record = try #require(try FileManager.default.contentsOfDirectory(atPath: folder).first)
        try Data("{}".utf8).write(to: URL(filePath: folder + "/" + record))
        let problem = #expect(throws: CacheDamage.self) {
            try laboratory.cache.prune(.init(keepsLastRunsOnly: true, protectedSince: now))
        }
        #expect(problem?.description.hasPrefix("'\(folder)/\(record)' cannot be read") == true)
        #expect(present(keys).results == [true, true, true, true])
    }

    /// A user's folder of models that is given as the cache by mistake.
    @Test func `nothing is written to a folder of something else, nor removed from it`() throws {
        let folder = laboratory.folder + "/project"
        let model = folder + "/checkpoints/model.pt"
        try FileManager.default.createDirectory(
            atPath: folder + "/checkpoints", withIntermediateDirectories: true)
        try Data(count: 1000).write(to: URL(filePath: model))
        try setAge(model, days: 10)
        let cache = StepCache(directory: folder, limit: 0)
        let experiment = try laboratory.run(
            .cell("let one = number(1)\nlet two = number(2)"), cache: .some(cache))
        #expect(experiment.run.status == .ok)
        #expect(
            experiment.warnings == [
                "results cannot be kept in '\(folder)', so the next run computes them again: '\(folder)' is not "
                    + "a cache and holds other files; name another folder"
            ])
        #expect(
            try FileManager.default.subpathsOfDirectory(atPath: folder).sorted() == [
                "checkpoints", "checkpoints/model.pt",
            ])
    }

    @Test func `what lies in a cache and is not of it stays`() throws {
        _ = try run(daysAgo: [1, 1, 1, 1])
        let notes = laboratory.cacheFolder + "/checkpoints/notes.txt"
        try FileManager.default.createDirectory(
            atPath: laboratory.cacheFolder + "/checkpoints", withIntermediateDirectories: true)
        try Data("x".utf8).write(to: URL(filePath: notes))
        try setAge(notes, days: 10)
        _ = try laboratory.cache.prune(.init(size: 0, protectedSince: now))
        #expect(FileManager.default.fileExists(atPath: notes))
    }

    @Test func `a cache in which nothing could be kept yet can be cleaned`() throws {
        #expect(try laboratory.run("let text = read(\"missing.txt\")").run.status == .failed)
        #expect(try laboratory.cache.prune(.init(size: 0, protectedSince: now)) == 0)
        #expect(try laboratory.cache.removeAll() > 0)
    }

    @Test func `nothing is removed from a folder that was not made as a cache`() throws {
        let folder = laboratory.folder + "/photographs"
        try FileManager.default.createDirectory(atPath: folder + "/blobs", withIntermediateDirectories: true)
        try Data("x".utf8).write(to: URL(filePath: folder + "/blobs/picture"))
        #expect(throws: ForeignFolder.self) {
            try StepCache(directory: folder).prune(.init(size: 0, protectedSince: now))
        }
        #expect(FileManager.default.fileExists(atPath: folder + "/blobs/picture"))
        #expect(
            try StepCache(directory: laboratory.folder + "/none").prune(.init(size: 0, protectedSince: now))
                == 0)
    }
}
