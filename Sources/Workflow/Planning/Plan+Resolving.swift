import Diagnostics
public import Notebooks

extension Plan {
    /// Plans a notebook, or reports all of its mistakes.
    ///
    /// - Parameters:
    ///   - overrides: parameters given on the command line, each once.
    ///   - seed: the seed of all random numbers; `nil` for the notebook's.
    ///   - files: the files that the notebook may read; `nil` for those beside it.
    ///   - dataDirectories: the folders in which a run will look data set files up; `nil` if they are unknown, so that
    ///     nothing in them is checked.
    ///   - reportProgress: receives the progress of checks that take time.
    ///   - reportLookup: receives the paths in the data folders at which data are looked for, even if planning fails.
    /// - Throws: `DiagnosticsError` with every mistake of the notebook, including those found while parsing it, in
    ///   source order; ``ParameterOverrideProblem`` for an override that the notebook cannot take.
    public init(
        for notebook: Notebook, registry: Registry, overrides: [ParameterOverride] = [],
        seed: UInt64? = nil, files: ReadableFiles? = nil, dataDirectories: [String]? = nil,
        reportProgress: @escaping @Sendable (Progress) -> Void = { _ in },
        reportLookup: @escaping @Sendable (String) -> Void = { _ in }
    ) throws {
        let files = files ?? ReadableFiles(beside: notebook.source.name)
        let params = try PlannedParameter.resolve(notebook, overrides: overrides)
        var resolver = Resolver(
            notebook: notebook, registry: registry, params: params,
            context: PlanningContext(
                files: files, dataDirectories: dataDirectories, reportProgress: reportProgress,
                reportLookup: reportLookup))
        resolver.resolveCells()
        let computedValues = resolver.resolveComputedValues()
        let embedding = ImageEmbedding(notebook.images, files: files)
        let isSound = !(notebook.diagnostics + resolver.diagnostics).contains { $0.severity == .error }
        let paths = NamedPaths(of: resolver.steps, in: notebook, registry)
        let links = LinkCheck(
            of: notebook, steps: isSound ? resolver.steps : nil, saved: paths.written, registry: registry,
            files: files)
        let diagnostics =
            (notebook.diagnostics + resolver.diagnostics + embedding.diagnostics
            + links.diagnostics + Self.shownSteps(of: notebook, registry)).inSourceOrder
        guard !diagnostics.contains(where: { $0.severity == .error }) else {
            throw DiagnosticsError(diagnostics, in: notebook.source)
        }
        self.init(
            notebook: notebook, params: params, seed: seed ?? notebook.frontMatter.seed,
            steps: resolver.steps,
            bindings: resolver.bindings, computedValues: computedValues,
            images: embedding.images, warnings: diagnostics,
            overrideWarnings: ParameterOverrideProblem(unusedAmong: overrides, resolver.usedParameters),
            readNames: paths.read, writtenPaths: paths.written)
    }

    /// Warnings of listings that are most likely meant as cells: bindings and calls, at least one of a step.
    private static func shownSteps(of notebook: Notebook, _ registry: Registry) -> [Diagnostic] {
        notebook.listings.compactMap { listing in
            listing.callees.filter { registry.steps[$0] != nil }.min().map {
                .shownStep($0, at: listing.language)
            }
        }
    }
}
