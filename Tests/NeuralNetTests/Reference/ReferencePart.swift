import TestSupport
import Testing

/// One of a network's results, and how far an engine's may be from it.
struct ReferencePart {
    /// What the numbers are.
    enum Kind { case logits, loss, gradient, running }

    let name: String
    let kind: Kind
    let expected: [Double]
    /// The largest difference of an element.
    let tolerance: Double

    /// The size of the largest element.
    var largest: Double { Self.largest(of: expected) }

    /// The parts of exact results.
    ///
    /// Rounding moves an element by what the largest of its tensor was moved by, and more often than between layers: a
    /// kernel rounds after each addition, of which a gradient takes some thousands. Winograd's algorithm and the
    /// approximation of GELU's derivative are right to some millionths of the largest element. Of terms that cancel each
    /// other, as in the bias before a batch normalization, rounding leaves a part that depends on their size, which is
    /// that of other gradients.
    ///
    /// - Parameter rounded: the same with all values between layers rounded to Float32.
    static func parts(
        _ exact: ReferenceNetwork.Results, _ rounded: ReferenceNetwork.Results
    ) -> [ReferencePart] {
        let gradients = exact.parts.filter { $0.kind == .gradient }.map { largest(of: $0.values) }
        return zip(exact.parts, rounded.parts).map { part, other in
            let deviation = largest(of: zip(part.values, other.values).map(-))
            let terms = part.kind == .gradient ? gradients.max() ?? 0 : 0
            return ReferencePart(
                name: part.name, kind: part.kind, expected: part.values,
                tolerance: 128 * deviation + 1e-5 * largest(of: part.values) + 1e-6 * terms)
        }
    }

    /// The size of the largest element.
    private static func largest(of values: [Double]) -> Double { values.reduce(0) { max($0, abs($1)) } }

    /// Compares every element of an engine's result.
    func expectClose(
        to actual: some Sequence<Float>, _ what: String, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        TestSupport.expectClose(
            actual.map { Double($0) }, expected, absolute: tolerance, relative: 0, "\(name), \(what)",
            sourceLocation: sourceLocation)
    }
}
