import CPeak
import Foundation

/// The machine of the measurements.
enum Machine {
    /// The number of cores this process may use.
    static var coreCount: Int { max(1, ProcessInfo.processInfo.activeProcessorCount) }

    /// The CPU's name, from Linux.
    static var processor: String { value(of: "model name", in: "/proc/cpuinfo", separator: ":") ?? "unknown" }

    /// The operating system's name and version.
    static var system: String {
        value(of: "PRETTY_NAME", in: "/etc/os-release", separator: "=")?
            .trimmingCharacters(in: CharacterSet(charactersIn: "\"")) ?? "unknown"
    }

    /// Floating-point operations per second of fused multiply-adds without memory accesses, on all cores at the same
    /// time.
    ///
    /// The maximum of several tries, since other load can only reduce it.
    static func peak(cores: Int, tries: Int = 5) -> Double {
        // About a tenth of a second each, of which starting the threads is a thousandth.
        let rounds = max(1_000, Int(Double(20_000_000) * speedOfOneRound))
        return (0..<tries).map { _ in
            let tally = Tally(count: cores)
            let seconds = seconds {
                DispatchQueue.concurrentPerform(iterations: cores) { core in
                    var sum: Float = 0
                    tally.add(stepbook_multiply_adds(rounds, &sum), sum: sum, core: core)
                }
            }
            return tally.operations / seconds
        }.max() ?? 0
    }

    /// The speed of a round relative to 5 nanoseconds.
    private static var speedOfOneRound: Double {
        var sum: Float = 0
        let rounds = 1_000_000
        let seconds = seconds { _ = stepbook_multiply_adds(rounds, &sum) }
        return 5e-9 * Double(rounds) / max(seconds, 1e-9)
    }

    private static func value(of name: String, in file: String, separator: Character) -> String? {
        guard let text = try? String(contentsOfFile: file, encoding: .utf8) else { return nil }
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: separator, maxSplits: 1)
            if parts.count == 2, parts[0].trimmingCharacters(in: .whitespaces) == name {
                return parts[1].trimmingCharacters(in: .whitespaces)
            }
        }
        return nil
    }
}

/// The operations of the cores, each counted separately.
private final class Tally: @unchecked Sendable {
    private let lock = NSLock()
    private var counts: [Double]
    private var sums: [Float]

    init(count: Int) {
        counts = Array(repeating: 0, count: count)
        sums = Array(repeating: 0, count: count)
    }

    /// Adds the operations of a core, and their result, so that they cannot be optimized away.
    func add(_ operations: Double, sum: Float, core: Int) {
        lock.withLock {
            counts[core] = operations
            sums[core] = sum
        }
    }

    var operations: Double { lock.withLock { counts.reduce(0, +) } }
}
