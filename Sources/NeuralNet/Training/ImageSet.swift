public import FoundationEssentials

/// Labelled 8-bit images of one size, with their normalization and augmentation.
///
/// The pixels stay bytes; they are normalized batch by batch.
public struct ImageSet: Sendable {
    /// The shape of one image, `[C, H, W]`.
    public let shape: Shape

    /// One byte per sample, 0…255, `[N, C, H, W]`.
    public let pixels: Data

    /// The class of each image, 0…K−1.
    public let labels: Data

    /// The normalization of each channel.
    public let normalization: Normalization

    /// The augmentation in training; `nil` for none.
    public let augmentation: Augmentation?

    /// The index of each image in the set that this one is a part of, by which it is augmented; `nil` if it is no part.
    public let origins: [Int]?

    /// Makes a set.
    ///
    /// - Throws: ``NetworkError/data(_:)`` if the number of pixels or of origins does not match the labels, or the
    ///   normalization the channels.
    public init(
        shape: Shape, pixels: Data, labels: Data, normalization: Normalization,
        augmentation: Augmentation? = nil, origins: [Int]? = nil
    ) throws(NetworkError) {
        guard pixels.count == shape.count(times: labels.count) else {
            throw .data("\(pixels.count) pixels for \(labels.count) images of \(shape)")
        }
        guard normalization.fits(shape) else {
            throw .data("a normalization of \(normalization.channels.count) channels for images of \(shape)")
        }
        if let origins, origins.count != labels.count || origins.contains(where: { $0 < 0 }) {
            throw .data("\(origins.count) origins of \(labels.count) images, or one below 0")
        }
        self.shape = shape
        self.pixels = pixels
        self.labels = labels
        self.normalization = normalization
        self.augmentation = augmentation
        self.origins = origins
    }

    /// The images with these indices, in this order, each augmented as it is in this set.
    ///
    /// - Precondition: each index is one of an image.
    public func part(_ indices: [Int]) throws(NetworkError) -> ImageSet {
        let size = shape.count
        var pixels = Data(capacity: indices.count * size)
        var labels = Data(capacity: indices.count)
        for index in indices {
            let start = self.pixels.startIndex + index * size
            pixels.append(self.pixels[start..<start + size])
            labels.append(self.labels[self.labels.startIndex + index])
        }
        return try ImageSet(
            shape: shape, pixels: pixels, labels: labels, normalization: normalization,
            augmentation: augmentation, origins: indices.map(origin))
    }

    /// The index by which an image is augmented.
    func origin(of index: Int) -> Int { origins?[index] ?? index }

    /// The number of images.
    public var count: Int { labels.count }
}
