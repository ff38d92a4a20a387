import FoundationEssentials

/// Gathers, augments and normalizes the images of a batch.
struct BatchLoader: Sendable {
    private let images: ImageSet
    /// The normalized value of each byte, 256 for each channel of the normalization.
    private let tables: [Float]
    private let scales: [LinearScale]
    private let augmentation: EpochAugmentation?

    /// Makes a loader.
    ///
    /// - Parameter epoch: the epoch of the augmentation, 0-based; `nil` for no augmentation.
    init(_ images: ImageSet, epoch: Int?) {
        self.images = images
        tables = images.normalization.channels.flatMap(\.table)
        scales = images.normalization.channels.map(\.scale)
        augmentation = epoch.flatMap { epoch in
            images.augmentation.map { EpochAugmentation($0, epoch: epoch, shape: images.shape) }
        }
    }

    /// Writes the images with these indices to the beginning of a batch, `[N, C, H, W]`, plain.
    func load(_ indices: some Sequence<Int>, into batch: inout MutableSpan<Float>) {
        batch.withUnsafeMutableBufferPointer { load(indices, into: $0) }
    }

    private func load(_ indices: some Sequence<Int>, into batch: UnsafeMutableBufferPointer<Float>) {
        let size = images.shape.count
        // Made once for all images that are loaded together.
        var changed = augmentation?.changesBytes == true ? AugmentedPixels(shape: images.shape) : nil
        images.pixels.withUnsafeBytes { pixels in
            var start = 0
            for index in indices {
                let source = UnsafeRawBufferPointer(rebasing: pixels[index * size..<(index + 1) * size])
                let target = UnsafeMutableBufferPointer(rebasing: batch[start..<start + size])
                let change = augmentation?.change(of: index)
                if let change, changed != nil {
                    changed?.load(source.assumingMemoryBound(to: UInt8.self).span, changedBy: change)
                    changed?.bytes.withUnsafeBytes { normalize($0, into: target) }
                } else if let transform = change?.transform {
                    transform.apply(to: source, shape: images.shape, scales: scales, into: target)
                } else {
                    normalize(source, into: target)
                }
                change?.hole?.forEachRow(of: images.shape) { _, row in
                    for place in row { target[place] = 0 }
                }
                start += size
            }
        }
    }

    /// Looks up each byte in its channel's table.
    private func normalize(_ source: UnsafeRawBufferPointer, into target: UnsafeMutableBufferPointer<Float>) {
        // A single table applies to all channels of an image.
        let plane = source.count / scales.count
        tables.withUnsafeBufferPointer { tables in
            for channel in scales.indices {
                let table = UnsafeBufferPointer(rebasing: tables[channel * 256..<(channel + 1) * 256])
                for place in channel * plane..<(channel + 1) * plane {
                    target[place] = table[Int(source[place])]
                }
            }
        }
    }

    /// The class of an image.
    func label(_ index: Int) -> Int { Int(images.labels[images.labels.startIndex + index]) }
}
