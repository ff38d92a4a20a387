/// Many runs of one notebook, as its front matter declares them.
///
/// ```yaml
/// sweep:
///   optimizer: [adam, sgd]
///   learningRate: {from: 1e-4, to: 1e-1, scale: log}
/// random: 40
/// repeat: 5
/// ```
///
/// Without `random` the settings are all combinations of the listed values. With `random: 40` they are 40 draws, of a
/// range each from its scale, of a list each with every value equally likely.
public struct SweepDeclaration: Sendable, Hashable {
    /// The swept parameters, in the order of the file.
    public var axes: [SweepAxis] = []

    /// `repeat`: the number of seeds with which each setting is run, from 1; `nil` if that is not given, which means 1.
    public var repeats: Located<Int>?

    /// `random`: the number of settings that are drawn, from 1; `nil` for all combinations.
    public var draws: Located<Int>?

    /// `zip`: groups of at least two listed parameters that move together, the first value of one with the first of
    /// the others.
    public var zips: [[Name]] = []

    /// `exclude`: settings that satisfy one of these conditions are left out.
    public var exclusions: [SweepCondition] = []

    /// `halve`: successive halving; `nil` if every setting is run in full.
    public var halving: SweepHalving?

    /// The most runs of a sweep: settings, before any are excluded, times repeats.
    public static let mostRuns = 100_000

    /// The declaration of a notebook that is run once.
    public init() {}
}
