extension LastRun {
    /// The same step in the last run: the one bound to the same name, or as many-th of its kind without a name.
    func step(for planned: PlannedStep, among all: [PlannedStep]) -> Step? {
        let place = all.prefix(planned.index).count { $0.step == planned.step && $0.name == planned.name }
        let same = steps.filter { $0.step == planned.step && $0.name == planned.name }
        if same.indices.contains(place) { return same[place] }
        return planned.name == nil ? nil : steps.first { $0.step == planned.step && $0.name != nil }
    }
}

extension LastRun.Step {
    /// Whether a part of a key was another one.
    func differs(from key: CacheKey, in name: String) -> Bool {
        components.first { $0.name == name }?.hash != key.components.first { $0.name == name }?.hash
    }

    /// What is different in a key, in words.
    func differences(from key: CacheKey) -> [String] {
        let before = Dictionary(components.map { ($0.name, $0) }) { first, _ in first }
        let changed = key.components.compactMap { component -> String? in
            guard let old = before[component.name] else { return "\(component.name) is new" }
            guard old.hash != component.hash else { return nil }
            return old.summary == component.summary
                ? "\(component.name) has other content"
                : "\(component.name) \(old.summary) → \(component.summary)"
        }
        return changed.isEmpty ? [obstacle ?? "its result is no longer in the cache"] : changed
    }
}
