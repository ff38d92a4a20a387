import Foundation

/// The tests that could not run here, counted in a file so that a skip never passes for a success.
public enum SkipLog {
    /// Adds a line to the file that `STEPBOOK_SKIP_LOG` names, if there is one, and to the output.
    ///
    /// - Parameters:
    ///   - check: What was skipped: `commonmark/spec`.
    ///   - reason: What is missing.
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
}
