public import Notebooks

/// The sweep of a notebook, with what the command line says of it.
public struct PlannedSweep: Sendable, Hashable {
    /// A swept parameter with the values that it takes.
    public struct Axis: Sendable, Hashable {
        /// The values of a swept parameter.
        public enum Values: Sendable, Hashable {
            /// Values of the parameter's type, at least one, all different.
            case list([Value])
            /// A range to draw from.
            case span(SweepSpan)
        }

        /// The parameter's name.
        public let name: String

        /// The values.
        public let values: Values
    }

    /// The swept parameters: those of the front matter in its order, then those of the command line alone.
    public let axes: [Axis]

    /// The number of settings that are drawn, with its place in the notebook; `nil` for all combinations.
    public let draws: Located<Int>?

    /// Groups of at least two listed parameters that move together, with equally many values.
    public let zips: [[String]]

    /// The number of seeds with which each setting is run, from 1.
    public let repeats: Int

    /// Settings that satisfy one of these conditions are left out.
    public let exclusions: [SweepCondition]

    /// Successive halving; `nil` if every setting is run in full.
    public let halving: SweepHalving?

    /// The parameters to which the command line gives one value for all settings.
    public let fixed: SweepSetting

    /// Applies the command line to the sweep of a notebook.
    ///
    /// `-P learningRate=0.001,0.003` sweeps over a list, in place of what the notebook says of that parameter;
    /// `-P batchSize=32` gives one value to all settings; `--repeat 5` replaces `repeat`. A comma always separates
    /// values, also of texts. Without any range left nothing is drawn: all combinations are run.
    ///
    /// - Parameters:
    ///   - declaration: the sweep that the front matter declares, without mistakes; `nil` for none.
    ///   - overrides: parameters given on the command line.
    ///   - repeats: the number after `--repeat`.
    /// - Throws: ``ParameterOverrideProblem`` for a parameter that the notebook does not declare or that is given twice,
    ///   a value of another type, an empty or repeated one, lists of different lengths that move together, a list for
    ///   the parameter that is halved, a number of repeats below 1, and more than 100,000 runs.
    public init(
        _ declaration: SweepDeclaration?, of notebook: Notebook, overrides: [ParameterOverride] = [],
        repeats: Int? = nil
    ) throws(ParameterOverrideProblem) {
        let declaration = declaration ?? SweepDeclaration()
        var reader = SweepArgumentReader(declaration, of: notebook)
        let arguments = OverrideArguments(overrides, repeats: repeats)
        for (override, place) in zip(overrides, arguments.places) { reader.read(override, at: place) }
        if let repeats, let place = arguments.repeats { reader.read(repeats: repeats, at: place) }
        reader.checkWhole()
        guard reader.diagnostics.isEmpty else {
            throw ParameterOverrideProblem(diagnostics: reader.diagnostics, source: arguments.source)
        }
        axes = reader.axes
        draws = reader.draws
        zips = reader.zips
        self.repeats = reader.repeats
        exclusions = declaration.exclusions
        halving = declaration.halving
        fixed = reader.fixed
    }
}

extension PlannedSweep.Axis.Values {
    /// The number of different values; `nil` if they are endless, or more than `Int.max`.
    var count: Int? {
        switch self {
        case .list(let values): values.count
        case .span(let span): span.count
        }
    }
}
