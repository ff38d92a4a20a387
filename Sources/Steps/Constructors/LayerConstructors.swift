public import NeuralNet
public import Workflow

extension Layer: DescribedArgument {
    /// The kind of description.
    public static let noun = "layer"

    /// The layers as a notebook writes them, all kinds.
    public static let constructors = Layer.kinds.map { $0.constructor }
}

extension LayerKind {
    /// The constructor of this kind of layer in a notebook.
    fileprivate static var constructor: Constructor<Layer> {
        Constructor(name, summary, LayerParameters<Self>.self, example: example) { call in
            var (integers, optionals, numbers, truths, lists, optionalLists) = (0, 0, 0, 0, 0, 0)
            return layer(
                declarations.map { declaration in
                    switch (declaration.limits, declaration.standard) {
                    case (.integers, .nothing):
                        defer { optionals += 1 }
                        return call[dynamicMember: \.optionals[optionals]].map { .integer($0) }
                    case (.integers, _):
                        defer { integers += 1 }
                        return .integer(call[dynamicMember: \.integers[integers]])
                    case (.numbers, _):
                        defer { numbers += 1 }
                        return .number(call[dynamicMember: \.numbers[numbers]])
                    case (.truths, _):
                        defer { truths += 1 }
                        return .truth(call[dynamicMember: \.truths[truths]])
                    case (.layers, .nothing):
                        defer { optionalLists += 1 }
                        return call[dynamicMember: \.optionalLists[optionalLists]].map { .layers($0) }
                    case (.layers, _):
                        defer { lists += 1 }
                        return .layers(call[dynamicMember: \.lists[lists]])
                    }
                })
        }
    }
}

/// A layer's parameters in a call, those of each type in order.
private struct LayerParameters<Kind: LayerKind>: ParameterList {
    private(set) var integers: [Parameter<Int>] = []
    private(set) var optionals: [Parameter<Int?>] = []
    private(set) var numbers: [Parameter<Double>] = []
    private(set) var truths: [Parameter<Bool>] = []
    private(set) var lists: [Parameter<[Layer]>] = []
    private(set) var optionalLists: [Parameter<[Layer]?>] = []

    init(declaring parameters: inout ParameterDeclarations) {
        for declaration in Kind.declarations {
            switch (declaration.limits, declaration.standard) {
            case (.integers(let limits), .nothing):
                optionals.append(parameters.declare(declaration, Limits(limits)))
            case (.integers(let limits), .value(.integer(let value))):
                integers.append(parameters.declare(declaration, default: value, Limits(limits)))
            case (.integers(let limits), _):
                integers.append(parameters.declare(declaration, Limits(limits)))
            case (.numbers(let limits), .value(.number(let value))):
                numbers.append(parameters.declare(declaration, default: value, .range(limits)))
            case (.numbers(let limits), _):
                numbers.append(parameters.declare(declaration, .range(limits)))
            case (.truths, .value(.truth(let value))):
                truths.append(parameters.declare(declaration, default: value, nil))
            case (.truths, _):
                truths.append(parameters.declare(declaration, nil))
            case (.layers, .nothing):
                optionalLists.append(parameters.declare(declaration, nil))
            case (.layers, _):
                lists.append(parameters.declare(declaration, nil))
            }
        }
    }
}

extension Limits {
    fileprivate init(_ limits: ClosedRange<Int>) {
        self = .range(Double(limits.lowerBound)...Double(limits.upperBound))
    }
}

extension ParameterDeclarations {
    /// Declares a parameter without a default: required unless its type is optional.
    fileprivate mutating func declare<Argument: ArgumentValue>(
        _ declaration: LayerParameterDeclaration, _ limits: Limits?
    ) -> Parameter<Argument> {
        declaration.isPositional
            ? positional(
                declaration.name, limits: limits, unit: declaration.unit, declaration.documentation)
            : labelled(declaration.name, limits: limits, unit: declaration.unit, declaration.documentation)
    }

    /// Declares a parameter with a default.
    fileprivate mutating func declare<Argument: LiteralArgument>(
        _ declaration: LayerParameterDeclaration, default value: Argument, _ limits: Limits?
    ) -> Parameter<Argument> {
        labelled(
            declaration.name, default: value, limits: limits, unit: declaration.unit,
            isOmittedAtDefault: declaration.isOmittedAtDefault, declaration.documentation)
    }
}
