/// Creates parameters and lists them in order of creation, which is their order in a call.
///
/// A parameter of an optional type may be omitted and is `nil` then. `limits` is the range of its numbers, `unit`
/// their unit: `images`, `pixels`. `affectsResult` is false for text that is only shown with a result, such as a
/// title; `path` is the purpose of the file or folder that it names. `isOmittedAtDefault` is for a parameter that a
/// constructor is given later, so that the keys of results stay as they are without it.
public struct ParameterDeclarations {
    /// The parameters declared so far.
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

    /// Declares a parameter that a call gives by its label or omits.
    public mutating func labelled<Argument: LiteralArgument>(
        _ name: String, default argument: Argument, limits: Limits? = nil, unit: String? = nil,
        affectsResult: Bool = true, isOmittedAtDefault: Bool = false, path: PathUse? = nil,
        _ documentation: String
    ) -> Parameter<Argument> {
        declare(
            name, isPositional: false, argument.literal, limits, unit, affectsResult, path, documentation,
            isOmittedAtDefault: isOmittedAtDefault)
    }

    /// Declares a parameter that a call gives by its label or omits; it is then a constructor's value with its
    /// default arguments.
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

    /// Declares a parameter that a call gives without a label or omits.
    public mutating func positional<Argument: LiteralArgument>(
        _ name: String, default argument: Argument, limits: Limits? = nil, unit: String? = nil,
        affectsResult: Bool = true, path: PathUse? = nil, _ documentation: String
    ) -> Parameter<Argument> {
        declare(
            name, isPositional: true, argument.literal, limits, unit, affectsResult, path, documentation)
    }

    private mutating func declare<Argument: ArgumentValue>(
        _ name: String, isPositional: Bool, _ defaultValue: Value?, _ limits: Limits?, _ unit: String?,
        _ affectsResult: Bool, _ path: PathUse?, _ documentation: String, isOmittedAtDefault: Bool = false
    ) -> Parameter<Argument> {
        precondition(!all.contains { $0.name == name }, "two parameters are called '\(name)'")
        let parameter = AnyParameter(
            name: name, isPositional: isPositional, type: Argument.valueType, defaultValue: defaultValue,
            limits: limits, unit: unit, documentation: documentation, affectsResult: affectsResult,
            isOmittedAtDefault: isOmittedAtDefault, path: path)
        all.append(parameter)
        return Parameter(erased: parameter)
    }
}
