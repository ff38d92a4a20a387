import FoundationEssentials

/// The keys of a notebook's last run, from which a plan determines what has changed.
struct LastRun: Codable {
    /// A step of the last run.
    struct Step: Codable {
        let step: String
        let name: String?
        let components: [CacheKey.Component]
        let seconds: Double
        /// Why its result was not stored, in words; `nil` if it was.
        let obstacle: String?
        /// The hash of its result; `nil` if it had none.
        let result: ContentHash?
        /// The key of its checkpoints, and how far its work came; `nil` if it keeps no checkpoints.
        let key: ContentHash
        let checkpoint: ContentHash?
    }

    /// The identity of a step across runs.
    struct Label: Codable, Hashable {
        let step: String
        let name: String?
    }

    /// The notebook's path from the root.
    let notebook: String

    let steps: [Step]

    /// The steps that neither this run nor one before it reached; `nil` in records of earlier versions.
    let unreached: [Label]?

    /// The overridden parameters, as text by name.
    let overrides: [String: String]

    /// The seed, if it was another one than the notebook's.
    let seed: UInt64?

    /// The number of threads; `nil` in records of earlier versions.
    let threads: Int?

    /// The number of cached results that all runs together have audited, which determines the next ones.
    let audits: Int

    /// Whether its numbers can be those of a run: the file may contain anything.
    var isPossible: Bool {
        (0...(1 << 40)).contains(audits) && threads.map { $0 > 0 } ?? true
            && steps.allSatisfy { CacheEntry.isPossible(seconds: $0.seconds) }
    }

    /// A notebook's path from the root, given the path that the user gave.
    static func path(of notebook: String) -> String {
        URL(filePath: notebook).absoluteURL.standardizedFileURL.path(percentEncoded: false)
    }
}

extension StepCache {
    /// Stores the record of a notebook's run.
    ///
    /// - Parameter variant: what tells the run from others of the notebook; empty for the notebook's own last run.
    func remember(_ run: LastRun, variant: String = "") throws {
        try mark()
        try FileManager.default.createDirectory(
            atPath: directory + "/runs", withIntermediateDirectories: true)
        try JSONEncoder().encode(run).write(
            to: URL(filePath: path(ofRun: run.notebook, variant)), options: .atomic)
    }

    /// The record of a notebook's last run; `nil` if none can be read.
    func lastRun(of notebook: String, variant: String = "") -> LastRun? {
        let path = path(ofRun: LastRun.path(of: notebook), variant)
        guard let data = try? Data(contentsOf: URL(filePath: path)) else { return nil }
        guard let run = try? JSONDecoder().decode(LastRun.self, from: data), run.isPossible else {
            return nil
        }
        return run
    }

    private func path(ofRun notebook: String, _ variant: String) -> String {
        // A path has no zero byte.
        let name = variant.isEmpty ? notebook : notebook + "\0" + variant
        return "\(directory)/runs/\(ContentHash(of: Data(name.utf8)).hexadecimal).json"
    }
}
