extension LastRun {
    /// The matching steps of the last run: the one bound to the same name, or, without a name, the one at the same
    /// position among the unnamed calls of that step; `nil` if there was none.
    func steps(for planned: [PlannedStep]) -> [Step?] {
        let same = Dictionary(grouping: steps) { Label(step: $0.step, name: $0.name) }
        let names = Set(planned.map { Label(step: $0.step, name: $0.name) })
        // Bindings that no longer exist; a new binding may be one of them, renamed.
        var renamed = Dictionary(
            grouping: steps.filter { $0.name != nil && !names.contains(Label(step: $0.step, name: $0.name)) }
        ) { $0.step }.mapValues { $0[...] }
        var seen: [Label: Int] = [:]
        return planned.map { planned in
            let label = Label(step: planned.step, name: planned.name)
            let place = seen[label, default: 0]
            seen[label] = place + 1
            if let same = same[label], same.indices.contains(place) { return same[place] }
            return planned.name == nil ? nil : renamed[planned.step]?.popFirst()
        }
    }

    /// Why nothing is known of a step, in words: it was not reached, or is new.
    func reasonForNothing(of planned: PlannedStep) -> String {
        let label = Label(step: planned.step, name: planned.name)
        // A record of an earlier version does not tell.
        return unreached?.contains(label) ?? true
            ? "the last run did not reach it" : "the last run had no such step"
    }
}

extension LastRun.Step {
    /// Two texts side by side; of long ones only the part where they differ, with a word or two of context.
    private static func change(from old: String, to new: String) -> String {
        let (old, new) = (Array(old), Array(new))
        guard old.count + new.count > 80 else { return String(old) + " → " + String(new) }
        let most = min(old.count, new.count)
        let start = (0..<most).first { old[$0] != new[$0] } ?? most
        let end =
            (0..<most - start).first { old[old.count - 1 - $0] != new[new.count - 1 - $0] } ?? most - start
        // Extended to whole words, and the word before.
        let before =
            old[..<start].indices.reversed().filter { old[$0] == " " }.dropFirst().first.map { $0 + 1 } ?? 0
        let after =
            old[(old.count - end)...].firstIndex { $0 == " " || $0 == "," }.map { old.count - $0 } ?? 0
        func part(_ text: [Character]) -> String {
            (before > 0 ? "… " : "") + String(text[before..<text.count - after]) + (after > 0 ? " …" : "")
        }
        return part(old) + " → " + part(new)
    }

    /// The names of a key's components that are new or have changed.
    func changedComponents(of key: CacheKey) -> [String] {
        let before = Dictionary(components.map { ($0.name, $0.hash) }) { first, _ in first }
        return key.components.filter { before[$0.name] != $0.hash }.map(\.name)
    }

    /// The differences to a key, in words.
    func differences(from key: CacheKey) -> [String] {
        let before = Dictionary(components.map { ($0.name, $0) }) { first, _ in first }
        let differing = Set(changedComponents(of: key))
        let changed = key.components.compactMap { component -> String? in
            // A choice that a step derived from an argument adds nothing if the argument itself changed.
            if let argument = CacheKey.argument(ofChoice: component.name), differing.contains(argument) {
                return nil
            }
            guard let old = before[component.name] else { return "\(component.name) is new" }
            guard old.hash != component.hash else { return nil }
            return old.summary == component.summary
                ? "\(component.name) has different content"
                : "\(component.name) " + Self.change(from: old.summary, to: component.summary)
        }
        return changed.isEmpty ? [obstacle ?? "its result is no longer in the cache"] : changed
    }
}
