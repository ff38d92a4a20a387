import Foundation
import Notebooks
import Testing
import Workflow

struct ForecastTests {
    let laboratory: Laboratory

    init() throws { laboratory = try Laboratory() }

    private static let notebook = """
        ---
        params:
          factor: 2
        ---
        ```swift-step
        let text = read("a.txt")
        let one = number(1, times: params.factor)
        let two = number(2)
        let sum = add(one, two)
        let more = add(sum, two)
        ```
        """

    /// The forecast for each step after the notebook was run and something changed.
    private func forecast(
        replacing old: String = "", with new: String = "", versions: [String: Int] = [:],
        overrides: [(String, String)] = []
    ) throws -> [StepForecast.State] {
        let text = old.isEmpty ? Self.notebook : Self.notebook.replacing(old, with: new)
        let plan = try laboratory.plan(
            .text(text), versions: versions, overrides: overrides)
        _ = laboratory.tally.take()
        let states = plan.forecast(
            options: laboratory.options(versions: versions), cache: laboratory.cache
        ).map(\.state)
        #expect(laboratory.tally.take() == [])
        return states
    }

    private func run() throws {
        try laboratory.write("one", to: "a.txt")
        _ = try laboratory.run(.text(Self.notebook))
    }

    @Test func `before the first run everything is to be computed`() throws {
        try laboratory.write("one", to: "a.txt")
        #expect(
            try forecast() == [
                .toRun(["nothing is known of an earlier run"]),
                .toRun(["nothing is known of an earlier run"]),
                .toRun(["nothing is known of an earlier run"]),
                .dependsOn([1, 2]), .dependsOn([2, 3]),
            ])
    }

    @Test func `after a run everything is cached, with the seconds it took`() throws {
        try run()
        #expect(try forecast() == Array(repeating: .cached, count: 5))
        let plan = try laboratory.plan(.text(Self.notebook))
        let seconds = plan.forecast(options: laboratory.options(), cache: laboratory.cache).map(\.seconds)
        #expect(seconds.allSatisfy { $0.map { 0..<60 ~= $0 } ?? false })
    }

    @Test func `an edited argument is a reason with both values`() throws {
        try run()
        #expect(
            try forecast(replacing: "number(2)", with: "number(2.5, times: 3)") == [
                .cached, .cached, .toRun(["argument 'value' 2 → 2.5", "argument 'times' 1 → 3"]),
                .dependsOn([2]), .dependsOn([2, 3]),
            ])
        #expect(try forecast(overrides: [("factor", "5")])[1] == .toRun(["argument 'times' 2 → 5"]))
    }

    @Test(arguments: [
        (
            "Two roads diverged in a yellow wood, and sorry I could not travel both",
            "Two roads diverged in a golden wood, and sorry I could not travel both",
            "argument 'text' … a yellow … → … a golden …"
        ),
        (
            "Two roads diverged in a yellow wood, and sorry I could not travel both",
            "Two roads diverged in a yellow wood, and sorry I could not travel far",
            "argument 'text' … travel both\" → … travel far\""
        ),
        (
            "Two roads diverged in a yellow wood", "One road went on through a yellow wood and on",
            "argument 'text' \"Two roads diverged in a yellow wood\" → \"One road went on through a yellow wood and on\""
        ),
        (
            "and and and and and and and and and and and and",
            "and and and and and and and and and and and and and",
            "argument 'text' … and and\" → … and and and\""
        ),
    ])
    func `of long arguments only the differences are shown`(
        _ before: String, _ after: String, _ reason: String
    ) throws {
        _ = try laboratory.run(.cell("let text = words(\"\(before)\")"))
        let plan = try laboratory.plan(.cell("let text = words(\"\(after)\")"))
        #expect(
            plan.forecast(options: laboratory.options(), cache: laboratory.cache).map(\.state)
                == [.toRun([reason])])
    }

    @Test func `a changed file, version or number of threads is a reason`() throws {
        try run()
        #expect(try forecast(versions: ["read": 2])[0] == .toRun(["step version 1 → 2"]))
        try laboratory.write("two", to: "a.txt")
        #expect(try forecast()[0] == .toRun(["file 'a.txt' has different content"]))
        let crunch = Notebook.cell("let third = crunch(number(1))\nlet drawn = draw()")
        _ = try laboratory.run(crunch)
        let states = try laboratory.plan(crunch).forecast(
            options: laboratory.options(threads: 2), cache: laboratory.cache
        ).map(\.state)
        #expect(states == [.cached, .toRun(["threads 1 → 2"]), .cached])
    }

    @Test func `a new argument and a new seed are reasons`() throws {
        _ = try laboratory.run(.text("```swift-step\ntable(number(1))\nlet drawn = draw()\n```"))
        let plan = try laboratory.plan(
            .text("---\nseed: 7\n---\n```swift-step\ntable(number(1), loss: 3)\nlet drawn = draw()\n```"))
        #expect(
            plan.forecast(options: laboratory.options(), cache: laboratory.cache).map(\.state) == [
                .cached, .toRun(["argument 'loss' is new"]), .toRun(["seed 0 → 7"]),
            ])
    }

    @Test func `a renamed binding is the same step`() throws {
        try run()
        let states = try forecast(replacing: "one", with: "uno", overrides: [("factor", "5")])
        #expect(states[1] == .toRun(["argument 'times' 2 → 5"]))
    }

    @Test func `a step that is new is not compared with another of its kind`() throws {
        try run()
        let states = try forecast(
            replacing: "let sum", with: "let three = number(3)\nlet sum", overrides: [("factor", "5")])
        #expect(states[1] == .toRun(["argument 'times' 2 → 5"]))
        #expect(states[3] == .toRun(["the last run had no such step"]))
    }

    @Test func `a step that was not reached is told from one that is new`() throws {
        let before = "let one = number(1)\nfail(\"no luck\")\nlet two = number(2)"
        _ = try laboratory.run(.cell(before))
        let plan = try laboratory.plan(
            .cell("let one = number(1)\nlet two = number(2)\nlet three = number(3)"))
        let states = plan.forecast(options: laboratory.options(), cache: laboratory.cache).map(\.state)
        #expect(
            states == [
                .cached, .toRun(["the last run did not reach it"]),
                .toRun(["the last run had no such step"]),
            ])
    }

    @Test func `of two that are renamed each is compared with its own`() throws {
        try run()
        let states = try forecast(
            replacing: "let one = number(1, times: params.factor)\nlet two = number(2)",
            with: "let uno = number(1, times: 4)\nlet due = number(3)\nlet one = uno\nlet two = due")
        #expect(states[1] == .toRun(["argument 'times' 2 → 4"]))
        #expect(states[2] == .toRun(["argument 'value' 2 → 3"]))
    }

    @Test func `a step whose file could not be written will run again`() throws {
        let notebook = Notebook.cell("save(words(\"a\"), to: \"a.bin\")")
        try FileManager.default.createDirectory(
            atPath: laboratory.outputFolder + "/a.bin", withIntermediateDirectories: true)
        _ = try laboratory.run(notebook)
        func states() throws -> [StepForecast.State] {
            try laboratory.plan(notebook).forecast(options: laboratory.options(), cache: laboratory.cache)
                .map(\.state)
        }
        #expect(try states() == [.cached, .toRun(["it failed last time"])])
        try FileManager.default.removeItem(atPath: laboratory.outputFolder + "/a.bin")
        #expect(try laboratory.run(notebook).outcomes == [.cached, .cached])
        #expect(try states() == [.cached, .cached])
    }

    @Test func `an artifact with other content is a reason`() throws {
        try run()
        // All steps except the last are already cached under their new keys; the last was not reached.
        let edited = Self.notebook.replacing("number(2)", with: "number(4)")
        _ = try laboratory.run(.text(edited.replacing("let more", with: "fail(\"no luck\")\nlet more")))
        #expect(
            try forecast(replacing: "number(2)", with: "number(4)").suffix(2) == [
                .cached,
                .toRun(["argument 'first' has different content", "argument 'second' has different content"]),
            ])
    }

    @Test func `a missing file is a reason in words`() throws {
        try run()
        try FileManager.default.removeItem(atPath: laboratory.folder + "/data/a.txt")
        #expect(try forecast()[0] == .toRun(["there is no file 'a.txt'"]))
    }

    @Test func `a step that failed and one whose claim was not met are to be run again`() throws {
        let notebook = Notebook.cell("expect(1 > 2, \"is more\")\nlet broken = fail(\"no luck\")")
        _ = try laboratory.run(notebook)
        let states = try laboratory.plan(notebook).forecast(
            options: laboratory.options(), cache: laboratory.cache
        ).map(\.state)
        #expect(states == [.toRun(["its claim was not met last time"]), .toRun(["it failed last time"])])
    }

    @Test func `an emptied and a damaged cache are reasons`() throws {
        try run()
        for file in try FileManager.default.subpathsOfDirectory(atPath: laboratory.cacheFolder + "/entries")
        where file.hasSuffix(".json") {
            try Data("{}".utf8).write(to: URL(filePath: laboratory.cacheFolder + "/entries/" + file))
        }
        #expect(try forecast()[0] == .toRun(["the cache is damaged: a result is cut short"]))
        try FileManager.default.removeItem(atPath: laboratory.cacheFolder + "/entries")
        #expect(try forecast()[0] == .toRun(["its result is no longer in the cache"]))
        _ = try laboratory.cache.removeAll()
        #expect(try forecast()[0] == .toRun(["nothing is known of an earlier run"]))
    }

    @Test func `without a cache everything is to be computed`() throws {
        try run()
        let plan = try laboratory.plan(.text(Self.notebook))
        #expect(
            plan.forecast(options: laboratory.options(), cache: nil).first?.state
                == .toRun(["there is no cache"]))
    }
}
