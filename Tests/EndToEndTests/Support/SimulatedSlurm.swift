import Foundation
import TestSupport

/// `Scripts/slurm_simulation` in a folder of its own, with the misbehaviour that a test asks for.
struct SimulatedSlurm: Sendable {
    /// What stays of it: the commands' links in `bin`, its state in `state`.
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        let script = BuiltTool.packageFolder.appending(path: "Scripts/slurm_simulation").path
        let outcome = try ChildProcess.run([script, "install", folder.path + "/bin"])
        guard outcome.status == 0 else { throw Record.Problem(text: outcome.messages) }
        try set("at-once", "2")
    }

    /// The variables with which a command finds it.
    var environment: [String: String] {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        return ["PATH": "\(folder.path)/bin:\(path)", "STEPBOOK_SIMULATED_SLURM": folder.path + "/state"]
    }

    /// Writes one of its settings, which are listed in the script.
    func set(_ name: String, _ text: String) throws {
        try folder.write(text + "\n", to: "state/" + name)
    }

    /// Calls one of its commands.
    func call(_ command: String...) throws {
        let outcome = try ChildProcess.run(
            command, environment: ProcessInfo.processInfo.environment.merging(environment) { $1 })
        guard outcome.status == 0 else { throw Record.Problem(text: outcome.messages) }
    }

    /// The arguments of every call of a command so far.
    func calls(of command: String) -> [[String]] {
        let lines = (try? folder.text("state/calls"))?.split(separator: "\n") ?? []
        return lines.compactMap { line in
            let words = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String]
            return words?.first == command ? words.map { Array($0.dropFirst()) } : nil
        }
    }

    /// The arrays that it has, in the order of their submission.
    var arrays: [SimulatedArray] {
        let numbers = folder.files.compactMap {
            $0.wholeMatch(of: #/state/jobs/(\d+)/job.json/#).flatMap { Int($0.1) }
        }
        return numbers.sorted().compactMap { try? SimulatedArray(number: $0, in: folder) }
    }

    /// Waits until an element of the first array is in a state; whether it is within a minute.
    func hasElement(_ index: Int, _ state: String) -> Bool {
        for _ in 0..<6000 {
            if arrays.first?.states[index] == state { return true }
            usleep(10_000)
        }
        return false
    }
}

/// An array of jobs that was submitted to the simulation.
struct SimulatedArray {
    let number: Int
    let script: String
    let indices: [Int]
    /// How many of its elements may run at a time.
    let limit: Int
    /// The states of the elements that have begun.
    let states: [Int: String]

    fileprivate init(number: Int, in folder: TemporaryFolder) throws {
        self.number = number
        let place = "state/jobs/\(number)/"
        let job = try Record(folder.data(place + "job.json")).object
        indices = job["indices"] as? [Int] ?? []
        limit = job["limit"] as? Int ?? 0
        script = try folder.text(place + "script")
        var states: [Int: String] = [:]
        for file in folder.files where file.hasPrefix(place + "state.") {
            guard let index = Int(file.dropFirst((place + "state.").count)) else { continue }
            states[index] = (try? folder.text(file))?.split(separator: "|").first.map(String.init)
        }
        self.states = states
    }
}
