public import Figures

/// Everything that a cell may call, and every type of artifact and figure: fixed before a notebook is read.
public struct Registry: Sendable {
    /// The steps by name.
    public let steps: [String: any Step]

    /// The constructors of descriptions, such as `conv2d`, by name; one without parameters is used as a plain name.
    public let constructors: [String: Signature]

    /// The pure functions by name.
    public let functions: [String: Function]

    /// The types of artifacts by name.
    public let artifacts: [String: any Artifact.Type]

    /// The kinds of figures that steps may show.
    public let figures: FigureKinds

    /// The properties of the machine's arithmetic other than the number of threads, by name: kernel library,
    /// instruction set.
    public let arithmetic: [String: String]

    /// Replacements for names of other languages and libraries: `print`.
    public let advice: Advice

    /// Makes a registry.
    ///
    /// - Precondition: names are unique.
    public init(
        steps: [any Step], constructors: [Signature],
        functions: [Function] = Function.formatting + Function.arithmetic,
        artifacts: [any Artifact.Type], figures: FigureKinds = .standard, arithmetic: [String: String],
        advice: Advice = Advice()
    ) {
        let names = steps.map(\.signature.name) + constructors.map(\.name) + functions.map(\.signature.name)
        precondition(Set(names).count == names.count, "a name stands for two things among \(names.sorted())")
        let types = artifacts.map { $0.type.name }
        precondition(Set(types).count == types.count, "a name stands for two types among \(types.sorted())")
        self.steps = Dictionary(uniqueKeysWithValues: steps.map { ($0.signature.name, $0) })
        self.constructors = Dictionary(uniqueKeysWithValues: constructors.map { ($0.name, $0) })
        self.functions = Dictionary(uniqueKeysWithValues: functions.map { ($0.signature.name, $0) })
        self.artifacts = Dictionary(uniqueKeysWithValues: artifacts.map { ($0.type.name, $0) })
        self.figures = figures
        self.arithmetic = arithmetic
        self.advice = advice
    }

    /// The registry extended by steps of a program's own, with the types of artifacts and figures that they use.
    ///
    /// They take precedence over functions of the same name.
    ///
    /// - Precondition: names are unique otherwise.
    public func adding(
        _ steps: [any Step], constructors: [Signature] = [], functions: [Function] = [],
        artifacts: [any Artifact.Type] = [], figures: [any FigureContent.Type] = []
    ) -> Registry {
        let taken = Set(
            steps.map(\.signature.name) + constructors.map(\.name) + functions.map(\.signature.name))
        return Registry(
            steps: sorted(self.steps) + steps, constructors: sorted(self.constructors) + constructors,
            functions: sorted(self.functions.filter { !taken.contains($0.key) }) + functions,
            artifacts: sorted(self.artifacts) + artifacts, figures: self.figures.adding(figures),
            arithmetic: arithmetic, advice: advice)
    }

    private func sorted<Element>(_ elements: [String: Element]) -> [Element] {
        elements.sorted { $0.key < $1.key }.map(\.value)
    }

    /// Checks that the program knows the kinds of all figures of a result.
    ///
    /// - Throws: `UnknownFigureKind` for the first unknown one, which could not be read back from the cache.
    func checkFigures(of result: StepResult) throws(UnknownFigureKind) {
        for figure in result.figures where figures[figure.kind] != type(of: figure.content) {
            throw UnknownFigureKind(name: figure.kind)
        }
    }

    /// The properties of the arithmetic in a run with this number of threads.
    func arithmetic(threads: Int) -> [String: String] {
        arithmetic.merging(["threads": String(threads)]) { _, new in new }
    }

    /// The signature of the step, constructor or function of this name.
    public func signature(_ name: String) -> Signature? {
        steps[name]?.signature ?? constructors[name] ?? functions[name]?.signature
    }

    /// Every name in use, sorted.
    public var names: [String] {
        (Array(steps.keys) + Array(constructors.keys) + Array(functions.keys)).sorted()
    }
}
