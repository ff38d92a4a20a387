import Foundation

/// Repeated measurements of a quantity.
struct Samples {
    private var sorted: [Double]

    /// Sorts measurements.
    ///
    /// - Precondition: there is at least one.
    init(_ values: [Double]) {
        precondition(!values.isEmpty, "no measurements")
        sorted = values.sorted()
    }

    var median: Double {
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }

    var least: Double { sorted[0] }

    var most: Double { sorted[sorted.count - 1] }

    /// The measurements in another unit.
    func scaled(by factor: Double) -> Samples { Samples(sorted.map { $0 * factor }) }

    /// Median, minimum and maximum: `5.28 (4.98 to 5.69)`.
    func text(decimals: Int) -> String {
        "\(median.text(decimals)) (\(least.text(decimals)) to \(most.text(decimals)))"
    }
}

extension Double {
    /// The number with a fixed number of decimals.
    func text(_ decimals: Int) -> String { String(format: "%.\(decimals)f", self) }

    /// The number as a share of another, in percent: `105 %`.
    func share(of whole: Double) -> String { "\((100 * self / whole).text(0)) %" }
}

/// The seconds that some work takes.
func seconds(of work: () throws -> Void) rethrows -> Double {
    let duration = try ContinuousClock().measure(work)
    return Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
}
