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

    /// What is subtracted after scaling to 0…1, and what that is divided by.
    public let normalization: Normalization

    /// How the images are changed at random while a network is trained on them; `nil` for not at all.
    public let augmentation: Augmentation?

    /// Makes a set.
    ///
    /// - Throws: ``NetworkError/data(_:)`` where there are not as many pixels as the labels need.
    public init(
        shape: Shape, pixels: Data, labels: Data, normalization: Normalization,
        augmentation: Augmentation? = nil
    ) throws(NetworkError) {
        guard pixels.count == shape.count(times: labels.count) else {
            throw .data("\(pixels.count) pixels for \(labels.count) images of \(shape)")
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

/// The scaling of pixels: byte / 255, minus the mean, divided by the standard deviation.
///
/// Equals torchvision's `ToTensor` followed by `Normalize`, in the same order of operations and in Float32.
public struct Normalization: Sendable, Hashable, Codable {
    private enum CodingKeys: CodingKey { case mean, standardDeviation }

    /// Subtracted, in units of full brightness.
    public let mean: Double

    /// Divided by, in units of full brightness; more than 0.
    public let standardDeviation: Double

    /// Bytes scaled to 0…1 and nothing else.
    public static let unit = Normalization(mean: 0, standardDeviation: 1)

    /// Makes a normalization.
    ///
    /// - Precondition: the standard deviation is more than 0.
    public init(mean: Double, standardDeviation: Double) {
        precondition(standardDeviation > 0, "a standard deviation of \(standardDeviation)")
        self.mean = mean
        self.standardDeviation = standardDeviation
    }

    /// Reads mean and standard deviation, which may be anything, and checks them.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        mean = try container.decode(Double.self, forKey: .mean)
        standardDeviation = try container.decode(Double.self, forKey: .standardDeviation)
        guard mean.isFinite, standardDeviation > 0, standardDeviation.isFinite else {
            throw DecodingError.dataCorruptedError(
                forKey: .standardDeviation, in: container, debugDescription: "an impossible normalization")
        }
    }

    /// The number that the network sees for each byte.
    var table: [Float] {
        (0...255).map { (Float($0) / 255 - Float(mean)) / Float(standardDeviation) }
    }

    /// The mean and the standard deviation of all pixels of some images, in units of full brightness.
    ///
    /// Exact: the bytes are counted, not summed in floating point. `nil` where there are no pixels, or all are equal.
    public static func measured(on pixels: Data) -> Normalization? {
        var counts = [Int](repeating: 0, count: 256)
        pixels.withUnsafeBytes { bytes in
            for byte in bytes { counts[Int(byte)] += 1 }
        }
        guard !pixels.isEmpty else { return nil }
        let total = Double(pixels.count)
        let sum = counts.enumerated().reduce(0) { $0 + $1.offset * $1.element }
        let mean = Double(sum) / total
        let variance =
            counts.enumerated().reduce(0.0) { sum, entry in
                let difference = Double(entry.offset) - mean
                return sum + Double(entry.element) * difference * difference
            } / total
        guard variance > 0 else { return nil }
        return Normalization(mean: mean / 255, standardDeviation: variance.squareRoot() / 255)
    }
}
