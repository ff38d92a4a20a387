/// A swept parameter with the values that it takes.
public struct SweepAxis: Sendable, Hashable {
    /// The values of a swept parameter.
    public enum Values: Sendable, Hashable {
        /// Values of the parameter's type, at least one, all different; a whole number given for a number is converted.
        case list([Located<FrontMatter.Literal>])
        /// A range to draw from.
        case span(SweepSpan)
    }

    /// The parameter's name.
    public let name: Name

    /// The values.
    public let values: Values

    /// Makes an axis.
    public init(name: Name, values: Values) {
        self.name = name
        self.values = values
    }
}
