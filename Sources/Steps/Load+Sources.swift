import Workflow

/// The source that a call of `load` names.
extension Load {
    /// The source of a call; `nil` if it is unknown because of an argument's mistake, which was reported.
    ///
    /// - Throws: ``PlanningProblem`` if there is none, or an argument belongs to another source.
    func source(of call: PlannedCall<Parameters>) throws(PlanningProblem) -> (any DatasetSource)? {
        try checkSource(of: call)
        try checkStyles(of: call)
        try checkSeed(of: call)
        guard let own = call.from.value, let labels = call.labels.value else { return nil }
        if let own {
            let source = Self.source(
                ofOwn: own, labels: labels, isFolder: FolderSource.isFolder(own, in: call.files))
            if let problem = Self.problem(withLabels: labels, of: source, named: own) {
                throw problem.planned(about: call.labels)
            }
            return source
        }
        if case let name?? = call.fallback.value, name != BuiltinSource.name {
            throw PlanningProblem(
                id: "unknown-data-set", "unknown data set \"\(name)\"", about: call.fallback,
                notes: ["the only fallback is \"builtin\""], accepted: [BuiltinSource.name])
        }
        guard case let name?? = call.name.value else { return nil }
        guard let source = source(named: name) else { throw unknownDataSet(name, call) }
        return source
    }

    /// The source of a call that was planned.
    ///
    /// - Parameter isFolder: whether data of the user's own, of a name, are a folder.
    func source(of call: Call<Parameters>, isFolder: (String) -> Bool) throws -> any DatasetSource {
        if let own = call.from {
            let source = Self.source(ofOwn: own, labels: call.labels, isFolder: isFolder(own))
            if let problem = Self.problem(withLabels: call.labels, of: source, named: own) {
                throw problem.failure
            }
            return source
        }
        guard let name = call.name else { throw StepFailure(Self.nothingNamed) }
        guard let source = source(named: name) else {
            // A name that another step computed is known only now.
            throw StepFailure("unknown data set \"\(name)\": \(alternatives)")
        }
        return source
    }

    /// The source of data of the user's own: a folder, whatever its name, or a file with all images, by its extension.
    private static func source(ofOwn name: String, labels: String?, isFolder: Bool) -> any DatasetSource {
        if !isFolder, let file = FileSource(name: name, labels: labels) { return file }
        return FolderSource(name: name)
    }

    /// Why labels in a file of their own cannot be used; `nil` if they can, or there are none.
    private static func problem(
        withLabels labels: String?, of source: any DatasetSource, named name: String
    ) -> ArgumentProblem? {
        guard labels != nil, (source as? FileSource)?.takesLabels != true else { return nil }
        return ArgumentProblem(
            id: "labels", "'labels' goes with a file .npy of images, and '\(name)' is none",
            label: "leave it out")
    }

    private func source(named name: String) -> (any DatasetSource)? {
        sources.first { $0.name == name }?.source
    }

    private func unknownDataSet(_ name: String, _ call: PlannedCall<Parameters>) -> PlanningProblem {
        let isMisspelt = sources.contains { OtherData.spelling(of: $0.name) == OtherData.spelling(of: name) }
        let words = isMisspelt ? nil : OtherData.words(onDataSet: name) ?? OtherData.words(onFile: name)
        let isPath = (try? call.files.path(of: name, lookingAround: false)) != nil
        return PlanningProblem(
            id: "unknown-data-set", "unknown data set \"\(name)\"", about: call.name,
            label: isPath && words == nil ? "to load a folder, write 'from:' before it" : nil,
            notes: (words.map { [$0] } ?? []) + [alternatives],
            accepted: words == nil ? sources.map(\.name) : [])
    }

    /// The data sets that can be loaded, in words.
    private var alternatives: String {
        "there are \(sources.map { "\"\($0.name)\"" }.joined(separator: ", ")); a folder of your own is loaded by 'load(from: \"folder\")'"
    }

    private static let nothingNamed = "'load' takes the name of a data set, or 'from:' with a folder"

    /// Checks that styles are given only for built-in digits, loaded by name or as the fallback.
    private func checkStyles(of call: PlannedCall<Parameters>) throws(PlanningProblem) {
        guard call.styles.isGiven, let name = call.name.value, call.fallback.isNil, name != BuiltinSource.name
        else { return }
        throw PlanningProblem(
            id: "needs-builtin", "'styles' is only for built-in digits", about: call.styles,
            label: "leave it out", notes: ["'load(\"builtin\", styles: .more)'"])
    }

    /// Checks that a seed is given only where something is drawn: built-in digits, also as the fallback, or a split.
    private func checkSeed(of call: PlannedCall<Parameters>) throws(PlanningProblem) {
        guard call.seed.hasValue, let name = call.name.value, name != BuiltinSource.name, call.fallback.isNil,
            call.split.isNil
        else { return }
        throw PlanningProblem(
            id: "needs-split", "'seed' draws a split or built-in digits, and here is neither",
            about: call.seed, label: "leave it out",
            notes: name == nil
                ? ["'split: 0.2' keeps a fifth of each class for testing, drawn by the seed"] : [])
    }

    /// Checks that there is either a name or a folder, and no argument of the other one.
    private func checkSource(of call: PlannedCall<Parameters>) throws(PlanningProblem) {
        // Invalid arguments were reported, and may have meant either.
        guard let name = call.name.value, let folder = call.from.value else { return }
        if name == nil, folder == nil {
            throw PlanningProblem(
                id: "missing-argument", Self.nothingNamed, about: nil,
                notes: ["'load(\"mnist\")' or 'load(from: \"folder\")'"])
        }
        if name != nil, folder != nil {
            throw PlanningProblem(
                id: "two-sources", "'load' takes the name of a data set or a folder, not both",
                about: call.from)
        }
        if folder == nil {
            let given: [(any AnyKnownArgument, Bool)] = [
                (call.split, call.split.hasValue), (call.invert, call.invert.value == true),
                (call.labels, call.labels.hasValue), (call.channels, call.channels.hasValue),
                (call.size, call.size.hasValue),
            ]
            try Self.refuse(given.filter(\.1).map(\.0), id: "needs-folder", "'from:' alone")
        } else {
            let given: [any AnyKnownArgument] = [call.fallback, call.sha256]
            try Self.refuse(given.filter(\.hasValue), id: "needs-name", "the name of a data set")
        }
    }

    /// Rejects arguments that go with another source, each at its place.
    private static func refuse(
        _ arguments: [any AnyKnownArgument], id: String, _ source: String
    ) throws(PlanningProblem) {
        let problems = arguments.map { argument in
            PlanningProblem(
                id: id, "'\(argument.parameter.name)' goes with \(source)", about: argument)
        }
        guard var problem = problems.first else { return }
        problem.further = Array(problems.dropFirst())
        throw problem
    }
}
