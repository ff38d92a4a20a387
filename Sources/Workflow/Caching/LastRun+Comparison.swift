extension LastRun {
    /// The same steps in the last run: each the one bound to the same name, or the as many-th of its kind without a name;
    /// `nil` where there was none.
    func steps(for planned: [PlannedStep]) -> [Step?] {
        let same = Dictionary(grouping: steps) { Label(step: $0.step, name: $0.name) }
        // A binding that was renamed.
        let first = Dictionary(steps.filter { $0.name != nil }.map { ($0.step, $0) }) { first, _ in first }
        var seen: [Label: Int] = [:]
        return planned.map { planned in
            let label = Label(step: planned.step, name: planned.name)
            let place = seen[label, default: 0]
            seen[label] = place + 1
            if let same = same[label], same.indices.contains(place) { return same[place] }
            return planned.name == nil ? nil : first[planned.step]
        }
    }

    /// What a step is known by from run to run.
    private struct Label: Hashable {
        let step: String
        let name: String?
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
