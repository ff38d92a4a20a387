import Foundation

/// The tests that could not run here, listed in a file so that a skip never counts as a success.
public enum SkipLog {
    /// Adds a line to the file that `STEPBOOK_SKIP_LOG` names, if there is one, and to the output.
    ///
    /// - Parameters:
    ///   - check: what was skipped: `commonmark/spec`.
    ///   - reason: what is missing.
    public static func record(_ check: String, reason: String) {
        let line = "skipped: \(check): \(reason)\n"
        print(line, terminator: "")
        guard let path = ProcessInfo.processInfo.environment["STEPBOOK_SKIP_LOG"] else { return }
        if !FileManager.default.fileExists(atPath: path) {
            _ = FileManager.default.createFile(atPath: path, contents: nil)
        }
        guard let file = FileHandle(forWritingAtPath: path) else { return }
        defer { try? file.close() }
        _ = try? file.seekToEnd()
        try? file.write(contentsOf: Data(line.utf8))
    }

    /// Returns a condition, and records the check if it does not hold.
    public static func allows(_ check: String, _ condition: Bool, _ reason: String) -> Bool {
        if !condition { record(check, reason: reason) }
        return condition
    }
}
