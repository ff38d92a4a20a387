/// A comparison of a run's saved files with the reported ones.
struct ReportedFiles {
    /// Whether the bytes must be equal.
    let isSameArithmetic: Bool

    /// The number of compared files, by bytes or by contents.
    private(set) var count = 0

    /// The differences, in words.
    private(set) var differences: [String] = []

    /// The files with other bytes whose contents agree within the tolerance, in words.
    private(set) var agreements: [String] = []

    /// The files that could not be compared, in words.
    private(set) var uncompared: [String] = []

    init(isSameArithmetic: Bool) { self.isSameArithmetic = isSameArithmetic }

    /// Compares files by path.
    ///
    /// - Parameters:
    ///   - check: checks whether a file whose hash agrees is at hand with other bytes; `nil` for no verdict.
    ///   - look: compares the contents of a file with other bytes; `nil` if only its bytes count.
    mutating func compare(
        _ reported: [RunRecord.File], _ computed: [RunRecord.File],
        checking check: (RunRecord.File) -> SavedFileVerdict?,
        lookingAt look: (RunRecord.File) -> SavedFileVerdict?
    ) {
        for file in reported {
            guard let again = computed.first(where: { $0.path == file.path }) else {
                differences.append("the file '\(file.path)' was not saved")
                continue
            }
            guard again != file else {
                add(check(file), of: file)
                continue
            }
            switch look(file) {
            case .close(let words):
                count += 1
                agreements.append("the saved file '\(file.path)': \(words)")
            case .different(let words):
                count += 1
                differences += words.map { "the saved file '\(file.path)': \($0)" }
            case .uncompared(let words) where !isSameArithmetic && again.bytes == file.bytes:
                uncompared.append("the saved file '\(file.path)': \(words)")
            case .uncompared, nil:
                count += 1
                differences.append(Self.words(file, again))
            }
        }
        for file in computed where !reported.contains(where: { $0.path == file.path }) {
            differences.append("the file '\(file.path)' was saved, and is not in the report")
        }
    }

    /// Adds the verdict on a file whose hash agrees.
    private mutating func add(_ verdict: SavedFileVerdict?, of file: RunRecord.File) {
        switch verdict {
        case .different(let words):
            differences += words.map { "the saved file '\(file.path)': \($0)" }
        case .uncompared(let words): uncompared.append("the saved file '\(file.path)': \(words)")
        case .close, nil: break
        }
        count += 1
    }

    private static func words(_ reported: RunRecord.File, _ computed: RunRecord.File) -> String {
        let sizes =
            computed.bytes == reported.bytes ? "" : "\(computed.bytes) of them, not \(reported.bytes), "
        return
            "the saved file '\(reported.path)' has other bytes: \(sizes)SHA-256 \(computed.sha256.prefix(12)), not \(reported.sha256.prefix(12))"
    }
}
