import Foundation
import TestSupport
import Testing

/// The reading of many changed data files of a format, in a process that does nothing else.
struct HostileReading {
    private let format: HostileData
    private let seeds: Range<Int>
    private let note: String

    /// The most that the peak of the memory grows, in bytes: the files have a few kilobytes, and a byte becomes 1,032
    /// at the most.
    private static let mostMemory = 64 << 20

    /// The most seconds of computing for a file, on the average, and for all together beside that.
    private static let mostSeconds = (each: 0.002, more: 30.0)

    /// Makes a reading.
    ///
    /// - Parameters:
    ///   - seeds: the seeds of the changes.
    ///   - note: the path of a file that always has the seed of the file that is read.
    init(_ format: HostileData, seeds: Range<Int>, noting note: String) {
        (self.format, self.seeds, self.note) = (format, seeds, note)
    }

    /// Reads all files; the process is ended by the system if that takes too long.
    func check() throws {
        limitTime()
        try Data().write(to: URL(filePath: note))
        let file = try FileHandle(forWritingTo: URL(filePath: note))
        defer { try? file.close() }
        var (read, refused, bytes) = (0, 0, 0)
        let start = try Self.peakMemory()
        for seed in seeds {
            try file.seek(toOffset: 0)
            // As wide as any seed, so that nothing of the last one is left.
            try file.write(contentsOf: Data(String(format: "%012d", seed).utf8))
            switch format.outcome(ofSeed: seed) {
            case .read(let count): (read, bytes) = (read + 1, bytes + count)
            case .refused: refused += 1
            case .wrong(let words): Issue.record("\(format), seed \(seed): \(words)")
            }
        }
        let grown = try Self.peakMemory() - start
        #expect(grown <= Self.mostMemory, "\(format) took \(grown) bytes")
        // Not all changes matter, and not all are harmless.
        #expect(
            seeds.count < 1000 || min(read, refused) > seeds.count / 50,
            "\(format): \(read) read, \(refused) refused")
        print("\(format): \(read) read (\(bytes) bytes), \(refused) refused, \(grown >> 10) KiB more memory")
    }

    /// The largest resident set of this process so far, in bytes.
    private static func peakMemory() throws -> Int {
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        let kilobytes = line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) }
        return try #require(kilobytes) << 10
    }

    /// Limits the time that this process computes, however busy the machine is.
    private func limitTime() {
        let seconds = rlim_t(Self.mostSeconds.more + Self.mostSeconds.each * Double(seeds.count))
        var limit = rlimit(rlim_cur: seconds, rlim_max: seconds)
        _ = setrlimit(__rlimit_resource_t(RLIMIT_CPU.rawValue), &limit)
    }
}
