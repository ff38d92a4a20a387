/// Successive halving: all settings are run briefly, and only the best of them longer.
///
/// `halve: {parameter: epochs, from: 2, by: 2}` runs every setting with 2 epochs, the better half of them with 4, the
/// better half of those with 8, and so on, the last with the parameter's own value.
///
/// Jamieson and Talwalkar, "Non-stochastic best arm identification and hyperparameter optimization", AISTATS 2016;
/// `by` is their η, as in scikit-learn's `HalvingGridSearchCV(factor:)`.
public struct SweepHalving: Sendable, Hashable {
    /// The parameter that says how long a run is, a whole number that is not swept: the epochs of a training.
    public let parameter: Name

    /// The value of the parameter in the first round, from 1.
    public let from: Int

    /// The factor by which the value grows from round to round and the number of settings shrinks, from 2.
    public let by: Int

    /// The factor if none is given.
    static let defaultFactor = 2

    /// Makes a halving.
    ///
    /// - Precondition: `from` is at least 1, and `by` at least 2.
    public init(parameter: Name, from: Int, by: Int) {
        precondition(from >= 1 && by >= 2, "a halving from \(from) by \(by)")
        self.parameter = parameter
        self.from = from
        self.by = by
    }

    /// The value of the parameter in each round, ascending: 2, 4, 8, 10 up to 10.
    ///
    /// - Parameter full: the value with which the last round is run; the only one if it is not above ``from``.
    public func rounds(upTo full: Int) -> [Int] {
        var rounds: [Int] = []
        var value = from
        while value < full {
            rounds.append(value)
            let (next, overflows) = value.multipliedReportingOverflow(by: by)
            if overflows { break }
            value = next
        }
        return rounds + [full]
    }

    /// The number of settings that a round leaves for the next: the best of `count`, rounded up.
    public func survivors(of count: Int) -> Int { (count + by - 1) / by }
}
