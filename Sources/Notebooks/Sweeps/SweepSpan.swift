/// A range of numbers from which a sweep draws: `{from: 1e-4, to: 1e-1, scale: log}`.
public struct SweepSpan: Sendable, Hashable {
    /// How the draws are spread over the range.
    public enum Scale: String, Sendable, Hashable, CaseIterable {
        /// Every part of the range is as likely as any other of the same length.
        case linear
        /// Every part is as likely as any other of the same ratio: 0.001 to 0.01 as 0.01 to 0.1.
        case log
    }

    /// The ends, both of which can be drawn.
    public enum Ends: Sendable, Hashable {
        /// The range of a parameter that is a whole number, of which only whole numbers are drawn.
        case whole(ClosedRange<Int>)
        /// The range of any other number.
        case number(ClosedRange<Double>)
    }

    /// The ends; both are above 0 if the scale is logarithmic.
    public let ends: Ends

    /// The scale.
    public let scale: Scale

    /// Makes a range.
    ///
    /// - Precondition: the lower end of a logarithmic range is above 0.
    public init(_ ends: Ends, scale: Scale = .linear) {
        let isPositive =
            switch ends {
            case .whole(let range): range.lowerBound > 0
            case .number(let range): range.lowerBound > 0
            }
        precondition(scale == .linear || isPositive, "a logarithmic range from 0 or below")
        self.ends = ends
        self.scale = scale
    }

    /// The number of different values; `nil` for a range of numbers that need not be whole, or with more than `Int.max`.
    package var count: Int? {
        switch ends {
        case .whole(let range):
            let (width, overflows) = range.upperBound.subtractingReportingOverflow(range.lowerBound)
            return overflows || width == .max ? nil : width + 1
        case .number(let range): return range.lowerBound == range.upperBound ? 1 : nil
        }
    }
}
