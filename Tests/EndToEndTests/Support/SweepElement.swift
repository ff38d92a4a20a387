import Foundation
import Glibc
import TestSupport

/// The process that does the runs of an element of an array.
enum SweepElement {
    /// That of a tool's sweep, after waiting for it for up to half a minute.
    static func process(of tool: BuiltTool) -> pid_t? {
        for _ in 0..<3000 {
            for name in (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? [] {
                guard let process = pid_t(name),
                    let line = FileManager.default.contents(atPath: "/proc/\(name)/cmdline")
                else { continue }
                let words = line.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
                if words.dropFirst().first == "sweep-element",
                    words.contains(where: { $0.hasPrefix(tool.folder.path) })
                {
                    return process
                }
            }
            usleep(10_000)
        }
        return nil
    }
}

extension BuiltTool {
    /// Waits until a training of a sweep has done an epoch; whether it has within a minute.
    func hasCheckpoint(in cache: String) -> Bool {
        for _ in 0..<6000 {
            if folder.files.contains(where: { $0.hasPrefix("\(cache)/checkpoints/") }) { return true }
            usleep(10_000)
        }
        return false
    }
}
