/// The registry as text for people: what can be called, with every parameter, type, default and range.
public struct RegistryReference: Sendable {
    let registry: Registry

    /// Makes the reference of a registry.
    public init(_ registry: Registry) { self.registry = registry }

    /// Every name with what it does, by kind.
    public var overview: String {
        let groups: [(String, [Signature])] = [
            ("Steps", registry.steps.values.map(\.signature)),
            ("Layers, optimizers, schedules and the like", Array(registry.constructors.values)),
            ("Functions", registry.functions.values.map(\.signature)),
        ]
        let width = registry.names.map(\.count).max() ?? 0
        return groups.map { title, signatures in
            title + "\n"
                + signatures.sorted { $0.name < $1.name }.map { signature in
                    let gap = String(repeating: " ", count: width - signature.name.count + 2)
                    return "  \(signature.name)\(gap)\(signature.documentation)\n"
                }.joined()
        }.joined(separator: "\n") + "\nthe command 'steps NAME' shows the parameters of one.\n"
    }

    /// Everything about one name; `nil` if it is unknown.
    public func page(for name: String) -> String? {
        if let type = registry.artifacts[name]?.type {
            let title = "\(type.name)\n  \(type.documentation)\n"
            return type.members.isEmpty ? title : title + "\nMembers\n" + members(of: type)
        }
        guard let signature = registry.signature(name) else { return nil }
        var text = "\(signature.name)\n  \(signature.documentation)\n"
        if let example = signature.example, example != signature.name {
            text += "\nExample\n"
            for line in example.split(separator: "\n") { text += "  \(line)\n" }
        }
        if !signature.parameters.isEmpty { text += "\nArguments\n" }
        for parameter in signature.parameters {
            text += "  " + parameter.name + (parameter.isPositional ? " (without a label)" : "") + "\n"
            text += "      \(parameter.documentation)\n"
            text += "      \(facts(of: parameter).joined(separator: "; "))\n"
        }
        if let further = signature.furtherArguments {
            text += "  any other label\n      \(further)\n"
        }
        text += "\nGives\n  \(signature.result)\n"
        if case .artifact(let name) = signature.result, let type = registry.artifacts[name]?.type {
            text += members(of: type)
        }
        return text
    }

    private func members(of type: ArtifactType) -> String {
        type.members.map { "    .\($0.name): \($0.type), \($0.documentation)\n" }.joined()
    }

    private func facts(of parameter: AnyParameter) -> [String] {
        var facts = [parameter.type.description]
        if let limits = limits(of: parameter) { facts.append(limits) }
        facts.append(parameter.defaultValue.map { "default \($0.summary)" } ?? "required")
        return facts
    }

    /// The range of a parameter with its unit; `nil` for any number without a unit.
    func limits(of parameter: AnyParameter) -> String? {
        guard let limits = parameter.limits else { return parameter.unit.map { "in \($0)" } }
        return limits.description + (parameter.unit.map { " \($0)" } ?? "")
    }
}
