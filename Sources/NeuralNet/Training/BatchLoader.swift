import FoundationEssentials

/// Gathers, augments and normalizes the images of a batch.
struct BatchLoader: Sendable {
    private let images: ImageSet
    /// The normalized value of each byte, 256 for each channel of the normalization.
    private let tables: [Float]
    private let scales: [LinearScale]
    private let transform: (@Sendable (Int) -> AffineTransform)?

    /// Makes a loader.
    ///
    /// - Parameter epoch: the epoch of the augmentation, 0-based; `nil` for no augmentation.
    init(_ images: ImageSet, epoch: Int?) {
        self.images = images
        tables = images.normalization.channels.flatMap(\.table)
        scales = images.normalization.channels.map(\.scale)
        transform = epoch.flatMap { epoch in images.augmentation?.transforms(in: epoch) }
    }

    /// Writes the images with these indices to the beginning of a batch, `[N, C, H, W]`, plain.
    func load(_ indices: some Sequence<Int>, into batch: inout MutableSpan<Float>) {
        batch.withUnsafeMutableBufferPointer { load(indices, into: $0) }
    }

    private func load(_ indices: some Sequence<Int>, into batch: UnsafeMutableBufferPointer<Float>) {
        let size = images.shape.count
        // A single table applies to all channels of an image.
        let plane = size / scales.count
        images.pixels.withUnsafeBytes { pixels in
            tables.withUnsafeBufferPointer { tables in
                var start = 0
                for index in indices {
                    let source = UnsafeRawBufferPointer(rebasing: pixels[index * size..<(index + 1) * size])
                    let target = UnsafeMutableBufferPointer(rebasing: batch[start..<start + size])
                    if let transform {
                        transform(index).apply(to: source, shape: images.shape, scales: scales, into: target)
                    } else {
                        for channel in scales.indices {
                            let table = UnsafeBufferPointer(
                                rebasing: tables[channel * 256..<(channel + 1) * 256])
                            for place in channel * plane..<(channel + 1) * plane {
                                target[place] = table[Int(source[place])]
                            }
                        }
                    }
                    start += size
                }
            }
        }
    }

    /// The class of an image.
    func label(_ index: Int) -> Int { Int(images.labels[images.labels.startIndex + index]) }
}
