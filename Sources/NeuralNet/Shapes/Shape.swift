/// The dimensions of a tensor.
///
/// Letters in documentation: N batch, C channels, H height, W width, O output features or filters, I input
/// features, K classes.
public struct Shape: Sendable, Hashable, Codable, CustomStringConvertible {
    /// The sizes, outermost first.
    public let dimensions: [Int]

    /// Makes a shape.
    ///
    /// - Precondition: no size is negative.
    public init(_ dimensions: [Int]) {
        precondition(dimensions.allSatisfy { $0 >= 0 }, "a shape of \(dimensions)")
        self.dimensions = dimensions
    }

    /// The number of elements; `Int.max` on overflow.
    public var count: Int {
        if dimensions.contains(0) { return 0 }
        var count = 1
        for dimension in dimensions {
            let (product, overflows) = count.multipliedReportingOverflow(by: dimension)
            guard !overflows else { return .max }
            count = product
        }
        return count
    }

    /// The number of elements of several tensors of this shape; `Int.max` on overflow.
    ///
    /// - Precondition: the number of tensors is not negative.
    public func count(times tensors: Int) -> Int { Shape([tensors] + dimensions).count }

    /// The sizes: `32×14×14`.
    public var description: String { dimensions.map(String.init).joined(separator: "×") }

    /// Reads the sizes.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let dimensions = try container.decode([Int].self)
        guard dimensions.allSatisfy({ $0 >= 0 }) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "a negative size")
        }
        self.dimensions = dimensions
    }

    /// Writes the sizes.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(dimensions)
    }
}
