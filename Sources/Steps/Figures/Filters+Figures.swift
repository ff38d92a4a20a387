import Figures
import FoundationEssentials
import NeuralNet
import Workflow

extension Filters {
    /// The maximum number of drawn filters.
    private static let most = 256

    /// The filters as images, each in its own range from dark to bright, and a table of these ranges.
    ///
    /// - Throws: `CacheDamage` if the weights are lost in the cache, `StepFailure` if they cannot be drawn.
    func figures() throws -> [Figure] {
        let weights = try weights()
        let sizes = weights.shape.dimensions
        let size = sizes[1] * sizes[2] * sizes[3]
        let filters = (0..<min(sizes[0], Self.most)).map { filter in
            Array(weights.values[filter * size..<(filter + 1) * size])
        }
        var pixels = Data(capacity: filters.count * size)
        for filter in filters { pixels.append(contentsOf: Self.bytes(of: filter)) }
        let grid = try ImageGrid(
            shape: Shape(Array(sizes.dropFirst())), content: .picture, pixels: pixels,
            items: filters.indices.map { ImageGrid.Item(index: $0, label: "filter \($0 + 1)") },
            total: sizes[0])
        let table = Table(
            columns: ["filter", "least weight, darkest", "greatest weight, brightest"],
            rows: filters.enumerated().map { place, filter in
                [
                    .integer(place + 1), .number(Double(filter.min() ?? 0)),
                    .number(Double(filter.max() ?? 0)),
                ]
            }, isFolded: true)
        return [Figure(grid), Figure(table)]
    }

    /// Weights as 0 for the least to 255 for the greatest, or all as 128 if they are equal.
    private static func bytes(of weights: [Float]) -> [UInt8] {
        let (low, high) = (Double(weights.min() ?? 0), Double(weights.max() ?? 0))
        guard low < high else { return weights.map { _ in 128 } }
        return weights.map { UInt8(((Double($0) - low) / (high - low) * 255).rounded()) }
    }
}
