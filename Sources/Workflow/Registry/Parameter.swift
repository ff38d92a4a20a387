/// A parameter of a step, a constructor or a function.
public struct Parameter: Sendable, Hashable {
    /// The name: the label in a call, unless the parameter is positional.
    public let name: String

    /// Whether a call gives it without a label.
    public let isPositional: Bool

    /// What it takes.
    public let type: ValueType

    /// The value where a call gives none; `nil` where a call must.
    public let defaultValue: Value?

    /// The numbers it takes; `nil` for all.
    public let limits: Limits?

    /// The unit of the number: `images`, `pixels`.
    public let unit: String?

    /// What it does, in a sentence.
    public let documentation: String

    /// Whether results depend on it; a caption does not change one.
    public let affectsResult: Bool

    /// What the file or folder that it names is for; `nil` where it names none.
    public let path: PathUse?

    /// Makes a labelled parameter.
    public init(
        _ name: String, _ type: ValueType, default defaultValue: Value? = nil, limits: Limits? = nil,
        unit: String? = nil, affectsResult: Bool = true, path: PathUse? = nil, _ documentation: String
    ) {
        self.init(
            name: name, isPositional: false, type: type, defaultValue: defaultValue, limits: limits,
            unit: unit, affectsResult: affectsResult, path: path, documentation: documentation)
    }

    /// Makes a parameter that a call gives without a label.
    public static func positional(
        _ name: String, _ type: ValueType, default defaultValue: Value? = nil, limits: Limits? = nil,
        unit: String? = nil, affectsResult: Bool = true, path: PathUse? = nil, _ documentation: String
    ) -> Parameter {
        Parameter(
            name: name, isPositional: true, type: type, defaultValue: defaultValue, limits: limits,
            unit: unit, affectsResult: affectsResult, path: path, documentation: documentation)
    }

    private init(
        name: String, isPositional: Bool, type: ValueType, defaultValue: Value?, limits: Limits?,
        unit: String?, affectsResult: Bool, path: PathUse?, documentation: String
    ) {
        self.name = name
        self.isPositional = isPositional
        self.type = type
        self.defaultValue = defaultValue
        self.limits = limits
        self.unit = unit
        self.documentation = documentation
        self.affectsResult = affectsResult
        self.path = path
    }
}

/// What a file or folder is for whose path a call gives.
public enum PathUse: Sendable, Hashable {
    /// It is read, so it must be there before anything runs.
    case read
    /// It is written into the output folder, so no two calls can give the same one.
    case written
}

/// The numbers that a parameter takes.
public struct Limits: Sendable, Hashable, CustomStringConvertible {
    private let lower: Double?
    private let includesLower: Bool
    private let upper: Double?
    private let includesUpper: Bool

    /// Numbers not below a bound: `1 or more`.
    public static func atLeast(_ bound: Double) -> Limits {
        Limits(lower: bound, includesLower: true, upper: nil, includesUpper: false)
    }

    /// Numbers over a bound: `more than 0`.
    public static func moreThan(_ bound: Double) -> Limits {
        Limits(lower: bound, includesLower: false, upper: nil, includesUpper: false)
    }

    /// Numbers between two bounds, both included: `0 to 1`.
    public static func range(_ range: ClosedRange<Double>) -> Limits {
        Limits(lower: range.lowerBound, includesLower: true, upper: range.upperBound, includesUpper: true)
    }

    /// Numbers between two bounds, the upper not included: `0 or more and less than 1`.
    public static func range(_ range: Range<Double>) -> Limits {
        Limits(lower: range.lowerBound, includesLower: true, upper: range.upperBound, includesUpper: false)
    }

    /// Whether the number is one of them; never for one that is not a number.
    public func contains(_ number: Double) -> Bool {
        guard number.isFinite else { return false }
        if let lower, includesLower ? number < lower : number <= lower { return false }
        if let upper, includesUpper ? number > upper : number >= upper { return false }
        return true
    }

    /// Whether the numbers are shares of a whole, of which none is more than 1.
    var hasShares: Bool { (upper ?? .infinity) <= 1 }

    /// The bounds in words.
    public var description: String {
        switch (lower, upper) {
        case (let lower?, let upper?) where includesLower && includesUpper:
            "\(Self.text(lower)) to \(Self.text(upper))"
        case (let lower?, let upper?):
            "\(includesLower ? "\(Self.text(lower)) or more" : "more than \(Self.text(lower))") and "
                + (includesUpper ? "at most \(Self.text(upper))" : "less than \(Self.text(upper))")
        case (let lower?, nil):
            includesLower ? "\(Self.text(lower)) or more" : "more than \(Self.text(lower))"
        case (nil, let upper?):
            includesUpper ? "at most \(Self.text(upper))" : "less than \(Self.text(upper))"
        case (nil, nil): "any number"
        }
    }

    private static func text(_ number: Double) -> String {
        guard number.magnitude >= 10_000, let whole = Int(exactly: number) else {
            return NumberText.exact(number)
        }
        return NumberText.grouped(whole)
    }
}
