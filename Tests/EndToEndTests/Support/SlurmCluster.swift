import Foundation
import TestSupport

/// A Slurm cluster of two nodes with a processor each on this machine, by `Scripts/slurm_cluster`.
///
/// A reference type because it owns processes, which end with it.
final class SlurmCluster: Sendable {
    private static let script = BuiltTool.packageFolder.appending(path: "Scripts/slurm_cluster").path

    private let folder: TemporaryFolder

    /// Starts it; `nil` and a note in the list of skips if it cannot be had here.
    init?(for check: String) throws {
        folder = try TemporaryFolder()
        let outcome = try ChildProcess.run(
            ["/usr/bin/env", "NODE_CPUS=1", Self.script, "start", folder.path + "/cluster", "2"])
        if outcome.status == 69 {
            let reason = outcome.messages.split(separator: "\n").first ?? ""
            SkipLog.record("slurm/\(check)", reason: String(reason))
            return nil
        }
        guard outcome.status == 0 else { throw Record.Problem(text: outcome.messages) }
    }

    deinit { _ = try? ChildProcess.run([Self.script, "stop", folder.path + "/cluster"]) }

    /// The variables with which Slurm's commands find it.
    var environment: [String: String] { ["SLURM_CONF": folder.path + "/cluster/slurm.conf"] }

    /// What one of Slurm's commands prints.
    @discardableResult
    func call(_ command: String...) throws -> String {
        let outcome = try ChildProcess.run(
            command, environment: ProcessInfo.processInfo.environment.merging(environment) { $1 })
        guard outcome.status == 0 else { throw Record.Problem(text: outcome.messages) }
        return outcome.output
    }

    /// The elements of all sweeps' arrays.
    var elements: [Element] {
        get throws {
            try call("squeue", "--noheader", "--array", "--states=all", "--format=%F|%K|%T|%N|%j")
                .split(separator: "\n").compactMap { Element(row: $0) }
        }
    }

    /// Waits until an element runs; `nil` if none does within a minute.
    func runningElement() throws -> Element? {
        for _ in 0..<600 {
            if let element = try elements.first(where: { $0.state == "RUNNING" }) { return element }
            usleep(100_000)
        }
        return nil
    }

    /// An element of an array of jobs.
    struct Element: Sendable {
        let array: String
        let index: String
        let state: String
        let node: String

        fileprivate init?(row: Substring) {
            let cells = row.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
            guard cells.count == 5, cells[4].hasPrefix("stepbook-") else { return nil }
            (array, index, state, node) = (cells[0], cells[1], cells[2], cells[3])
        }
    }
}
