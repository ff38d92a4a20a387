import NeuralNet
import Workflow

/// The layers as a notebook names them.
enum LayerConstructors {
    static let kind = ValueType.configuration("layer")

    /// Every layer's constructor.
    static let all = Layer.kinds.map { kind in
        Signature(
            kind.name, kind.summary, parameters: kind.declarations.map(Parameter.init), result: Self.kind)
    }

    /// The layer that a constructor's call describes.
    static func layer(_ configuration: Configuration) -> Layer {
        guard let kind = Layer.kinds.first(where: { $0.name == configuration.name }) else {
            preconditionFailure("no layer '\(configuration.name)'")
        }
        return kind.layer(kind.declarations.map { LayerArgument(configuration.arguments[$0.name]) })
    }

    /// The layers that an array of calls describes.
    static func layers(_ values: [Value]) -> [Layer] {
        values.map { value in
            guard case .configuration(let configuration) = value else {
                preconditionFailure("\(value) is no layer")
            }
            return layer(configuration)
        }
    }
}

extension Parameter {
    /// A layer's parameter as the registry declares it.
    fileprivate init(_ declaration: LayerParameterDeclaration) {
        let (type, limits): (ValueType, Limits) =
            switch declaration.limits {
            case .integers(let range):
                (.integer, .range(Double(range.lowerBound)...Double(range.upperBound)))
            case .numbers(let range): (.float, .range(range))
            }
        let (wanted, standard): (ValueType, Value?) =
            switch declaration.standard {
            case .required: (type, nil)
            case .value(let value): (type, Value(value))
            case .nothing: (.optional(type), .nothing)
            }
        self =
            declaration.isPositional
            ? .positional(
                declaration.name, wanted, default: standard, limits: limits, unit: declaration.unit,
                declaration.documentation)
            : Parameter(
                declaration.name, wanted, default: standard, limits: limits, unit: declaration.unit,
                declaration.documentation)
    }
}

extension Value {
    fileprivate init(_ argument: LayerArgument) {
        switch argument {
        case .integer(let value): self = .integer(value)
        case .number(let value): self = .float(value)
        }
    }
}

extension LayerArgument {
    /// The number that a call gives; `nil` where it gives none.
    fileprivate init?(_ value: Value?) {
        switch value {
        case .integer(let value): self = .integer(value)
        case .float(let value): self = .number(value)
        default: return nil
        }
    }
}
