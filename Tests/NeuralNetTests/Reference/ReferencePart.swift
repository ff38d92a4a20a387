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
    var largest: Double { expected.reduce(0) { max($0, abs($1)) } }

    /// The parts of exact results.
    ///
    /// Rounding moves an element by what the largest of its tensor was moved by, and more often than between layers: a
    /// kernel rounds after each addition, of which a gradient takes some thousands. Winograd's algorithm and the
    /// approximations of GELU's derivative are right to some millionths of the largest element.
    ///
    /// - Parameter rounded: the same with all values between layers rounded to Float32.
    static func parts(
        _ exact: ReferenceNetwork.Results, _ rounded: ReferenceNetwork.Results
    ) -> [ReferencePart] {
        zip(exact.parts, rounded.parts).map { part, other in
            let deviation = zip(part.values, other.values).reduce(0) { max($0, abs($1.0 - $1.1)) }
            let largest = part.values.reduce(0) { max($0, abs($1)) }
            return ReferencePart(
                name: part.name, kind: part.kind, expected: part.values,
                tolerance: 128 * deviation + 1e-5 * largest)
        }
    }

    /// Compares every element of an engine's result.
    func expectClose(
        to actual: some Sequence<Float>, _ what: String, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        TestSupport.expectClose(
            actual.map { Double($0) }, expected, absolute: tolerance, relative: 0, "\(name), \(what)",
            sourceLocation: sourceLocation)
    }
}
