/// A parameter of a layer, and where the layer stores its argument.
public struct LayerParameter<Kind>: Sendable {
    /// Its name, limits and default.
    public let declaration: LayerParameterDeclaration

    /// Sets the argument, `nil` for the default; the earlier ones are set already.
    let set: @Sendable (inout Kind, LayerArgument?) -> Void

    /// The argument.
    let value: @Sendable (Kind) -> LayerArgument

    /// The argument, `nil` for the default.
    let argument: @Sendable (Kind) -> LayerArgument?

    /// Whether the argument is within the limits.
    let isWithinLimits: @Sendable (Kind) -> Bool

    /// Whether shapes can be computed with the argument, which holds far beyond the limits of a notebook.
    let isComputable: @Sendable (Kind) -> Bool

    /// Far more than fits into a machine's memory; its double still fits into an integer.
    private static var largest: Int { 1 << 30 }

    /// A required integer.
    ///
    /// - Parameter name: the label, or the name of a positional parameter.
    public static func integer(
        _ name: String, _ path: any WritableKeyPath<Kind, Int> & Sendable, _ limits: ClosedRange<Int>,
        isPositional: Bool = false, unit: String? = nil, _ documentation: String
    ) -> LayerParameter {
        make(
            LayerParameterDeclaration(
                name: name, isPositional: isPositional, limits: .integers(limits), standard: .required,
                unit: unit, documentation: documentation), path, limits, standard: { _ in nil })
    }

    /// An integer with a default.
    ///
    /// - Parameter isOmittedAtDefault: see ``LayerParameterDeclaration/isOmittedAtDefault``.
    public static func integer(
        _ name: String, _ path: any WritableKeyPath<Kind, Int> & Sendable, default value: Int,
        _ limits: ClosedRange<Int>, unit: String? = nil, isOmittedAtDefault: Bool = false,
        _ documentation: String
    ) -> LayerParameter {
        make(
            LayerParameterDeclaration(
                name: name, isPositional: false, limits: .integers(limits),
                standard: .value(.integer(value)), unit: unit, documentation: documentation,
                isOmittedAtDefault: isOmittedAtDefault), path, limits, standard: { _ in value })
    }

    /// An integer whose default is another argument.
    public static func integer(
        _ name: String, _ path: any WritableKeyPath<Kind, Int> & Sendable,
        sameAs other: any KeyPath<Kind, Int> & Sendable, _ limits: ClosedRange<Int>, unit: String? = nil,
        _ documentation: String
    ) -> LayerParameter {
        make(
            LayerParameterDeclaration(
                name: name, isPositional: false, limits: .integers(limits), standard: .nothing, unit: unit,
                documentation: documentation), path, limits, standard: { $0[keyPath: other] })
    }

    private static func make(
        _ declaration: LayerParameterDeclaration, _ path: any WritableKeyPath<Kind, Int> & Sendable,
        _ limits: ClosedRange<Int>, standard: @escaping @Sendable (Kind) -> Int?
    ) -> LayerParameter {
        LayerParameter(
            declaration: declaration,
            set: { kind, argument in
                if let value = argument?.integer ?? standard(kind) { kind[keyPath: path] = value }
            },
            value: { .integer($0[keyPath: path]) },
            argument: { kind in
                let value = kind[keyPath: path]
                return value == standard(kind) ? nil : .integer(value)
            }, isWithinLimits: { limits.contains($0[keyPath: path]) },
            isComputable: { (limits.lowerBound...largest).contains($0[keyPath: path]) })
    }

    /// A required floating-point number.
    public static func number(
        _ name: String, _ path: any WritableKeyPath<Kind, Double> & Sendable, _ limits: Range<Double>,
        isPositional: Bool = false, _ documentation: String
    ) -> LayerParameter {
        make(
            LayerParameterDeclaration(
                name: name, isPositional: isPositional, limits: .numbers(limits), standard: .required,
                unit: nil, documentation: documentation), path, limits, standard: nil)
    }

    /// A number with a default.
    public static func number(
        _ name: String, _ path: any WritableKeyPath<Kind, Double> & Sendable, default value: Double,
        _ limits: Range<Double>, _ documentation: String
    ) -> LayerParameter {
        make(
            LayerParameterDeclaration(
                name: name, isPositional: false, limits: .numbers(limits), standard: .value(.number(value)),
                unit: nil, documentation: documentation), path, limits, standard: value)
    }

    /// A truth with a default.
    public static func truth(
        _ name: String, _ path: any WritableKeyPath<Kind, Bool> & Sendable, default value: Bool,
        _ documentation: String
    ) -> LayerParameter {
        LayerParameter(
            declaration: LayerParameterDeclaration(
                name: name, isPositional: false, limits: .truths, standard: .value(.truth(value)), unit: nil,
                documentation: documentation),
            set: { kind, argument in kind[keyPath: path] = argument?.truth ?? value },
            value: { .truth($0[keyPath: path]) },
            argument: { kind in kind[keyPath: path] == value ? nil : .truth(kind[keyPath: path]) },
            isWithinLimits: { _ in true }, isComputable: { _ in true })
    }

    /// Layers within the layer.
    ///
    /// - Parameter isPositional: whether they are passed without a label, and then required; otherwise none is the default.
    public static func layers(
        _ name: String, _ path: any WritableKeyPath<Kind, [Layer]> & Sendable, isPositional: Bool = false,
        _ documentation: String
    ) -> LayerParameter {
        LayerParameter(
            declaration: LayerParameterDeclaration(
                name: name, isPositional: isPositional, limits: .layers,
                standard: isPositional ? .required : .nothing, unit: nil, documentation: documentation),
            set: { kind, argument in kind[keyPath: path] = argument?.layers ?? [] },
            value: { .layers($0[keyPath: path]) },
            argument: { kind in
                let layers = kind[keyPath: path]
                return layers.isEmpty && !isPositional ? nil : .layers(layers)
            },
            isWithinLimits: { $0[keyPath: path].allSatisfy(\.kind.isWithinLimits) },
            // Each is asked when its own shapes are computed.
            isComputable: { _ in true })
    }

    private static func make(
        _ declaration: LayerParameterDeclaration, _ path: any WritableKeyPath<Kind, Double> & Sendable,
        _ limits: Range<Double>, standard: Double?
    ) -> LayerParameter {
        LayerParameter(
            declaration: declaration,
            set: { kind, argument in
                if let value = argument?.number ?? standard { kind[keyPath: path] = value }
            },
            value: { .number($0[keyPath: path]) },
            argument: { kind in
                let value = kind[keyPath: path]
                return value == standard ? nil : .number(value)
            }, isWithinLimits: { limits.contains($0[keyPath: path]) },
            isComputable: { limits.contains($0[keyPath: path]) })
    }
}
