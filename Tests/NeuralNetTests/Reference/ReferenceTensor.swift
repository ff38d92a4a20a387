import NeuralNet

/// A tensor in double precision, batch first: images `[N, C, H, W]`, or rows of features `[N, I]`.
struct ReferenceTensor {
    let dimensions: [Int]
    var values: [Double]

    init(_ dimensions: [Int], _ values: [Double]) {
        precondition(values.count == dimensions.reduce(1, *), "\(values.count) values for \(dimensions)")
        self.dimensions = dimensions
        self.values = values
    }

    init(_ tensor: Tensor) { self.init(tensor.shape.dimensions, tensor.values.map { Double($0) }) }

    static func zeros(_ dimensions: [Int]) -> ReferenceTensor {
        ReferenceTensor(dimensions, [Double](repeating: 0, count: dimensions.reduce(1, *)))
    }

    /// The number of images, or of rows.
    var images: Int { dimensions[0] }

    /// The number of channels, or of features.
    var channels: Int { dimensions[1] }

    /// The number of a channel's pixels; a feature is one.
    var pixels: Int { dimensions.dropFirst(2).reduce(1, *) }

    /// The place of an image's pixel in ``values``.
    func place(_ image: Int, _ channel: Int, _ row: Int, _ column: Int) -> Int {
        ((image * dimensions[1] + channel) * dimensions[2] + row) * dimensions[3] + column
    }

    /// The places of a channel's pixels in one image.
    func places(_ image: Int, _ channel: Int) -> Range<Int> {
        let start = (image * channels + channel) * pixels
        return start..<start + pixels
    }

    /// The places of a channel in all images.
    func places(ofChannel channel: Int) -> [Int] { (0..<images).flatMap { places($0, channel) } }

    /// The same values in other dimensions.
    func shaped(_ dimensions: [Int]) -> ReferenceTensor { ReferenceTensor(dimensions, values) }

    /// Each value and its neighbour at the same place, turned into one.
    func merged(_ other: ReferenceTensor, _ merge: (Double, Double) -> Double) -> ReferenceTensor {
        precondition(dimensions == other.dimensions, "\(dimensions) and \(other.dimensions)")
        return ReferenceTensor(dimensions, zip(values, other.values).map(merge))
    }

    /// The same values as Float32 holds them.
    var rounded: ReferenceTensor { ReferenceTensor(dimensions, values.map { Double(Float($0)) }) }
}
