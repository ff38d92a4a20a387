import Foundation

/// A golden file in the folder `Goldens` beside a test.
///
/// A missing one is recorded, and the comparison fails so that somebody looks at it. With `STEPBOOK_RECORD=1`
/// all are recorded again; if `CI` is set, none is.
package struct Golden {
    private let file: URL
    private let environment: [String: String]

    /// Names the golden text of a test.
    package init(
        _ name: String, besides test: String = #filePath,
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) {
        file = URL(fileURLWithPath: test).deletingLastPathComponent()
            .appendingPathComponent("Goldens").appendingPathComponent(name)
        self.environment = environment
    }

    /// The differences, for people; `nil` if the text is as recorded.
    package func difference(from text: String) throws -> String? {
        let isRecording = environment["STEPBOOK_RECORD"] == "1"
        let mayRecord = environment["CI"] == nil
        if isRecording, !mayRecord { return "\(file.lastPathComponent): nothing is recorded where CI is set" }
        guard let recorded = try? String(contentsOf: file, encoding: .utf8) else {
            guard mayRecord else { return "\(file.lastPathComponent) is missing" }
            try record(text)
            return "\(file.lastPathComponent) was missing and is recorded now: look at it and run again"
        }
        if recorded == text { return nil }
        if isRecording {
            try record(text)
            return nil
        }
        return "\(file.lastPathComponent) differs:\n" + Self.changes(from: recorded, to: text)
    }

    private func record(_ text: String) throws {
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try text.write(to: file, atomically: true, encoding: .utf8)
    }

    private static func changes(from recorded: String, to text: String) -> String {
        let old = recorded.split(separator: "\n", omittingEmptySubsequences: false)
        let new = text.split(separator: "\n", omittingEmptySubsequences: false)
        let changes = new.difference(from: old)
        let lines = changes.prefix(40).map { change in
            switch change {
            case .remove(let line, let text, _): "- \(line + 1): \(text.prefix(160))"
            case .insert(let line, let text, _): "+ \(line + 1): \(text.prefix(160))"
            }
        }
        return lines.joined(separator: "\n") + (changes.count > 40 ? "\n… \(changes.count - 40) more" : "")
    }
}
