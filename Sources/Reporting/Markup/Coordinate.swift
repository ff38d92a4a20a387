/// Coordinates as text: rounded to a tenth, the same on every machine.
package enum Coordinate {
    /// The number without needless zeros: `12.5`, `-.4`.
    package static func text(_ number: Double) -> String { text(tenths: tenths(number)) }

    /// The number in whole tenths.
    package static func tenths(_ number: Double) -> Int {
        number.isFinite ? Int((number * 10).rounded().clamped(to: -1e9...1e9)) : 0
    }

    /// A number of tenths without needless zeros.
    package static func text(tenths: Int) -> String {
        let whole = tenths.magnitude / 10
        let rest = tenths.magnitude % 10
        let digits = rest == 0 ? "\(whole)" : whole == 0 ? ".\(rest)" : "\(whole).\(rest)"
        return tenths < 0 ? "-" + digits : digits
    }
}

extension Comparable {
    /// The nearest value inside the limits.
    func clamped(to limits: ClosedRange<Self>) -> Self {
        min(max(self, limits.lowerBound), limits.upperBound)
    }
}
