import Foundation
import Synchronization
import TestSupport
import Testing

/// Faults of a cache while the executable uses it, in many random cases: never a wrong result, never a finished
/// step lost, one warning at most.
struct CacheFaultTests {
    @Test func `if a run is killed at any moment, the next one continues from the finished steps`() throws {
        var random = RandomSource(seed: 1)
        let laboratory = try FaultLaboratory()
        var killed = 0
        var spared = 0
        for number in 0..<Fuzzing.count(few: 100, batches: 4000) {
            if Bool.random(using: &random) { try laboratory.forget() }
            let epochs = Int.random(in: 1...4, using: &random)
            let seconds = Double.random(in: 0.01...0.25, using: &random)
            let first = try laboratory.run(epochs: epochs, launcher: ["timeout", "-s", "KILL", "\(seconds)"])
            if first.status == 137 { killed += 1 }
            if let left = try? laboratory.tool.stableReport("small") {
                #expect(try laboratory.isReport(left), "case \(number)")
            }
            let finished = first.messages.matches(of: /^✓ +(\w+).*$/.anchorsMatchLineEndings()).count
            let second = try laboratory.run(epochs: epochs)
            try laboratory.expect(second, epochs: epochs, "case \(number)")
            #expect(!second.messages.contains("warning"), "case \(number): \(second.messages)")
            let outcomes = try laboratory.tool.record("small").outcomes
            #expect(outcomes.prefix(finished).allSatisfy { $0 == "cached" }, "case \(number): \(outcomes)")
            if 0 < finished, finished < SmallNotebook.steps.count { spared += 1 }
        }
        // Otherwise there would be no cases.
        #expect(killed > 10)
        #expect(spared > 5)
    }

    @Test func `whatever file is damaged, the results are right and the cache is mended`() throws {
        var random = RandomSource(seed: 2)
        let laboratory = try FaultLaboratory()
        _ = try laboratory.run(epochs: 2)
        let cache = "cache/stepbook/steps/"
        var warned = 0
        for number in 0..<Fuzzing.count(few: 150, batches: 4000) {
            var damages: [String] = []
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let files = laboratory.tool.folder.files.filter { $0.hasPrefix(cache) }
                let file = try #require(files.randomElement(using: &random))
                let data = try laboratory.tool.folder.data(file)
                if let damaged = damage(data, &random) {
                    try laboratory.tool.folder.write(damaged, to: file)
                } else {
                    try FileManager.default.removeItem(atPath: laboratory.tool.folder.path + "/" + file)
                }
                damages.append(file)
            }
            let comment = "case \(number): \(damages)"
            let run = try laboratory.run(epochs: 2)
            try laboratory.expect(run, epochs: 2, comment)
            let warnings = run.messages.matches(of: /warning:/).count
            #expect(warnings <= 1, "\(comment): \(run.messages)")
            warned += warnings
            let again = try laboratory.run(epochs: 2)
            try laboratory.expect(again, epochs: 2, comment)
            #expect(!again.messages.contains("warning"), "\(comment): \(again.messages)")
            #expect(
                try laboratory.tool.record("small").outcomes.allSatisfy { $0 == "cached" }, "\(comment)")
        }
        #expect(warned > 10)
    }

    @Test func `runs at once, some of them killed, do not disturb one another`() throws {
        var random = RandomSource(seed: 3)
        let laboratory = try FaultLaboratory()
        for number in 0..<Fuzzing.count(few: 25, batches: 20_000) {
            if Bool.random(using: &random) { try laboratory.forget() }
            let epochs = Int.random(in: 1...4, using: &random)
            let end = Double.random(in: 0.01...0.3, using: &random)
            let outcomes = Mutex<[BuiltTool.Outcome]>([])
            DispatchQueue.concurrentPerform(iterations: 4) { index in
                let outcome = try? laboratory.run(
                    epochs: epochs, launcher: index == 0 ? ["timeout", "-s", "KILL", "\(end)"] : [],
                    output: "Output-\(index)")
                guard index > 0, let outcome else { return }
                outcomes.withLock { $0.append(outcome) }
            }
            let ended = outcomes.withLock { $0 }
            #expect(ended.count == 3)
            #expect(ended.allSatisfy { $0.status == 0 && !$0.messages.contains("warning") }, "case \(number)")
            for index in 1...3 {
                #expect(
                    try laboratory.tool.stableReport("small", in: "Output-\(index)")
                        == laboratory.report(epochs: epochs), "case \(number)")
            }
            let after = try laboratory.run(epochs: epochs)
            try laboratory.expect(after, epochs: epochs, "case \(number)")
            #expect(
                try laboratory.tool.record("small").outcomes.allSatisfy { $0 == "cached" }, "case \(number)")
        }
    }

    @Test func `with a full disk results are right, and those that fit are stored`() throws {
        var random = RandomSource(seed: 4)
        let laboratory = try FaultLaboratory()
        var warned = 0
        var unwritten = 0
        for number in 0..<Fuzzing.count(few: 40, batches: 10_000) {
            try laboratory.forget()
            // Files that would be larger cannot be written to their end, as on a disk that is full.
            let kilobytes = Int.random(in: 1...700, using: &random)
            let outcome = try laboratory.run(
                epochs: 1,
                launcher: [
                    "bash", "-c", "trap '' XFSZ; ulimit -f \(kilobytes); exec \"$@\"", "stepbook",
                ])
            if outcome.status == 1 {
                // Not even the report fits, and it is either complete or absent.
                unwritten += 1
                #expect(
                    outcome.messages.contains("error: the report cannot be written to 'Output': ")
                        || outcome.messages.contains("✗ save"), "case \(number): \(outcome.messages)")
            } else {
                try laboratory.expect(outcome, epochs: 1, "case \(number)")
            }
            let warnings = outcome.messages.matches(of: /warning:/).count
            #expect(warnings <= 1, "case \(number): \(outcome.messages)")
            warned += warnings
            let again = try laboratory.run(epochs: 1)
            try laboratory.expect(again, epochs: 1, "case \(number)")
            #expect(!again.messages.contains("warning"), "case \(number): \(again.messages)")
        }
        #expect(warned > 5)
        #expect(unwritten > 0)
    }

    /// The bytes truncated, reversed, extended or changed; `nil` for a deleted file.
    private func damage(_ data: Data, _ random: inout RandomSource) -> Data? {
        var bytes = [UInt8](data)
        switch Int.random(in: 0..<5, using: &random) {
        case 0: bytes.removeLast(bytes.isEmpty ? 0 : Int.random(in: 1...bytes.count, using: &random))
        case 1 where !bytes.isEmpty:
            bytes[Int.random(in: bytes.indices, using: &random)] ^=
                1 << UInt8.random(in: 0..<8, using: &random)
        case 2: bytes.append(UInt8.random(in: 0...255, using: &random))
        case 3: bytes = bytes.map { _ in UInt8.random(in: 0...255, using: &random) }
        default: return nil
        }
        return Data(bytes)
    }
}

/// A small notebook beside an executable, with its expected reports.
private final class FaultLaboratory: Sendable {
    let tool: BuiltTool
    private let reports: [String]

    init() throws {
        tool = try BuiltTool.besideSmallNotebook()
        var reports: [String] = []
        for epochs in 1...4 {
            let outcome = try tool.run("run", "small.md", "-P", "epochs=\(epochs)", "--no-cache")
            guard outcome.status == 0 else { throw Record.Problem(text: outcome.messages) }
            try reports.append(tool.stableReport("small"))
        }
        self.reports = reports
    }

    func run(epochs: Int, launcher: [String] = [], output: String = "Output") throws -> BuiltTool.Outcome {
        try tool.run(
            list: ["run", "small.md", "-P", "epochs=\(epochs)", "--output-dir", output], launcher: launcher)
    }

    /// Empties the cache.
    func forget() throws {
        try? FileManager.default.removeItem(atPath: tool.folder.path + "/cache/stepbook")
    }

    func report(epochs: Int) -> String { reports[epochs - 1] }

    func isReport(_ text: String) throws -> Bool { reports.contains(text) }

    func expect(_ outcome: BuiltTool.Outcome, epochs: Int, _ comment: String) throws {
        #expect(outcome.status == 0, "\(comment): \(outcome.messages)")
        #expect(try tool.stableReport("small") == report(epochs: epochs), "\(comment)")
    }
}
