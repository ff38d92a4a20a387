import Foundation

/// Says that a test could not be run here, so that the whole run can count and name what was skipped.
///
/// - Parameters:
///   - name: kind and test: `mnist/accuracy`.
///   - reason: what is missing.
public func logSkip(_ name: String, because reason: String) {
    let line = "skipped: \(name): \(reason)\n"
    guard let path = ProcessInfo.processInfo.environment["STEPBOOK_SKIP_LOG"],
        let file = FileHandle(forWritingAtPath: path)
    else {
        print(line, terminator: "")
        return
    }
    defer { try? file.close() }
    _ = try? file.seekToEnd()
    try? file.write(contentsOf: Data(line.utf8))
}
