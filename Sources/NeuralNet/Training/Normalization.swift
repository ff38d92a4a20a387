/// The scaling of pixels: byte / 255, minus the mean, divided by the standard deviation, channel by channel.
///
/// Equals torchvision's `ToTensor` followed by `Normalize`, in the same order of operations and in Float32.
public struct Normalization: Sendable, Hashable {
    /// The scaling of one channel.
    public struct Channel: Sendable, Hashable {
        /// The mean to subtract, in units of full brightness.
        public let mean: Double

        /// The standard deviation to divide by, in units of full brightness; more than 0.
        public let standardDeviation: Double

        /// Makes the scaling of a channel.
        ///
        /// - Precondition: the standard deviation is more than 0.
        public init(mean: Double, standardDeviation: Double) {
            precondition(standardDeviation > 0, "a standard deviation of \(standardDeviation)")
            self.mean = mean
            self.standardDeviation = standardDeviation
        }
    }

    /// The scaling of each channel; a single one applies to all channels, as in torchvision's broadcasting.
    public let channels: [Channel]

    /// Scales bytes to 0…1 and does nothing else.
    public static let unit = Normalization(mean: 0, standardDeviation: 1)

    /// Makes a normalization that scales all channels the same.
    ///
    /// - Precondition: the standard deviation is more than 0.
    public init(mean: Double, standardDeviation: Double) {
        channels = [Channel(mean: mean, standardDeviation: standardDeviation)]
    }

    /// Makes a normalization from its channels.
    ///
    /// - Precondition: there is at least one.
    public init(channels: [Channel]) {
        precondition(!channels.isEmpty, "a normalization of no channel")
        self.channels = channels
    }

    /// The scaling of a channel of the images, 0-based.
    public subscript(channel: Int) -> Channel { channels.count == 1 ? channels[0] : channels[channel] }

    /// Whether it matches the channels of images of a shape, `[C, H, W]`.
    public func fits(_ shape: Shape) -> Bool {
        channels.count == 1 || channels.count == shape.dimensions.first
    }
}

extension Normalization.Channel {
    /// The normalized value of each byte.
    var table: [Float] {
        (0...255).map { (Float($0) / 255 - Float(mean)) / Float(standardDeviation) }
    }

    /// The same as a linear function, for interpolated samples.
    var scale: LinearScale {
        LinearScale(
            factor: 1 / (255 * Float(standardDeviation)), offset: -Float(mean) / Float(standardDeviation))
    }
}

/// A linear scaling of samples: each times a factor, plus an offset.
struct LinearScale {
    let factor: Float
    let offset: Float

    /// Leaves samples unchanged.
    static let identity = LinearScale(factor: 1, offset: 0)
}
