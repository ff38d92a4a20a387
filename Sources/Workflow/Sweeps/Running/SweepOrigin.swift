import Diagnostics
package import Notebooks

/// Everything that the files of a sweep's runs follow from: a run is not repeated while that is the same.
package struct SweepOrigin: Sendable {
    private let common: ContentHash

    /// Collects what all runs have in common.
    ///
    /// - Parameters:
    ///   - notebook: the notebook, with its text and name.
    ///   - registry: the steps that it may call, with their versions.
    ///   - facts: the program, the machine, the number of threads, and what else a report shows.
    package init(of notebook: Notebook, registry: Registry, facts: [Run.Fact]) {
        var fingerprint = Fingerprint()
        fingerprint.add("cache format", String(CacheKey.format))
        fingerprint.add("name", notebook.source.name)
        fingerprint.add("text", notebook.source.bytes)
        for (name, step) in registry.steps.sorted(by: { $0.key < $1.key }) {
            fingerprint.add(name, "\(_typeName(type(of: step), qualified: true)) \(step.version)")
        }
        for fact in facts { fingerprint.add(fact.name, fact.value) }
        common = fingerprint.hash
    }

    /// What the runs of a setting follow from, with every seed.
    ///
    /// - Parameter traces: what the system tells of the files that they read, by path; `nil` for one that is not known.
    /// - Returns: `nil` if that of a file is not known.
    package func ofSetting(_ plan: Plan, traces: [String: ContentHash?]) -> ContentHash? {
        var fingerprint = Fingerprint()
        fingerprint.add("common", common)
        for parameter in plan.params { fingerprint.add(parameter.name, parameter.value) }
        for (path, trace) in traces.sorted(by: { $0.key < $1.key }) {
            guard let trace else { return nil }
            fingerprint.add(path, trace)
        }
        return fingerprint.hash
    }

    /// What the run of a setting with one seed follows from.
    package static func ofRun(_ setting: ContentHash, seed: UInt64) -> ContentHash {
        var fingerprint = Fingerprint()
        fingerprint.add("setting", setting)
        fingerprint.add("seed", String(seed))
        return fingerprint.hash
    }
}
