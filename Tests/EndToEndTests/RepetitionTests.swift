import Foundation
import TestSupport
import Testing

/// The same notebook again: the steps that are computed, and that results are the same.
struct RepetitionTests {
    @Test func `a second run computes nothing and writes the same report but for its timing`() throws {
        let tool = try BuiltTool.besideSmallNotebook()
        try tool.run("run", "small.md")
        let report = try tool.stableReport("small")
        let first = try tool.record("small")
        let saved = try tool.folder.data("Output/small/nets/small.safetensors")
        try FileManager.default.removeItem(atPath: tool.folder.path + "/Output")
        let outcome = try tool.run("run", "small.md")
        #expect(outcome.status == 0)
        let second = try tool.record("small")
        #expect(second.outcomes == SmallNotebook.steps.map { _ in "cached" })
        #expect(second.keys == first.keys)
        #expect(try tool.stableReport("small") == report)
        #expect(try tool.folder.data("Output/small/nets/small.safetensors") == saved)
    }

    /// Sixteen times the steps may take about sixteen times the work; if each step searches
    /// through all others, it is many times that.
    @Test func `the work of a run grows with its steps and no faster`() throws {
        let tool = try BuiltTool()
        func work(steps: Int) throws -> Double {
            let cells = (0..<steps).map { "```swift-step\nshow(value: \($0))\n```\n\nWords.\n" }
            try tool.folder.write(cells.joined(separator: "\n"), to: "steps.md")
            #expect(try tool.run("run", "steps.md", "--quiet").status == 0)
            let again = try tool.run("run", "steps.md", "--quiet")
            #expect(try tool.record("steps").outcomes == (0..<steps).map { _ in "cached" })
            return again.processorSeconds
        }
        let few = try work(steps: 1000)
        #expect(try work(steps: 16_000) < 40 * few)
    }

    @Test func `two runs with caches of their own give the same bits`() throws {
        let tools = try [BuiltTool.besideSmallNotebook(), BuiltTool.besideSmallNotebook()]
        for tool in tools { #expect(try tool.run("run", "small.md").status == 0) }
        let records = try tools.map { try $0.record("small") }
        #expect(records[0].outcomes == SmallNotebook.steps.map { _ in "computed" })
        #expect(records[1].outcomes == records[0].outcomes)
        #expect(records[0].hashes.count == 1)
        #expect(records[0].hashes == records[1].hashes)
        #expect(records[0].keys == records[1].keys)
        #expect(try tools[0].stableReport("small") == tools[1].stableReport("small"))
        let values = records.map { NSDictionary(dictionary: $0.dictionary("values")) }
        #expect(values[0] == values[1])
        #expect(values[0].count > 10)
    }

    /// Everything that draws random numbers or is shared out among threads.
    @Test(arguments: [1, 2], [".float32", ".bfloat16"])
    func `two runs with the same seed and threads give the same bits in the saved model`(
        threads: Int, precision: String
    ) throws {
        func model(seed: Int) throws -> Data {
            let tool = try BuiltTool()
            try tool.folder.write(
                """
                ---
                seed: \(seed)
                ---
                ```swift-step
                let digits = augment(load("builtin", train: 300, test: 10), rotate: 10, shift: 2, scale: 0.1)
                let model = train(
                    normalize(digits),
                    layers: [
                        conv2d(16, kernel: 3, padding: 1), relu, maxPool2d(2), conv2d(16, kernel: 3), relu,
                        maxPool2d(2), dropout(0.25), flatten, dense(32), relu, dropout(0.5), dense(10),
                    ],
                    epochs: 2, batchSize: 64, validation: 0.1, precision: \(precision))
                save(model, to: "model.safetensors")
                ```

                """, to: "notebook.md")
            let outcome = try tool.run("run", "notebook.md", "--threads", "\(threads)")
            #expect(outcome.status == 0, "\(outcome.messages)")
            return try tool.folder.data("Output/notebook/model.safetensors")
        }
        let first = try model(seed: 1)
        #expect(first.count > 60_000)
        #expect(try model(seed: 1) == first)
        #expect(try model(seed: 2) != first)
    }

    @Test func `another seed gives other bits`() throws {
        let tool = try BuiltTool.besideSmallNotebook()
        try tool.run("run", "small.md")
        let first = try tool.record("small")
        try tool.folder.write(SmallNotebook.text.replacing("seed: 1", with: "seed: 2"), to: "small.md")
        try tool.run("run", "small.md")
        let second = try tool.record("small")
        #expect(second.hashes != first.hashes)
        #expect(second.outcomes.first == "computed")
    }

    @Test func `an edited argument runs its step and its dependents, and prose runs nothing`() throws {
        let tool = try BuiltTool.besideSmallNotebook()
        try tool.run("run", "small.md")
        try tool.folder.write(
            SmallNotebook.text.replacing("The network", with: "Our network"), to: "small.md")
        try tool.run("run", "small.md")
        #expect(try tool.record("small").outcomes.allSatisfy { $0 == "cached" })
        #expect(try tool.folder.text("Output/small.html").contains("Our network"))
        try tool.run("run", "small.md", "-P", "epochs=2")
        #expect(
            try zip(SmallNotebook.steps, tool.record("small").outcomes).map { "\($0) \($1)" } == [
                "load cached", "normalize cached", "plot cached", "train computed", "plot computed",
                // The claim depends on a Boolean, which has not changed.
                "evaluate computed", "plot computed", "expect cached", "save computed",
            ])
    }

    @Test func `without a cache everything is computed and nothing kept`() throws {
        let tool = try BuiltTool.besideSmallNotebook()
        for _ in 0..<2 {
            #expect(try tool.run("run", "small.md", "--no-cache").status == 0)
            #expect(try tool.record("small").outcomes.allSatisfy { $0 == "computed" })
        }
        #expect(tool.folder.files.filter { $0.hasPrefix("cache/") || $0.hasPrefix("home/") } == [])
    }

    @Test func `a damaged cache gives a warning and the same bits`() throws {
        let tool = try BuiltTool.besideSmallNotebook()
        try tool.run("run", "small.md", "--cache-dir", "kept")
        let report = try tool.stableReport("small")
        let kept = tool.folder.files.filter { $0.hasPrefix("kept/") }
        #expect(kept.count > 10)
        for file in kept {
            var data = try tool.folder.data(file)
            guard !data.isEmpty else { continue }
            data[data.count / 2] ^= 1
            try tool.folder.write(data, to: file)
        }
        let outcome = try tool.run("run", "small.md", "--cache-dir", "kept")
        #expect(outcome.status == 0)
        #expect(outcome.messages.contains("warning: the cache is damaged"))
        #expect(try tool.stableReport("small") == report)
    }
}
