/// The range of numbers that a parameter takes.
public struct Limits: Sendable, Hashable, CustomStringConvertible {
    private let lower: Double?
    private let includesLower: Bool
    private let upper: Double?
    private let includesUpper: Bool

    /// Numbers not below a bound: `1 or more`.
    public static func atLeast(_ bound: Double) -> Limits {
        Limits(lower: bound, includesLower: true, upper: nil, includesUpper: false)
    }

    /// Numbers greater than a bound: `more than 0`.
    public static func moreThan(_ bound: Double) -> Limits {
        Limits(lower: bound, includesLower: false, upper: nil, includesUpper: false)
    }

    /// Numbers greater than a bound and not above another: `more than 0 and at most 1`.
    public static func moreThan(_ bound: Double, atMost upper: Double) -> Limits {
        Limits(lower: bound, includesLower: false, upper: upper, includesUpper: true)
    }

    /// Numbers in a closed range: `0 to 1`.
    public static func range(_ range: ClosedRange<Double>) -> Limits {
        Limits(lower: range.lowerBound, includesLower: true, upper: range.upperBound, includesUpper: true)
    }

    /// Numbers in a half-open range: `0 or more and less than 1`.
    public static func range(_ range: Range<Double>) -> Limits {
        Limits(lower: range.lowerBound, includesLower: true, upper: range.upperBound, includesUpper: false)
    }

    /// Whether the number is within the limits; `false` for NaN.
    public func contains(_ number: Double) -> Bool {
        guard number.isFinite else { return false }
        if let lower, includesLower ? number < lower : number <= lower { return false }
        if let upper, includesUpper ? number > upper : number >= upper { return false }
        return true
    }

    /// Whether the numbers are shares of a whole, at most 1.
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
