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

    /// Makes a set.
    ///
    /// - Throws: ``NetworkError/data(_:)`` if the number of pixels does not match the labels, or the normalization the
    ///   channels.
    public init(
        shape: Shape, pixels: Data, labels: Data, normalization: Normalization,
        augmentation: Augmentation? = nil
    ) throws(NetworkError) {
        guard pixels.count == shape.count(times: labels.count) else {
            throw .data("\(pixels.count) pixels for \(labels.count) images of \(shape)")
        }
        guard normalization.fits(shape) else {
            throw .data("a normalization of \(normalization.channels.count) channels for images of \(shape)")
        }
        self.shape = shape
        self.pixels = pixels
        self.labels = labels
        self.normalization = normalization
        self.augmentation = augmentation
    }

    /// The number of images.
    public var count: Int { labels.count }
}
