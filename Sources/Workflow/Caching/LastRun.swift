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
    }

    let steps: [Step]

    /// The parameters that were given another value, as text by name.
    let overrides: [String: String]

    /// How many cached results were computed again, in all runs together: which ones come next.
    let audits: Int
}

extension StepCache {
    /// Keeps the record of a notebook's run.
    func remember(_ run: LastRun, of notebook: String) throws {
        try FileManager.default.createDirectory(
            atPath: directory + "/runs", withIntermediateDirectories: true)
        try JSONEncoder().encode(run).write(to: URL(filePath: path(of: notebook)), options: .atomic)
    }

    /// The record of a notebook's last run; `nil` where there is none that can be read.
    func lastRun(of notebook: String) -> LastRun? {
        guard let data = try? Data(contentsOf: URL(filePath: path(of: notebook))) else { return nil }
        return try? JSONDecoder().decode(LastRun.self, from: data)
    }

    private func path(of notebook: String) -> String {
        let absolute = URL(filePath: notebook).absoluteURL.standardizedFileURL.path()
        return "\(directory)/runs/\(ContentHash(of: Data(absolute.utf8)).hexadecimal).json"
    }
}
