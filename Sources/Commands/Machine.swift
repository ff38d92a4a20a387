import FoundationEssentials
import NeuralNet
import Workflow

/// The machine and the software of a run.
enum Machine {
    /// Their description in a report.
    static func facts(threads: ThreadCount) -> [Run.Fact] {
        [
            Run.Fact("stepbook", StepbookCommand.version), Run.Fact("kernels", KernelLibrary.version),
            Run.Fact("instruction set", KernelLibrary.instructionSet),
            Run.Fact("processor", processor), Run.Fact("threads", String(threads.count)),
            Run.Fact("system", system),
        ] + threadSource(threads)
    }

    /// The source of the number of threads, unless it is simply the number of processors.
    private static func threadSource(_ threads: ThreadCount) -> [Run.Fact] {
        switch threads.source {
        case .option, .processors: []
        case .openMP, .slurm: [Run.Fact("threads by", threads.source.rawValue)]
        }
    }

    private static var processor: String {
        field("model name", separator: ":", of: "/proc/cpuinfo") ?? architecture
    }

    private static var system: String {
        field("PRETTY_NAME", separator: "=", of: "/etc/os-release")?.trimmingQuotes ?? "Linux"
    }

    private static var architecture: String {
        #if arch(x86_64)
            "x86-64"
        #elseif arch(arm64)
            "64-bit Arm"
        #else
            "unknown"
        #endif
    }

    private static func field(_ name: String, separator: Character, of path: String) -> String? {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return nil }
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: separator, maxSplits: 1)
            if parts.count == 2, parts[0].trimmingSpaces == name { return parts[1].trimmingSpaces }
        }
        return nil
    }
}

extension Substring {
    fileprivate var trimmingSpaces: String {
        guard let first = firstIndex(where: { !$0.isWhitespace }),
            let last = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[first..<index(after: last)])
    }
}

extension String {
    fileprivate var trimmingQuotes: String {
        hasPrefix("\"") && hasSuffix("\"") && count >= 2 ? String(dropFirst().dropLast()) : self
    }
}
