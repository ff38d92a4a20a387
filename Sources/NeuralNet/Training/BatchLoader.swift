import FoundationEssentials

/// Gathers, augments, normalizes and mixes the images of a batch.
struct BatchLoader: Sendable {
    private let images: ImageSet
    /// The normalized value of each byte, 256 for each channel of the normalization.
    private let tables: [Float]
    private let scales: [LinearScale]
    private let augmentation: EpochAugmentation?
    private let mixup: EpochMixup?

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
        mixup = epoch.flatMap { epoch in
            images.augmentation.flatMap { EpochMixup($0, epoch: epoch) }
        }
    }

    /// What each image of a batch is mixed with; `nil` if none is.
    ///
    /// - Parameter batch: the images' indices, in the order of the batch.
    func mixtures(of batch: [Int]) -> [ImageMixture]? { mixup?.mixtures(of: batch) }

    /// Writes the images with these indices to the beginning of a batch, `[N, C, H, W]`, plain.
    ///
    /// - Parameter mixtures: what each of them is mixed with; `nil` for nothing.
    func load(
        _ indices: some Sequence<Int>, mixedBy mixtures: ArraySlice<ImageMixture>? = nil,
        into batch: inout MutableSpan<Float>
    ) {
        batch.withUnsafeMutableBufferPointer { batch in
            // Made once for all images that are loaded together.
            var changed = augmentation?.changesBytes == true ? AugmentedPixels(shape: images.shape) : nil
            write(indices, into: batch, with: &changed)
            if let mixtures { mix(mixtures, into: batch, with: &changed) }
        }
    }

    private func write(
        _ indices: some Sequence<Int>, into batch: UnsafeMutableBufferPointer<Float>,
        with changed: inout AugmentedPixels?
    ) {
        let size = images.shape.count
        images.pixels.withUnsafeBytes { pixels in
            var start = 0
            for index in indices {
                let source = UnsafeRawBufferPointer(rebasing: pixels[index * size..<(index + 1) * size])
                let target = UnsafeMutableBufferPointer(rebasing: batch[start..<start + size])
                let change = augmentation?.change(of: images.origin(of: index))
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

    /// Mixes the images of a batch with their partners.
    ///
    /// A partner may be another thread's, and threads do not wait for each other here, so it is written once more: a
    /// table's look-up for each sample, and the cost of the augmentation twice.
    private func mix(
        _ mixtures: ArraySlice<ImageMixture>, into batch: UnsafeMutableBufferPointer<Float>,
        with changed: inout AugmentedPixels?
    ) {
        let size = images.shape.count
        withUnsafeTemporaryAllocation(of: Float.self, capacity: size) { partner in
            partner.initialize(repeating: 0)
            for (row, mixture) in mixtures.enumerated() where mixture.isMixed {
                write(CollectionOfOne(mixture.partner), into: partner, with: &changed)
                let (own, other) = (mixture.share, 1 - mixture.share)
                let target = UnsafeMutableBufferPointer(rebasing: batch[row * size..<(row + 1) * size])
                for place in 0..<size { target[place] = own * target[place] + other * partner[place] }
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

    /// What the loss compares the images of a batch with.
    ///
    /// - Parameter mixtures: what each of them is mixed with; `nil` for nothing.
    func targets(of batch: [Int], mixedBy mixtures: [ImageMixture]?) -> [ClassTarget] {
        guard let mixtures else { return batch.map { ClassTarget(label($0)) } }
        return zip(batch, mixtures).map { index, mixture in
            ClassTarget(label(index), share: mixture.share, other: label(mixture.partner))
        }
    }

    /// The class of an image.
    func label(_ index: Int) -> Int { Int(images.labels[images.labels.startIndex + index]) }
}
