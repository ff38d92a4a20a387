import CPeak
import Foundation

/// The processor that everything is measured on.
enum Machine {
    /// The cores this process may use.
    static var coreCount: Int { max(1, ProcessInfo.processInfo.activeProcessorCount) }

    /// The processor's name, as Linux tells it.
    static var processor: String { value(of: "model name", in: "/proc/cpuinfo", separator: ":") ?? "unknown" }

    /// The operating system's name and version.
    static var system: String {
        value(of: "PRETTY_NAME", in: "/etc/os-release", separator: "=")?
            .trimmingCharacters(in: CharacterSet(charactersIn: "\"")) ?? "unknown"
    }

    /// Floating-point operations a second of fused multiply-adds that touch no memory, all cores at the same time.
    ///
    /// The most of several tries, since whatever else the machine does can only lessen it.
    static func peak(cores: Int, tries: Int = 5) -> Double {
        // A tenth of a second or so each, of which starting the threads is a thousandth.
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

    /// How many times as fast a round is as one of 5 nanoseconds.
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

/// What the cores did, each in a place of its own.
private final class Tally: @unchecked Sendable {
    private let lock = NSLock()
    private var counts: [Double]
    private var sums: [Float]

    init(count: Int) {
        counts = Array(repeating: 0, count: count)
        sums = Array(repeating: 0, count: count)
    }

    /// Notes the operations of a core, and their result, so that they cannot be left out.
    func add(_ operations: Double, sum: Float, core: Int) {
        lock.withLock {
            counts[core] = operations
            sums[core] = sum
        }
    }

    var operations: Double { lock.withLock { counts.reduce(0, +) } }
}
