public import Testing

/// Compares every element of two lists of numbers: equal counts, and |a − b| ≤ absolute + relative·|b| for each.
///
/// NaN is not close to anything, not even to itself.
public func expectClose<Number: BinaryFloatingPoint>(
    _ actual: [Number], _ expected: [Number], absolute: Number, relative: Number, _ name: String,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    guard actual.count == expected.count else {
        Issue.record(
            "\(name): \(actual.count) elements, not \(expected.count)", sourceLocation: sourceLocation)
        return
    }
    for (index, (first, second)) in zip(actual, expected).enumerated()
    where !(abs(first - second) <= absolute + relative * abs(second)) {
        Issue.record(
            "\(name)[\(index)]: \(first) is not close to \(second)", sourceLocation: sourceLocation)
        return
    }
}
