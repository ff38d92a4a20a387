/// A number that a notebook gives a layer, and where the layer keeps it.
public struct LayerParameter<Kind>: Sendable {
    /// Its name, limits and default.
    public let declaration: LayerParameterDeclaration

    /// Sets the number, `nil` for the default; those before it are set.
    let set: @Sendable (inout Kind, LayerArgument?) -> Void

    /// The number.
    let value: @Sendable (Kind) -> LayerArgument

    /// The number, `nil` where it is the default.
    let argument: @Sendable (Kind) -> LayerArgument?

    /// Whether the number is within the limits.
    let isWithinLimits: @Sendable (Kind) -> Bool

    /// Whether shapes can be computed with the number, as they can far beyond what a notebook may ask for.
    let isComputable: @Sendable (Kind) -> Bool

    /// Far beyond what fits into a machine, and its double far below what fits into an integer.
    private static var largest: Int { 1 << 30 }

    /// A whole number that every notebook gives.
    ///
    /// - Parameter name: the label, or what a number without one is called.
    public static func integer(
        _ name: String, _ path: any WritableKeyPath<Kind, Int> & Sendable, _ limits: ClosedRange<Int>,
        isPositional: Bool = false, unit: String? = nil, _ documentation: String
    ) -> LayerParameter {
        make(
            LayerParameterDeclaration(
                name: name, isPositional: isPositional, limits: .integers(limits), standard: .required,
                unit: unit, documentation: documentation), path, limits, standard: { _ in nil })
    }

    /// A whole number with a default.
    public static func integer(
        _ name: String, _ path: any WritableKeyPath<Kind, Int> & Sendable, default value: Int,
        _ limits: ClosedRange<Int>, unit: String? = nil, _ documentation: String
    ) -> LayerParameter {
        make(
            LayerParameterDeclaration(
                name: name, isPositional: false, limits: .integers(limits),
                standard: .value(.integer(value)), unit: unit, documentation: documentation), path, limits,
            standard: { _ in value })
    }

    /// A whole number that is the same as another one unless it is given.
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

    /// A number that every notebook gives.
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
