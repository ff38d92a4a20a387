import Diagnostics
import FoundationEssentials

/// The number of threads that a command computes with, and its source.
///
/// The number affects cache keys and the last bits of results, so it is determined in the same way everywhere:
/// `--threads`; `OMP_NUM_THREADS`; `SLURM_CPUS_PER_TASK`; the processors that the process may run on.
struct ThreadCount: Sendable, Hashable {
    /// The source of the number.
    enum Source: String, Sendable, Hashable {
        case option = "--threads"
        case openMP = "OMP_NUM_THREADS"
        case slurm = "SLURM_CPUS_PER_TASK"
        case processors
    }

    /// The number, 1 to 1024.
    let count: Int
    /// The source of the number.
    let source: Source

    /// Warnings about variables without a valid number, one line each.
    let warnings: [String]

    /// The permitted numbers of threads.
    static let range = 1...1024

    /// Determines the number.
    ///
    /// - Parameters:
    ///   - option: the number given to the command.
    ///   - environment: the process's variables; one without a number in ``range`` is ignored.
    ///   - processors: the processors that the process may run on.
    init(option: Int?, environment: [String: String], processors: Int = ThreadCount.usableProcessors) {
        var warnings: [String] = []
        func number(_ source: Source) -> (Int, Source)? {
            guard option == nil, let text = environment[source.rawValue], !text.isEmpty else { return nil }
            // OpenMP allows a list, one number for each level of nesting, with optional blanks.
            let first = text.split(separator: ",", omittingEmptySubsequences: false)[0]
            let digits = first.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed()
            guard let number = Int(String(digits)), Self.range.contains(number) else {
                warnings.append(
                    "warning: \(source.rawValue) is '\(text.madeVisible)', which is not a number of threads from 1 to 1024, so it is ignored\n"
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

    /// The processors available to this process: those of its affinity mask, which `taskset` and batch systems set.
    static var usableProcessors: Int {
        // Swift's Glibc lacks sched_getaffinity, so the kernel's own list is parsed: "0-3,8".
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
