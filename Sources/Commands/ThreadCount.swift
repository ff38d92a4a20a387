import Diagnostics
import FoundationEssentials

/// With how many threads a command computes, and what decided it.
///
/// The number enters the cache keys of what is computed, and its last bits, so it is found in the same way everywhere:
/// `--threads`; `OMP_NUM_THREADS`; `SLURM_CPUS_PER_TASK`; the processors that the process may run on.
struct ThreadCount: Sendable, Hashable {
    /// What decided.
    enum Source: String, Sendable, Hashable {
        case option = "--threads"
        case openMP = "OMP_NUM_THREADS"
        case slurm = "SLURM_CPUS_PER_TASK"
        case processors
    }

    /// The number, 1 to 1024.
    let count: Int
    /// What decided it.
    let source: Source

    /// What the user is told of variables that give no number, a line each.
    let warnings: [String]

    /// How many threads there may be.
    static let range = 1...1024

    /// Finds the number.
    ///
    /// - Parameters:
    ///   - option: the number that the command was given.
    ///   - environment: the variables of the process; one that gives no number in ``range`` decides nothing.
    ///   - processors: the processors that the process may run on.
    init(option: Int?, environment: [String: String], processors: Int = ThreadCount.usableProcessors) {
        var warnings: [String] = []
        func number(_ source: Source) -> (Int, Source)? {
            guard option == nil, let text = environment[source.rawValue], !text.isEmpty else { return nil }
            // OpenMP allows a list, one number for each level of nesting, with blanks around each.
            let first = text.split(separator: ",", omittingEmptySubsequences: false)[0]
            let digits = first.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed()
            guard let number = Int(String(digits)), Self.range.contains(number) else {
                warnings.append(
                    "warning: \(source.rawValue) is '\(text.madeVisible)', which is no number of threads from 1 to 1024, so it decides nothing\n"
                )
                return nil
            }
            return (number, source)
        }
        (count, source) =
            option.map { ($0, .option) } ?? number(.openMP) ?? number(.slurm)
            ?? (min(max(1, processors), Self.range.upperBound), .processors)
        self.warnings = warnings
    }

    /// The processors that this process may run on: those of its affinity mask, which `taskset` and batch systems set.
    static var usableProcessors: Int {
        // Swift's Glibc does not have sched_getaffinity, so the kernel's own list is read: "0-3,8".
        let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        let name = "Cpus_allowed_list:"
        let list = status?.split(separator: "\n").first { $0.hasPrefix(name) }?.dropFirst(name.count)
        let count = list?.split(separator: ",").reduce(0) { sum, range in
            let ends = range.split(separator: "-").compactMap { Int($0.filter { !$0.isWhitespace }) }
            guard let first = ends.first, let last = ends.last, first <= last else { return sum }
            return sum + last - first + 1
        }
        return count.flatMap { $0 > 0 ? $0 : nil } ?? ProcessInfo.processInfo.activeProcessorCount
    }
}
