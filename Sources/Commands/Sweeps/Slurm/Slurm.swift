import Diagnostics
import FoundationEssentials
import Workflow

/// Slurm's commands, of which only texts in a given format are read.
struct Slurm {
    /// What Slurm says of the elements of an array.
    enum Answer {
        /// The state of each element that it lists, and whether it lists nothing at all, as while it is being started.
        /// Elements that were cancelled before they began are listed without their numbers, or not at all.
        case states([Int: State], isEmpty: Bool)
        /// It does not know the array, or not any more.
        case unknown
        /// It does not answer, for this reason.
        case silence(String)
    }

    /// The state of an element.
    struct State: Hashable {
        /// Slurm's word: `RUNNING`.
        let word: String
        /// Slurm's reason for it: `Resources`.
        let reason: String

        /// Whether the element is over, and does not come back by itself.
        var isOver: Bool { Self.final.contains(word) }

        /// Whether the element has not begun.
        var isWaiting: Bool { word == "PENDING" }

        /// Whether it does not begin again by itself, since it could not be started.
        var isHeld: Bool { isWaiting && reason.contains("requeued") && reason.contains("held") }

        /// Whether somebody holds it, who can release it.
        var isHeldByHand: Bool { isWaiting && ["JobHeldUser", "JobHeldAdmin"].contains(reason) }

        private static let final: Set = [
            "BOOT_FAIL", "CANCELLED", "COMPLETED", "DEADLINE", "FAILED", "NODE_FAIL", "OUT_OF_MEMORY",
            "PREEMPTED", "REVOKED", "TIMEOUT",
        ]
    }

    private let environment: [String: String]
    private let folders: [String]

    /// The time limits of the commands in seconds: a busy controller takes a while.
    private static let patience = (asking: 20.0, submitting: 120.0)
    /// The most elements of an array: no cluster likes more in one.
    private static let most = 1000

    /// Finds Slurm's commands.
    ///
    /// - Throws: ``WorldProblem`` if there are none.
    init() throws(WorldProblem) {
        // What a user has set for other uses must not change what the answers look like.
        environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("SQUEUE_") }
            .merging(["LC_ALL": "C", "SLURM_TIME_FORMAT": "standard"]) { $1 }
        folders = (environment["PATH"] ?? "").split(separator: ":").map(String.init)
            .filter { $0.hasPrefix("/") }
        for command in ["sbatch", "squeue", "scontrol"] where path(of: command) == nil {
            throw WorldProblem(
                "--on slurm needs the command '\(command)', which is in no folder of PATH; start the sweep where jobs are submitted, or leave --on out to run it on this machine"
            )
        }
    }

    /// The most elements that an array may have.
    ///
    /// - Throws: ``WorldProblem`` if Slurm does not answer.
    func mostElements() throws(WorldProblem) -> Int {
        let answer = run("scontrol", ["show", "config"], within: Self.patience.asking)
        guard case .success(let text) = answer else { throw problem("Slurm does not answer", answer) }
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: "=", maxSplits: 1).map { $0.filter { !$0.isWhitespace } }
            guard parts.count == 2, parts[0] == "MaxArraySize", let size = Int(parts[1]) else { continue }
            guard size > 1 else {
                throw WorldProblem("this Slurm takes no job arrays (MaxArraySize=\(size))")
            }
            // The size is one more than the greatest number.
            return min(size, Self.most)
        }
        return Self.most
    }

    /// Submits an array.
    ///
    /// - Parameters:
    ///   - wave: the array in the shared folder.
    ///   - count: the number of elements.
    ///   - limit: the most elements at a time; `nil` for as many as Slurm allows.
    ///   - threads: the processors of an element.
    /// - Returns: the number that Slurm has given it; `nil` if its answer did not arrive, so that it may have or not.
    /// - Throws: ``WorldProblem`` if Slurm refuses.
    func submit(
        _ wave: SweepWave, name: String, count: Int, limit: Int?, threads: Int, _ options: SlurmOptions
    ) throws(WorldProblem) -> String? {
        let logs = wave.logs.path.replacing("%", with: "%%")
        let limit = limit.map { "%\($0)" } ?? ""
        let own = [
            "--parsable", "--export=NONE", "--requeue", "--open-mode=append", "--job-name=\(name)",
            "--array=0-\(count - 1)\(limit)", "--nodes=1", "--ntasks=1", "--cpus-per-task=\(threads)",
            "--signal=B:USR1@30", "--chdir=/", "--output=\(logs)/%a",
        ]
        let answer = run("sbatch", own + options.words + [wave.scriptPath], within: Self.patience.submitting)
        switch answer {
        case .success(let text):
            // With the cluster's name after it, where there are several.
            let number = text.split(whereSeparator: \.isNewline).last?.prefix { $0 != ";" } ?? ""
            guard !number.isEmpty, number.allSatisfy(\.isNumber) else {
                throw WorldProblem("'sbatch' was expected to say a number, and said: \(text.madeVisible)")
            }
            return String(number)
        case .failure(let silence) where silence.isOfTheWay: return nil
        case .failure: throw problem("Slurm refuses the array", answer)
        }
    }

    /// What Slurm says of an array's name.
    enum Lookup {
        /// It has this number.
        case found(String)
        /// There is none of this name.
        case none
        /// It does not answer.
        case silence
    }

    /// Looks for the array with a name.
    func lookUp(_ name: String) -> Lookup {
        let arguments = ["--noheader", "--states=all", "--name=\(name)", "--format=%F"]
        guard case .success(let text) = run("squeue", arguments, within: Self.patience.asking) else {
            return .silence
        }
        return text.split(whereSeparator: \.isWhitespace).first.map { .found(String($0)) } ?? .none
    }

    /// The states of the elements of an array.
    func states(of number: String) -> Answer {
        let arguments = [
            "--noheader", "--array", "--states=all", "--jobs=\(number)", "--format=%K|%T|%r",
        ]
        switch run("squeue", arguments, within: Self.patience.asking) {
        case .success(let text):
            var (states, isEmpty) = ([Int: State](), true)
            for line in text.split(separator: "\n") {
                let parts = line.split(separator: "|", maxSplits: 2, omittingEmptySubsequences: false)
                guard parts.count == 3 else { continue }
                isEmpty = false
                guard let element = Int(parts[0]) else { continue }
                states[element] = State(word: String(parts[1]), reason: String(parts[2]))
            }
            return .states(states, isEmpty: isEmpty)
        // Some minutes after its end an array is forgotten.
        case .failure(.refused(let words)) where words.contains("Invalid job id"): return .unknown
        case .failure(let silence): return .silence(silence.words)
        }
    }

    /// Cancels elements of an array that have nothing more to do, so that they do not stay in the queue.
    func cancel(_ elements: [Int], of number: String) {
        guard !elements.isEmpty else { return }
        _ = run("scancel", elements.map { "\(number)_\($0)" }, within: Self.patience.asking)
    }

    private enum Silence: Error {
        case late
        case refused(String)

        /// Whether the way to the controller failed, so that it may have heard the question.
        var isOfTheWay: Bool {
            switch self {
            case .late: true
            case .refused(let words):
                ["Unable to contact", "timed out", "Zero Bytes", "Transport endpoint", "Connection"]
                    .contains { words.contains($0) }
            }
        }

        var words: String {
            switch self {
            case .late: "no answer in time"
            case .refused(let words): words
            }
        }
    }

    private func run(
        _ command: String, _ arguments: [String], within seconds: Double
    ) -> Result<String, Silence> {
        guard let path = path(of: command) else { return .failure(.refused("'\(command)' is gone")) }
        do {
            let program = try StartedProgram([path] + arguments, environment: environment)
            let texts = try program.output(within: seconds)
            guard program.status() != 0 else { return .success(texts.output) }
            let words = texts.messages.split(whereSeparator: \.isNewline).joined(separator: "; ")
            return .failure(.refused(words.isEmpty ? "'\(command)' ended without a word" : words))
        } catch StartedProgram.Problem.start(let number) {
            return .failure(.refused("'\(command)' cannot be started: \(SystemWords.words(for: number))"))
        } catch {
            return .failure(.late)
        }
    }

    private func problem(_ words: String, _ answer: Result<String, Silence>) -> WorldProblem {
        guard case .failure(let silence) = answer else { return WorldProblem(words) }
        return WorldProblem("\(words): \(silence.words.madeVisible)")
    }

    private func path(of command: String) -> String? {
        folders.map { "\($0)/\(command)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }
}
