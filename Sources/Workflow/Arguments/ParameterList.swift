/// The parameters of a step, constructor or function, each a stored property.
///
/// ```swift
/// struct Parameters: ParameterList {
///     let data: Parameter<Dataset>
///     let count: Parameter<Int?>
///
///     init(declaring parameters: inout ParameterDeclarations) {
///         data = parameters.positional("data", "the data set")
///         count = parameters.labelled("count", limits: .atLeast(1), unit: "images", "how many; nil for all")
///     }
/// }
/// ```
///
/// A ``Call`` reads the arguments under the names of these properties: `call.count` is an `Int?`.
public protocol ParameterList: Sendable {
    /// Declares every parameter, in the order of a call.
    init(declaring parameters: inout ParameterDeclarations)
}

/// The parameters of a callable without arguments.
public struct NoParameters: ParameterList {
    /// Declares nothing.
    public init(declaring parameters: inout ParameterDeclarations) {}
}
