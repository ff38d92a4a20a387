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
        LayerParameter(
            declaration: LayerParameterDeclaration(
                name: name, isPositional: isPositional, limits: .numbers(limits), standard: .required,
                unit: nil, documentation: documentation),
            set: { kind, argument in if let value = argument?.number { kind[keyPath: path] = value } },
            value: { .number($0[keyPath: path]) }, argument: { .number($0[keyPath: path]) },
            isWithinLimits: { limits.contains($0[keyPath: path]) },
            isComputable: { limits.contains($0[keyPath: path]) })
    }
}

/// What a notebook may say of a layer.
public struct LayerParameterDeclaration: Sendable, Hashable {
    /// The label, or what a number without one is called.
    public let name: String

    /// Whether a call gives it without a label.
    public let isPositional: Bool

    /// The numbers it takes.
    public let limits: Limits

    /// What it is where a call does not give it.
    public let standard: Standard

    /// The unit: `pixels`.
    public let unit: String?

    /// What it does, in words.
    public let documentation: String

    /// The numbers that a parameter takes.
    public enum Limits: Sendable, Hashable, CustomStringConvertible {
        /// Whole numbers.
        case integers(ClosedRange<Int>)
        /// Any numbers.
        case numbers(Range<Double>)

        /// What must hold, in words.
        public var description: String {
            switch self {
            case .integers(let range): "must be \(range.lowerBound) to \(range.upperBound)"
            case .numbers(let range): "must be \(range.lowerBound) or more and less than \(range.upperBound)"
            }
        }
    }

    /// What a parameter is where a call does not give it.
    public enum Standard: Sendable, Hashable {
        /// It must be given.
        case required
        /// This value.
        case value(LayerArgument)
        /// What the layer makes of its other numbers.
        case nothing
    }
}

/// A number as a notebook gives it to a layer.
public enum LayerArgument: Sendable, Hashable, CustomStringConvertible {
    /// A whole number.
    case integer(Int)
    /// A number.
    case number(Double)

    fileprivate var integer: Int? { if case .integer(let value) = self { value } else { nil } }

    /// The number, whole or not.
    public var number: Double {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        }
    }

    /// The number as Swift writes it.
    public var description: String {
        switch self {
        case .integer(let value): "\(value)"
        case .number(let value): "\(value)"
        }
    }
}
