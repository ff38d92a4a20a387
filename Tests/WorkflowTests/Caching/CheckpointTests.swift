import Foundation
import Notebooks
import TestSupport
import Testing
import Workflow

/// Work that was left unfinished, or gets a higher goal, is continued.
struct CheckpointTests {
    let laboratory: Laboratory

    init() throws { laboratory = try Laboratory() }

    private func run(_ arguments: String) throws -> Experiment {
        try laboratory.run("let sum = countUp(\(arguments))")
    }

    private func forecast(_ arguments: String) throws -> StepForecast {
        let plan = try laboratory.plan(.cell("let sum = countUp(\(arguments))"))
        return plan.forecast(options: laboratory.options(), cache: laboratory.cache)[0]
    }

    private func checkpointFiles() throws -> [String] {
        let folder = laboratory.cacheFolder + "/checkpoints"
        return try FileManager.default.subpathsOfDirectory(atPath: folder).sorted()
            .map { folder + "/" + $0 }.filter { $0.split(separator: "/").last?.count == 62 }
    }

    @Test func `work with a higher goal continues from its last checkpoint`() throws {
        #expect(try run("to: 3").ran == ["countUp", "1", "2", "3"])
        let further = try run("to: 5")
        #expect(further.ran == ["countUp", "4", "5"])
        #expect(further.number("sum") == 15)
        #expect(further.outcomes == [.computed])
        #expect(try run("to: 3").outcomes == [.cached])
    }

    @Test func `work with a lower goal than before starts over`() throws {
        _ = try run("to: 5")
        let less = try run("to: 2")
        #expect(less.ran == ["countUp", "1", "2"])
        #expect(less.number("sum") == 3)
        // And the further checkpoint is still available.
        #expect(try run("to: 6").ran == ["countUp", "6"])
    }

    @Test func `work with another argument, seed or version is other work`() throws {
        _ = try run("to: 3")
        #expect(try run("to: 4, times: 2").ran == ["countUp", "1", "2", "3", "4"])
        let notebook = Notebook.cell("let sum = countUp(to: 4)")
        #expect(
            try laboratory.run(notebook, versions: ["countUp": 2]).ran == ["countUp", "1", "2", "3", "4"])
        #expect(try laboratory.run(notebook).ran == ["countUp", "4"])
    }

    @Test func `work that depends on its goal starts over, and continues towards the same goal`() throws {
        _ = try run("to: 2, isEven: true")
        let other = try run("to: 4, isEven: true")
        #expect(other.ran == ["countUp", "1", "2", "3", "4"])
        #expect(other.number("sum") == 1)
        #expect(try run("to: 5, isEven: true, breaksAt: 4").outcomes == [.failed("broken at 4")])
        #expect(try run("to: 5, isEven: true").ran == ["countUp", "4", "5"])
    }

    @Test func `work that failed or was stopped continues after its last checkpoint`() throws {
        #expect(try run("to: 5, breaksAt: 3").outcomes == [.failed("broken at 3")])
        let rest = try run("to: 5")
        #expect(rest.ran == ["countUp", "3", "4", "5"])
        #expect(rest.number("sum") == 15)
        let cancellation = Cancellation()
        let stopped = try laboratory.run(
            .cell("let sum = countUp(to: 9)"), cancellation: cancellation,
            handle: { event in
                if case .stepProgressed(_, let progress) = event, progress.activity == "7" {
                    cancellation.request()
                }
            })
        #expect(stopped.ran == ["countUp", "6", "7"])
        #expect(stopped.outcomes == [.interrupted])
        let last = try run("to: 9")
        #expect(last.ran == ["countUp", "8", "9"])
        #expect(last.number("sum") == 45)
    }

    @Test func `a run without a cache neither continues nor stores anything`() throws {
        _ = try run("to: 2")
        let notebook = Notebook.cell("let sum = countUp(to: 3)")
        let anew = try laboratory.run(notebook, cache: .some(nil))
        #expect(anew.ran == ["countUp", "1", "2", "3"])
        #expect(try run("to: 4").ran == ["countUp", "3", "4"])
    }

    @Test func `a damaged checkpoint gives one warning and the right result`() throws {
        var random = RandomSource(seed: 3)
        for round in 0..<200 {
            // A different factor in each round, so that each is separate work.
            let arguments = "times: \(round)"
            let before = try round == 0 ? [] : checkpointFiles()
            _ = try run("to: 3, \(arguments)")
            let path = try #require(Set(checkpointFiles()).subtracting(before).first)
            var data = try Data(contentsOf: URL(filePath: path))
            switch Int.random(in: 0..<3, using: &random) {
            case 0: data.removeLast(Int.random(in: 1...data.count, using: &random))
            case 1:
                data[Int.random(in: 0..<data.count, using: &random)] ^=
                    1 << UInt8.random(in: 0..<8, using: &random)
            default: data = Data((0..<data.count).map { _ in UInt8.random(in: 0...255, using: &random) })
            }
            try data.write(to: URL(filePath: path))
            let experiment = try run("to: 4, \(arguments)")
            #expect(experiment.number("sum") == Double(10 * round), "round \(round)")
            #expect(experiment.ran == ["countUp", "1", "2", "3", "4"], "round \(round)")
            #expect(experiment.warnings.count == 1, "round \(round): \(experiment.warnings)")
            #expect(try run("to: 5, \(arguments)").ran == ["countUp", "5"], "round \(round)")
        }
    }

    @Test func `a checkpoint in the place of another is not taken for it`() throws {
        _ = try run("to: 3")
        let first = try #require(checkpointFiles().first)
        _ = try run("to: 3, times: 2")
        let second = try #require(checkpointFiles().first { $0 != first })
        try FileManager.default.removeItem(atPath: second)
        try FileManager.default.copyItem(atPath: first, toPath: second)
        let experiment = try run("to: 4, times: 2")
        #expect(experiment.number("sum") == 20)
        #expect(
            experiment.warnings == [
                "the cache is damaged at 'countUp' in line 2 (a checkpoint is not as it was written); recomputing"
            ])
    }

    @Test func `a checkpoint that the step itself cannot read is set aside`() throws {
        _ = try run("to: 3")
        let path = try #require(checkpointFiles().first)
        let key = try #require(ContentHash(hexadecimal: path.split(separator: "/").suffix(2).joined()))
        try laboratory.cache.store(
            Checkpoint(progress: 3, data: Data("three".utf8)), seconds: 1, for: key)
        let experiment = try run("to: 4")
        #expect(experiment.number("sum") == 10)
        #expect(experiment.warnings.count == 1)
        #expect(experiment.ran == ["countUp", "countUp", "1", "2", "3", "4"])
    }

    @Test func `the plan says where work continues, or why it starts over`() throws {
        #expect(try forecast("to: 3").beginning == nil)
        _ = try run("to: 3")
        let further = try forecast("to: 5")
        #expect(further.state == .toRun(["argument 'to' 3 → 5"]))
        #expect(further.beginning == "goes on after number 3")
        #expect(
            try forecast("to: 2").beginning
                == "starts over, since only the checkpoint after number 3 is kept")
        #expect(try forecast("to: 3").state == .cached)
        _ = try run("to: 3, isEven: true")
        #expect(
            try forecast("to: 4, isEven: true").beginning
                == "starts over, since the share of each depends on their number")
        #expect(try forecast("to: 3, times: 2, isEven: true").beginning == "starts over")
        #expect(try forecast("to: 4, times: 2, isEven: true").beginning == "starts over")
    }

    @Test func `after more work and less, the plan says that only the furthest checkpoint is kept`() throws {
        _ = try run("to: 3")
        _ = try run("to: 1")
        let between = try forecast("to: 2")
        #expect(between.state == .toRun(["argument 'to' 1 → 2"]))
        #expect(between.beginning == "starts over, since only the checkpoint after number 3 is kept")
        #expect(try run("to: 2").ran == ["countUp", "1", "2"])
    }

    @Test func `work on inputs that may differ starts over where some was done`() throws {
        func beginnings(_ value: Int, _ arguments: String) throws -> [String?] {
            let plan = try laboratory.plan(.cell(Self.behindNumber(value, arguments)))
            return plan.forecast(options: laboratory.options(), cache: laboratory.cache).map(\.beginning)
        }
        #expect(try beginnings(2, "") == [nil, nil])
        // What failed before its first checkpoint did none.
        _ = try laboratory.run(.cell(Self.behindNumber(2, ", breaksAt: 1")))
        #expect(try beginnings(3, "") == [nil, nil])
        _ = try laboratory.run(.cell(Self.behindNumber(2, ", breaksAt: 3")))
        #expect(try beginnings(3, "") == [nil, "starts over"])
        _ = try laboratory.run(.cell(Self.behindNumber(2, "")))
        #expect(try beginnings(2, "") == [nil, nil])
        #expect(try beginnings(3, "") == [nil, "starts over"])
    }

    /// Work that takes a factor from a step before it.
    private static func behindNumber(_ value: Int, _ arguments: String) -> String {
        "let factor = number(\(value))\nlet sum = countUp(to: 4, times: factor.value\(arguments))"
    }

    @Test func `the time that a step took counts what was done before`() throws {
        _ = try run("to: 3")
        let path = try #require(checkpointFiles().first)
        let key = try #require(ContentHash(hexadecimal: path.split(separator: "/").suffix(2).joined()))
        try laboratory.cache.store(Checkpoint(progress: 3, data: Data("6".utf8)), seconds: 100, for: key)
        let step = try run("to: 4").run.steps[0]
        #expect(step.computeSeconds > 100 && step.computeSeconds < 130)
        #expect(step.seconds < 30)
        #expect(try run("to: 5").run.steps[0].computeSeconds > 100)
    }
}
