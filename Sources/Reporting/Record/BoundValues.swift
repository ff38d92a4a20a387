import Workflow

/// The values that a run's names stand for, as far as a record can hold them.
struct BoundValues {
    let bindings: [(name: String, value: Value?)]

    /// Every scalar by its name: `result.accuracy`.
    var scalars: [JSONValue.Member] {
        bindings.flatMap { binding in binding.value.map { Self.scalars(of: $0, named: binding.name) } ?? [] }
    }

    /// The names of the whole counts that no training decides: how many images there are, not how many are told right.
    ///
    /// A number that is bound by itself may be computed from any other, so it is not among them.
    var wholeCounts: Set<String> {
        Set(
            bindings.flatMap { binding in binding.value.map { Self.counts(of: $0, named: binding.name) } ?? []
            })
    }

    /// The arrays of each bound artifact's history, by the artifact's name.
    var histories: [JSONValue.Member] {
        bindings.compactMap { binding in
            guard case .artifact(let artifact)? = binding.value,
                case .artifact(let history)? = artifact.members["history"]
            else { return nil }
            let arrays = history.orderedMembers.compactMap { name, value -> JSONValue.Member? in
                guard case .array = value else { return nil }
                return .init(name: name, value: JSONValue(value))
            }
            return .init(name: binding.name, value: .object(arrays))
        }
    }

    /// What each bound evaluation told wrong, by the evaluation's name.
    var mistakes: [JSONValue.Member] {
        bindings.compactMap { binding in
            guard case .artifact(let artifact)? = binding.value,
                let grid = try? artifact.artifact.mistakes(atMost: RecordedMistakes.listed)
            else { return nil }
            return .init(name: binding.name, value: RecordedMistakes(of: grid).json)
        }
    }

    private static func counts(of value: Value, named name: String) -> [String] {
        guard case .artifact(let artifact) = value else { return [] }
        let declared = type(of: artifact.artifact).type
        return artifact.orderedMembers.flatMap { member, value -> [String] in
            if case .integer = value {
                return declared.member(member)?.followsArithmetic == true ? [] : ["\(name).\(member)"]
            }
            return counts(of: value, named: "\(name).\(member)")
        }
    }

    private static func scalars(of value: Value, named name: String) -> [JSONValue.Member] {
        if value.isScalar { return [.init(name: name, value: JSONValue(value))] }
        guard case .artifact(let artifact) = value else { return [] }
        return artifact.orderedMembers.flatMap { scalars(of: $1, named: "\(name).\($0)") }
    }
}

extension StoredArtifact {
    /// The members in the order of the artifact's type, any others after them by name.
    fileprivate var orderedMembers: [(name: String, value: Value)] {
        let declared = type(of: artifact).type.members.map(\.name)
        let others = members.keys.filter { !declared.contains($0) }.sorted()
        return (declared + others).compactMap { name in members[name].map { (name, $0) } }
    }
}

extension JSONValue {
    /// A value as far as JSON has a form for it.
    init(_ value: Workflow.Value) {
        switch value {
        case .nothing: self = .null
        case .boolean(let flag): self = .boolean(flag)
        case .integer(let number): self = .integer(number)
        case .float(let number): self = .number(number)
        case .array(let values): self = .array(values.map(JSONValue.init))
        case .string, .symbol, .configuration, .artifact: self = .string(value.text)
        }
    }
}
