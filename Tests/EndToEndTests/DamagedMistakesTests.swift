import Foundation
import TestSupport
import Testing

/// The images that an evaluation misclassified, when only the record reads their pixels from the cache.
struct DamagedMistakesTests {
    private let tool: BuiltTool
    /// The evaluation's mistakes and the report of the first run.
    private let mistakes: Data
    private let report: String

    init() throws {
        tool = try BuiltTool.besideSmallNotebook()
        #expect(try tool.run("run", "small.md").status == 0)
        mistakes = try Self.mistakes(in: tool)
        report = try tool.stableReport("small")
    }

    private static func mistakes(in tool: BuiltTool) throws -> Data {
        let mistakes = try tool.record("small").dictionary("mistakes")
        return try JSONSerialization.data(withJSONObject: mistakes, options: .sortedKeys)
    }

    /// Flips a bit of cached blobs, whose sizes stay the same, so that only reading them reveals it.
    private func damageBlobs(where isChosen: (Data) -> Bool) throws {
        let blobs = tool.folder.files.filter { $0.hasPrefix("cache/stepbook/steps/blobs/") }
        var damaged = 0
        for blob in blobs {
            var data = try tool.folder.data(blob)
            guard isChosen(data), !data.isEmpty else { continue }
            data[0] ^= 1
            try tool.folder.write(data, to: blob)
            damaged += 1
        }
        #expect(damaged > 0)
    }

    @Test(arguments: [false, true])
    func `mistakes that are damaged in the cache are recomputed for the record`(
        isAllDamaged: Bool
    ) throws {
        let errors = try #require(try tool.record("small").value("result.errors"))
        try damageBlobs { isAllDamaged || $0.count == Int(errors) * 28 * 28 }
        // Saved files are read from the cache too; here only the mistakes should cause a warning.
        let notebook = try tool.folder.text("small.md").replacing(/save\(.*\)\n/, with: "")
        try tool.folder.write(notebook, to: "small.md")
        let run = try tool.run("run", "small.md")
        #expect(run.status == 0, "\(run.messages)")
        #expect(try Self.mistakes(in: tool) == mistakes)
        let warnings = run.messages.split(separator: "\n").filter { $0.contains("warning: the cache") }
        #expect(
            warnings == [
                "warning: the cache is damaged at 'evaluate' in line 19 (a part of a result is missing or not as it was "
                    + "written); recomputing"
            ])
        #expect(try tool.record("small").outcomes.allSatisfy { $0 == "cached" })
    }

    @Test func `after mistakes were recomputed the cache is intact, and the report is the same`() throws {
        let errors = try #require(try tool.record("small").value("result.errors"))
        try damageBlobs { $0.count == Int(errors) * 28 * 28 }
        for isDamaged in [true, false] {
            let run = try tool.run("run", "small.md")
            #expect(run.status == 0)
            #expect(run.messages.contains("warning: the cache is damaged") == isDamaged, "\(run.messages)")
            #expect(try tool.stableReport("small") == report)
            #expect(try Self.mistakes(in: tool) == mistakes)
        }
    }
}
