import FoundationEssentials

/// Gathers and normalizes the images of a batch, changed at random where the set says so.
struct BatchLoader: Sendable {
    private let images: ImageSet
    private let table: [Float]
    private let change: (@Sendable (Int) -> AffineChange)?

    /// Makes a loader.
    ///
    /// - Parameter epoch: the epoch whose random changes the images get, 0-based; `nil` for the images as they are.
    init(_ images: ImageSet, epoch: Int?) {
        self.images = images
        table = images.normalization.table
        change = epoch.flatMap { epoch in images.augmentation?.changes(in: epoch) }
    }

    /// Writes the images with these indices to the beginning of a batch, `[N, C, H, W]`, plain.
    func load(_ indices: some Sequence<Int>, into batch: inout MutableSpan<Float>) {
        batch.withUnsafeMutableBufferPointer { load(indices, into: $0) }
    }

    private func load(_ indices: some Sequence<Int>, into batch: UnsafeMutableBufferPointer<Float>) {
        let size = images.shape.count
        let factor = 1 / (255 * Float(images.normalization.standardDeviation))
        let offset = -Float(images.normalization.mean) / Float(images.normalization.standardDeviation)
        images.pixels.withUnsafeBytes { pixels in
            table.withUnsafeBufferPointer { table in
                var start = 0
                for index in indices {
                    let source = UnsafeRawBufferPointer(rebasing: pixels[index * size..<(index + 1) * size])
                    let target = UnsafeMutableBufferPointer(rebasing: batch[start..<start + size])
                    if let change {
                        change(index).apply(
                            to: source, shape: images.shape, factor: factor, offset: offset, into: target)
                    } else {
                        for place in source.indices { target[place] = table[Int(source[place])] }
                    }
                    start += size
                }
            }
        }
    }

    /// The class of an image.
    func label(_ index: Int) -> Int { Int(images.labels[images.labels.startIndex + index]) }
}
