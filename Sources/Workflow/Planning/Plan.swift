public import Diagnostics
public import Notebooks

/// A notebook whose names, types, values and shapes were all checked, with its steps in order.
public struct Plan: Sendable {
    /// The notebook.
    public let notebook: Notebook

    /// The parameters' values by name, in the notebook's order, overrides applied.
    public let params: [PlannedParameter]

    /// The seed of all random numbers: the notebook's, or the one given in its place.
    public let seed: UInt64

    /// The steps in source order, in which every step comes after its dependencies.
    public let steps: [PlannedStep]

    /// The bound names in source order.
    public let bindings: [PlannedBinding]

    /// The expression of each computed value of the prose, by its index in the notebook.
    public let computedValues: [ResolvedExpression]

    /// The images of the prose that the report embeds, by their URLs in it, as ``LinkDestination/url`` has them.
    public let images: [String: EmbeddedImage]

    /// Warnings, in source order.
    public let warnings: [Diagnostic]

    /// Warnings about parameters given on the command line; `nil` if there are none.
    public let overrideWarnings: ParameterOverrideProblem?

    /// The files and folders that the steps and the prose name, as written, as far as they are known before anything
    /// runs.
    package let readNames: [String]

    /// The paths inside `OUTPUT/NAME/` to which the steps save, as far as they are known before anything runs.
    package let writtenPaths: [String]

    /// Whether the seed is another one than the notebook's.
    public var isSeedOverridden: Bool { seed != notebook.frontMatter.seed }

    /// The overridden parameters, as text by name.
    var overrides: [String: String] {
        Dictionary(uniqueKeysWithValues: params.filter(\.isOverridden).map { ($0.name, $0.value.exactText) })
    }

    /// The steps on which an expression of the plan depends, ascending.
    ///
    /// - Complexity: O(dependencies of its names), and O(1) for a single name.
    public func steps(of expression: ResolvedExpression) -> [Int] {
        if case .bound(let index) = expression { return bindings[index].steps }
        let needs = expression.needs
        return needs.names.reduce(needs.steps.sorted()) { $0.merged(with: bindings[$1].steps) }
    }

    /// Makes a plan from its parts.
    package init(
        notebook: Notebook, params: [PlannedParameter], seed: UInt64, steps: [PlannedStep],
        bindings: [PlannedBinding], computedValues: [ResolvedExpression],
        images: [String: EmbeddedImage] = [:], warnings: [Diagnostic],
        overrideWarnings: ParameterOverrideProblem? = nil, readNames: [String] = [],
        writtenPaths: [String] = []
    ) {
        self.notebook = notebook
        self.params = params
        self.seed = seed
        self.steps = steps
        self.bindings = bindings
        self.computedValues = computedValues
        self.images = images
        self.warnings = warnings
        self.overrideWarnings = overrideWarnings
        self.readNames = readNames
        self.writtenPaths = writtenPaths
    }
}

extension [Int] {
    /// The union of two ascending lists.
    fileprivate func merged(with other: [Int]) -> [Int] {
        guard !isEmpty else { return other }
        var merged: [Int] = []
        merged.reserveCapacity(Swift.max(count, other.count))
        var (own, others) = (self[...], other[...])
        while let first = own.first, let second = others.first {
            merged.append(Swift.min(first, second))
            if first <= second { own.removeFirst() }
            if second <= first { others.removeFirst() }
        }
        return merged + own + others
    }
}

/// A parameter of a notebook with its value.
public struct PlannedParameter: Sendable, Hashable {
    /// The name after `params.`.
    public let name: String
    /// The value.
    public let value: Value
    /// Whether the command line overrides it with a value other than the default.
    public let isOverridden: Bool

    /// Makes one from its parts.
    package init(
        name: String, value: Value, isOverridden: Bool
    ) {
        self.name = name
        self.value = value
        self.isOverridden = isOverridden
    }
}

/// A call of a step.
public struct PlannedStep: Sendable {
    /// The index among the plan's steps, 0-based.
    public let index: Int
    /// The step's name: `train`.
    public let step: String
    /// The name that the result is bound to; `nil` for a bare call or a nested one.
    public let name: String?
    /// The index of its cell.
    public let cell: Int
    /// The call in the file.
    public let range: SourceRange
    /// The line of the call, 1-based.
    public let line: Int
    /// The arguments by parameter name, with defaults filled in.
    public let arguments: [PlannedArgument]
    /// Arguments beyond the declared parameters, in the order of the call.
    public let further: [PlannedArgument]
    /// The steps on which it depends, ascending.
    public let dependencies: [Int]

    /// Makes one from its parts.
    package init(
        index: Int, step: String, name: String?, cell: Int, range: SourceRange, line: Int,
        arguments: [PlannedArgument], further: [PlannedArgument], dependencies: [Int]
    ) {
        self.index = index
        self.step = step
        self.name = name
        self.cell = cell
        self.range = range
        self.line = line
        self.arguments = arguments
        self.further = further
        self.dependencies = dependencies
    }
}

/// An argument of a call of a step.
public struct PlannedArgument: Sendable {
    /// The parameter's name.
    public let name: String
    /// The expression.
    public let expression: ResolvedExpression
    /// The argument's text in the file; `nil` for a default.
    public let text: String?

    /// Makes one from its parts.
    package init(
        name: String, expression: ResolvedExpression, text: String?
    ) {
        self.name = name
        self.expression = expression
        self.text = text
    }
}

/// A bound name.
public struct PlannedBinding: Sendable {
    /// The name.
    public let name: String
    /// Its expression.
    public let expression: ResolvedExpression
    /// Its type.
    public let type: ValueType
    /// The steps on which it depends, ascending.
    public let steps: [Int]
    /// The line of the binding, 1-based.
    public let line: Int

    /// Makes one from its parts.
    package init(
        name: String, expression: ResolvedExpression, type: ValueType, steps: [Int], line: Int
    ) {
        self.name = name
        self.expression = expression
        self.type = type
        self.steps = steps
        self.line = line
    }
}
