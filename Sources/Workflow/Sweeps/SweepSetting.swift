/// Values of parameters with which a notebook is run, in the order of its `sweep`.
public struct SweepSetting: Sendable, Hashable, CustomStringConvertible {
    /// The parameters' names.
    public let names: [String]

    /// Their values, as many as names, each of its parameter's type.
    public let values: [Value]

    /// Makes a setting.
    ///
    /// - Precondition: there are as many values as names.
    public init(names: [String], values: [Value]) {
        precondition(names.count == values.count, "\(names.count) names for \(values.count) values")
        self.names = names
        self.values = values
    }

    /// The setting as `-P` gives it, with numbers exactly.
    public var overrides: [ParameterOverride] {
        zip(names, values).map { ParameterOverride(name: $0, text: $1.exactText) }
    }

    /// The setting in words: `learningRate=0.001, batchSize=32`.
    public var description: String {
        overrides.map { "\($0.name)=\($0.text)" }.joined(separator: ", ")
    }
}
