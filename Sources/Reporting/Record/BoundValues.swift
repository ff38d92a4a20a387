import Workflow

/// The values of a run's names, as far as a record can represent them.
struct BoundValues {
    let bindings: [(name: String, value: Value?)]

    /// Every scalar by its name: `result.accuracy`.
    var scalars: [(name: String, element: RunRecord.Value)] {
        bindings.flatMap { binding in binding.value.map { Self.scalars(of: $0, named: binding.name) } ?? [] }
    }

    /// The names of integer counts that do not depend on training: the number of images, not that of correct ones.
    ///
    /// A number bound to a name may be computed from any other, so it is not among them.
    var wholeCounts: Set<String> {
        Set(
            bindings.flatMap { binding in binding.value.map { Self.counts(of: $0, named: binding.name) } ?? []
            })
    }

    /// The arrays of each bound artifact's history, by the artifact's name.
    var histories: [(name: String, element: RecordMembers<RunRecord.Curve>)] {
        bindings.compactMap { binding in
            guard case .artifact(let artifact)? = binding.value,
                case .artifact(let history)? = artifact.members["history"]
            else { return nil }
            let curves = history.orderedMembers.compactMap {
                name, value -> (name: String, element: RunRecord.Curve)? in
                guard case .array(let values) = value else { return nil }
                return (name, RunRecord.Curve(values: values.map(JSONValue.init)))
            }
            return (binding.name, RecordMembers(curves))
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

    private static func scalars(
        of value: Value, named name: String
    ) -> [(name: String, element: RunRecord.Value)] {
        if value.isScalar { return [(name, RunRecord.Value(value))] }
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
    /// The JSON form of a value, if it has one.
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
