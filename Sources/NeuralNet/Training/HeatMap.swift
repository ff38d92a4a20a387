/// One number for each pixel of an image, or for each place of a feature map.
struct HeatMap {
    /// The number of rows.
    let height: Int
    /// The number of columns.
    let width: Int
    /// The numbers, `[H, W]`.
    private(set) var values: [Float]

    /// Grad-CAM's map of an image: max(Σ a[c]·A[c], 0) with a[c] the mean of the gradient over channel c.
    ///
    /// - Parameters:
    ///   - features: the feature maps A, `[C, H, W]`.
    ///   - gradients: those of a logit with respect to them, `[C, H, W]`.
    ///   - shape: `[C, H, W]`.
    init(weighting features: Span<Float>, by gradients: Span<Float>, shape: Shape) {
        (height, width) = (shape.dimensions[1], shape.dimensions[2])
        let size = height * width
        var sums = [Double](repeating: 0, count: size)
        for start in stride(from: 0, to: shape.count, by: size) {
            var weight = 0.0
            for place in start..<start + size { weight += Double(gradients[place]) }
            weight /= Double(size)
            for place in 0..<size { sums[place] += weight * Double(features[start + place]) }
        }
        values = sums.map { Float(max($0, 0)) }
    }

    /// The saliency of an image: of each pixel's absolute gradients the greatest.
    ///
    /// - Parameters:
    ///   - gradients: those of a logit with respect to the image, `[C, H, W]`.
    ///   - shape: `[C, H, W]`.
    init(saliencyOf gradients: Span<Float>, shape: Shape) {
        (height, width) = (shape.dimensions[1], shape.dimensions[2])
        let size = height * width
        values = [Float](repeating: 0, count: size)
        for start in stride(from: 0, to: shape.count, by: size) {
            for place in 0..<size {
                let gradient = abs(gradients[start + place])
                // A comparison with NaN is false, so that NaN stays.
                if !(gradient <= values[place]), !values[place].isNaN { values[place] = gradient }
            }
        }
    }

    private init(height: Int, width: Int, values: [Float]) {
        (self.height, self.width, self.values) = (height, width, values)
    }

    /// The map interpolated bilinearly to another size,
    /// `torch.nn.functional.interpolate(mode="bilinear", align_corners=False)`.
    ///
    /// The centre of a pixel is at the same share of both sizes; beyond the outermost centres the map is continued
    /// with its edge.
    func resized(height newHeight: Int, width newWidth: Int) -> HeatMap {
        guard (newHeight, newWidth) != (height, width) else { return self }
        let rows = Self.places(count: newHeight, among: height)
        let columns = Self.places(count: newWidth, among: width)
        var resized: [Float] = []
        resized.reserveCapacity(newHeight * newWidth)
        for row in rows {
            let (upper, lower) = (row.first * width, row.second * width)
            for column in columns {
                let above = Self.mix(
                    values[upper + column.first], values[upper + column.second], column.share)
                let below = Self.mix(
                    values[lower + column.first], values[lower + column.second], column.share)
                resized.append(Self.mix(above, below, row.share))
            }
        }
        return HeatMap(height: newHeight, width: newWidth, values: resized)
    }

    /// The map divided by its maximum; as it is where nothing is more than 0.
    func scaledToMaximum() -> HeatMap {
        guard let maximum = values.max(), maximum > 0 else { return self }
        return HeatMap(height: height, width: width, values: values.map { $0 / maximum })
    }

    /// The two places that each place of another size lies between, and the second one's share.
    private static func places(
        count: Int, among own: Int
    ) -> [(first: Int, second: Int, share: Float)] {
        let step = Float(own) / Float(count)
        return (0..<count).map { index in
            let place = max((Float(index) + 0.5) * step - 0.5, 0)
            let first = min(Int(place), own - 1)
            return (first, min(first + 1, own - 1), place - Float(first))
        }
    }

    private static func mix(_ first: Float, _ second: Float, _ share: Float) -> Float {
        first * (1 - share) + second * share
    }
}
