import FoundationEssentials

/// The keys of a notebook's last run, from which a plan tells what changed since.
struct LastRun: Codable {
    /// A step of the last run.
    struct Step: Codable {
        let step: String
        let name: String?
        let components: [CacheKey.Component]
        let seconds: Double
        /// Why its result was not kept, in words; `nil` where it was.
        let obstacle: String?
        /// The hash of all that it gave; `nil` where it gave nothing.
        let result: ContentHash?
        /// What its result is found by, and how far its work came; `nil` where it keeps no checkpoints.
        let key: ContentHash
        let checkpoint: ContentHash?
    }

    /// The notebook's path from the root.
    let notebook: String

    let steps: [Step]

    /// The parameters that were given another value, as text by name.
    let overrides: [String: String]

    /// The threads that it computed with; `nil` in records of earlier versions.
    let threads: Int?

    /// How many cached results were computed again, in all runs together: which ones come next.
    let audits: Int

    /// Whether its numbers are those of a run: what stands in the file may be anything.
    var isPossible: Bool {
        (0...(1 << 40)).contains(audits) && threads.map { $0 > 0 } ?? true
            && steps.allSatisfy { CacheEntry.isPossible(seconds: $0.seconds) }
    }

    /// A notebook's path from the root, given the name that the user knows it by.
    static func path(of notebook: String) -> String {
        URL(filePath: notebook).absoluteURL.standardizedFileURL.path(percentEncoded: false)
    }
}

extension StepCache {
    /// Keeps the record of a notebook's run.
    func remember(_ run: LastRun) throws {
        try mark()
        try FileManager.default.createDirectory(
            atPath: directory + "/runs", withIntermediateDirectories: true)
        try JSONEncoder().encode(run).write(to: URL(filePath: path(ofRun: run.notebook)), options: .atomic)
    }

    /// The record of a notebook's last run; `nil` where there is none that can be read.
    func lastRun(of notebook: String) -> LastRun? {
        let path = path(ofRun: LastRun.path(of: notebook))
        guard let data = try? Data(contentsOf: URL(filePath: path)) else { return nil }
        guard let run = try? JSONDecoder().decode(LastRun.self, from: data), run.isPossible else {
            return nil
        }
        return run
    }

    private func path(ofRun notebook: String) -> String {
        "\(directory)/runs/\(ContentHash(of: Data(notebook.utf8)).hexadecimal).json"
    }
}
