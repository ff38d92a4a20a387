/// Makes parameters and lists them in the order in which they are made, which is that of a call.
///
/// A parameter of an optional type may be left out, and is `nil` then. `limits` are the numbers that it takes, `unit` is
/// theirs: `images`, `pixels`. `affectsResult` is false for words that a result is only shown with, such as a title;
/// `path` says what the file or folder that it names is for.
public struct ParameterDeclarations {
    /// What was declared so far.
    private(set) var all: [AnyParameter] = []

    init() {}

    /// Declares a parameter that a call gives by its label.
    public mutating func labelled<Argument: ArgumentValue>(
        _ name: String, limits: Limits? = nil, unit: String? = nil, affectsResult: Bool = true,
        path: PathUse? = nil, _ documentation: String
    ) -> Parameter<Argument> {
        declare(
            name, isPositional: false, Argument.valueWhereOmitted, limits, unit, affectsResult, path,
            documentation)
    }

    /// Declares a parameter that a call gives by its label, or leaves out.
    public mutating func labelled<Argument: LiteralArgument>(
        _ name: String, default argument: Argument, limits: Limits? = nil, unit: String? = nil,
        affectsResult: Bool = true, path: PathUse? = nil, _ documentation: String
    ) -> Parameter<Argument> {
        declare(
            name, isPositional: false, argument.literal, limits, unit, affectsResult, path, documentation)
    }

    /// Declares a parameter that a call gives by its label, or leaves out for what a constructor makes of its defaults.
    ///
    /// - Precondition: the constructor has a default for each of its parameters.
    public mutating func labelled<Argument: DescribedArgument>(
        _ name: String, default constructor: Constructor<Argument>, _ documentation: String
    ) -> Parameter<Argument> {
        guard let configuration = constructor.signature.defaultConfiguration else {
            preconditionFailure("'\(constructor.signature.name)' needs arguments")
        }
        return declare(
            name, isPositional: false, .configuration(configuration), nil, nil, true, nil, documentation)
    }

    /// Declares a parameter that a call gives without a label.
    public mutating func positional<Argument: ArgumentValue>(
        _ name: String, limits: Limits? = nil, unit: String? = nil, affectsResult: Bool = true,
        path: PathUse? = nil, _ documentation: String
    ) -> Parameter<Argument> {
        declare(
            name, isPositional: true, Argument.valueWhereOmitted, limits, unit, affectsResult, path,
            documentation)
    }

    /// Declares a parameter that a call gives without a label, or leaves out.
    public mutating func positional<Argument: LiteralArgument>(
        _ name: String, default argument: Argument, limits: Limits? = nil, unit: String? = nil,
        affectsResult: Bool = true, path: PathUse? = nil, _ documentation: String
    ) -> Parameter<Argument> {
        declare(
            name, isPositional: true, argument.literal, limits, unit, affectsResult, path, documentation)
    }

    private mutating func declare<Argument: ArgumentValue>(
        _ name: String, isPositional: Bool, _ defaultValue: Value?, _ limits: Limits?, _ unit: String?,
        _ affectsResult: Bool, _ path: PathUse?, _ documentation: String
    ) -> Parameter<Argument> {
        precondition(!all.contains { $0.name == name }, "two parameters are called '\(name)'")
        let parameter = AnyParameter(
            name: name, isPositional: isPositional, type: Argument.valueType, defaultValue: defaultValue,
            limits: limits, unit: unit, documentation: documentation, affectsResult: affectsResult, path: path
        )
        all.append(parameter)
        return Parameter(erased: parameter)
    }
}
