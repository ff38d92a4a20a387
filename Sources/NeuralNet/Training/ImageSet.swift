public import FoundationEssentials

/// Labelled 8-bit images of one size, with the normalization that the network sees them through.
///
/// The pixels stay bytes; a batch is normalized when it is computed.
public struct ImageSet: Sendable {
    /// The shape of one image, `[C, H, W]`.
    public let shape: Shape

    /// One byte a sample, 0…255, `[N, C, H, W]`.
    public let pixels: Data

    /// The class of each image, 0…K−1.
    public let labels: Data

    /// What is subtracted after scaling to 0…1, and what that is divided by, in each channel.
    public let normalization: Normalization

    /// How the images are changed at random while a network is trained on them; `nil` for not at all.
    public let augmentation: Augmentation?

    /// Makes a set.
    ///
    /// - Throws: ``NetworkError/data(_:)`` where there are not as many pixels as the labels need, or the normalization is of
    ///   other channels.
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
