import Glibc

/// An affine transform: rotation and scaling about an image's centre, then a translation.
struct AffineTransform {
    /// The rotation; clockwise, because rows count downwards.
    let radians: Float
    /// The scale factor, more than 0.
    let size: Float
    /// The translation to the right, in pixels.
    let across: Float
    /// The translation downwards, in pixels.
    let down: Float

    /// Writes the transformed image, each sample scaled.
    ///
    /// Each pixel is sampled from its source position by bilinear interpolation; outside the image everything is 0.
    /// Equals `torchvision.transforms.functional.affine` with bilinear interpolation except for the order of rounding.
    ///
    /// - Parameters:
    ///   - source: one byte per sample, `[C, H, W]`.
    ///   - scales: the scaling of each channel's samples; a single one applies to all channels.
    ///   - target: the result, `[C, H, W]`.
    func apply(
        to source: UnsafeRawBufferPointer, shape: Shape, scales: [LinearScale],
        into target: UnsafeMutableBufferPointer<Float>
    ) {
        let (_, height, width) = shape.planes
        // Zero padding, so that any position within a pixel of the image has four neighbours.
        let stride = width + 2
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: stride * (height + 2)) { framed in
            framed.initialize(repeating: 0)
            for (index, channel) in Swift.stride(from: 0, to: source.count, by: width * height).enumerated() {
                for row in 0..<height {
                    let line = UnsafeRawBufferPointer(
                        rebasing: source[channel + row * width..<channel + (row + 1) * width])
                    _ = framed[((row + 1) * stride + 1)...].update(fromContentsOf: line)
                }
                sample(
                    framed, width: width, height: height, scale: scales[scales.count == 1 ? 0 : index],
                    into: UnsafeMutableBufferPointer(rebasing: target[channel..<channel + width * height]))
            }
        }
    }

    /// Writes the transformed image, each sample rounded to a byte.
    ///
    /// - Parameters:
    ///   - source: one byte per sample, `[C, H, W]`.
    ///   - target: the result, of the same length.
    func apply(to source: [UInt8], shape: Shape, into target: inout [UInt8]) {
        withUnsafeTemporaryAllocation(of: Float.self, capacity: source.count) { samples in
            samples.initialize(repeating: 0)
            source.withUnsafeBytes { apply(to: $0, shape: shape, scales: [.identity], into: samples) }
            for place in target.indices { target[place] = UInt8(min(max(samples[place].rounded(), 0), 255)) }
        }
    }

    private func sample(
        _ framed: UnsafeMutableBufferPointer<UInt8>, width: Int, height: Int, scale: LinearScale,
        into target: UnsafeMutableBufferPointer<Float>
    ) {
        let stride = width + 2
        let (cosine, sine) = (cos(radians) / size, sin(radians) / size)
        let (centreX, centreY) = (Float(width - 1) / 2, Float(height - 1) / 2)
        let (right, bottom) = (Float(width), Float(height))
        var place = 0
        for row in 0..<height {
            let y = Float(row) - centreY - down
            for column in 0..<width {
                let x = Float(column) - centreX - across
                let fromX = cosine * x + sine * y + centreX
                let fromY = cosine * y - sine * x + centreY
                var value: Float = 0
                if fromX > -1, fromX < right, fromY > -1, fromY < bottom {
                    // Shifted by the padding, so that rounding towards zero rounds down.
                    let (left, top) = (Int(fromX + 1), Int(fromY + 1))
                    let (shareX, shareY) = (fromX + 1 - Float(left), fromY + 1 - Float(top))
                    let corner = top * stride + left
                    let upper =
                        Float(framed[corner]) * (1 - shareX) + Float(framed[corner + 1]) * shareX
                    let lower =
                        Float(framed[corner + stride]) * (1 - shareX) + Float(framed[corner + stride + 1])
                        * shareX
                    value = upper * (1 - shareY) + lower * shareY
                }
                target[place] = value * scale.factor + scale.offset
                place += 1
            }
        }
    }
}
