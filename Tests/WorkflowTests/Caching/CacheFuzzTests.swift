import Foundation
import Notebooks
import TestSupport
import Testing
import Workflow

/// Code that reads a cache's files must not break, whatever they contain.
struct CacheFuzzTests {
    private static let notebook = Notebook.cell(
        """
        let text = words("abc", times: 3)
        let back = reverse(text)
        save(back, to: "back.txt")
        let sum = countUp(to: 3)
        table(sum)
        """)

    private static let pieces = [
        "{", "}", "[", "]", "\"", ":", ",", "null", "true", "-1", "1e999", "0", "99999999999999999999",
        "\\u0000",
        "\\", "é", "🎉", "\n", "step", "components", "hash", "result",
    ]

    @Test(arguments: 0..<4) func `whatever is in its files, a plan is made, and intact results are found`(
        batch: Int
    ) throws {
        let laboratory = try Laboratory()
        _ = try laboratory.run(Self.notebook)
        let plan = try laboratory.plan(Self.notebook)
        let files = try FileManager.default.subpathsOfDirectory(atPath: laboratory.cacheFolder).sorted()
            .filter { $0.contains("/") && $0.utf8.count > 40 }
        #expect(
            Set(files.map { String($0.prefix { $0 != "/" }) }) == ["blobs", "checkpoints", "entries", "runs"])
        var random = RandomSource(seed: UInt64(batch))
        var missed = 0
        for round in 0..<Fuzzing.count(few: 500, batches: 4) {
            let file = try #require(files.randomElement(using: &random))
            let url = URL(filePath: laboratory.cacheFolder + "/" + file)
            let original = try Data(contentsOf: url)
            let text = String(decoding: original, as: UTF8.self)
            try Data(Fuzzing.changed(text, pieces: Self.pieces, &random).utf8).write(to: url)
            let forecasts = plan.forecast(options: laboratory.options(), cache: laboratory.cache)
            #expect(forecasts.count == 5, "round \(round): \(file)")
            let cached = forecasts.count { $0.state == .cached }
            if file.hasPrefix("runs") || file.hasPrefix("checkpoints") {
                #expect(cached == 5, "round \(round): \(file)")
            } else if cached < 5 {
                missed += 1
            }
            _ = laboratory.cache.overridesOfLastRun(of: "test.md")
            try original.write(to: url)
        }
        #expect(missed > 0)
    }
}
