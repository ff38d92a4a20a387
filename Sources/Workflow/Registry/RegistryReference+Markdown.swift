extension RegistryReference {
    /// The whole reference as a page of Markdown: everything that can be called, and every type of artifact.
    public var markdown: String {
        let constructors = Dictionary(grouping: registry.constructors.values, by: \.result.description)
        let kinds = constructors.keys.sorted { $0.plural < $1.plural }
        var sections = [("Steps", registry.steps.values.map(\.signature))]
        sections += kinds.map { ($0.plural.capitalizedFirst, constructors[$0] ?? []) }
        sections.append(("Functions", registry.functions.values.map(\.signature)))
        var page = Self.introduction
        for (title, signatures) in sections {
            page += "\n## \(title)\n"
            for signature in signatures.sorted(by: { $0.name < $1.name }) {
                page += "\n" + section(signature)
            }
        }
        page +=
            "\n## Artifacts\n\nWhat steps make and others take. Members stand after a dot: `result.accuracy`.\n"
        for (_, artifact) in registry.artifacts.sorted(by: { $0.key < $1.key }) {
            page += "\n" + section(artifact.type)
        }
        return page
    }

    private static let introduction = """
        # What a cell may call

        Every step, layer, loss, optimizer, schedule and function, with its arguments in the order of a call, and every \
        type of artifact with its members. This page is made from the registry, which `stepbook steps` shows on the \
        terminal; a test fails where the two differ.

        """

    private func section(_ signature: Signature) -> String {
        var text = "### `\(signature.name)`\n\n\(signature.documentation)\n"
        if let example = signature.example { text += "\n" + shown(example, of: signature) }
        var rows = signature.parameters.map { parameter in
            [
                parameter.isPositional ? "`\(parameter.name)`, without a label" : "`\(parameter.name):`",
                linked(parameter.type) + (limits(of: parameter).map { ", \($0)" } ?? ""),
                parameter.defaultValue.map { "`\($0.summary)`" } ?? "required", parameter.documentation,
            ]
        }
        if let further = signature.furtherArguments {
            rows.append(["any other label", linked(further), "", "a value under a name of your own"])
        }
        if !rows.isEmpty { text += "\n" + table(["argument", "takes", "default", "what it is"], rows) }
        return signature.result == .nothing ? text : text + "\nGives \(linked(signature.result)).\n"
    }

    /// An example: a step's as a cell, that of a description as the argument that it is.
    private func shown(_ example: String, of signature: Signature) -> String {
        if case .configuration = signature.result { return "For example `\(example)`.\n" }
        return "```swift-step\n\(example)\n```\n"
    }

    private func section(_ type: ArtifactType) -> String {
        let rows = type.members.map { ["`.\($0.name)`", linked($0.type), $0.documentation] }
        return "### \(type.name)\n\n\(type.documentation.capitalizedFirst).\n\n"
            + table(["member", "is", "what it is"], rows)
    }

    /// A type in words, artifacts with a link to their section.
    private func linked(_ type: ValueType) -> String {
        switch type {
        case .artifact(let name): "[\(name)](#\(name.lowercased()))"
        case .optional(let wrapped): "\(linked(wrapped)) or `nil`"
        case .either(let types): types.map(linked).joined(separator: " or ")
        default: type.description
        }
    }

    private func table(_ head: [String], _ rows: [[String]]) -> String {
        ([head, head.map { _ in "---" }] + rows).map { row in
            "| " + row.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |\n"
        }.joined()
    }
}

extension String {
    /// A kind of description in the plural: `a layer` as `layers`, `a loss` as `losses`.
    fileprivate var plural: String { drop { $0 != " " }.dropFirst() + (hasSuffix("s") ? "es" : "s") }

    fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
