/// Random affine transforms of the training images, different for each image in each epoch.
///
/// The transform depends only on the seed, the epoch and the image's index in its set.
public struct Augmentation: Sendable, Hashable, Codable {
    /// The maximum rotation in either direction, in degrees, 0…180.
    public let rotation: Double

    /// The maximum translation in either direction, horizontally and vertically, in pixels, 0 or more.
    public let shift: Double

    /// The maximum change of scale in either direction, as a fraction, 0..<1.
    public let scale: Double

    /// The seed of the random numbers.
    public let seed: UInt64

    /// Makes an augmentation.
    ///
    /// - Precondition: all arguments are in their ranges.
    public init(rotation: Double, shift: Double, scale: Double, seed: UInt64) {
        precondition(
            Self.isPossible(rotation, shift, scale), "rotation \(rotation), shift \(shift), scale \(scale)")
        self.rotation = rotation
        self.shift = shift
        self.scale = scale
        self.seed = seed
    }

    private enum CodingKeys: CodingKey { case rotation, shift, scale, seed }

    /// Reads the properties and checks their ranges.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        rotation = try container.decode(Double.self, forKey: .rotation)
        shift = try container.decode(Double.self, forKey: .shift)
        scale = try container.decode(Double.self, forKey: .scale)
        seed = try container.decode(UInt64.self, forKey: .seed)
        guard Self.isPossible(rotation, shift, scale) else {
            throw DecodingError.dataCorruptedError(
                forKey: .rotation, in: container, debugDescription: "an impossible augmentation")
        }
    }

    private static func isPossible(_ rotation: Double, _ shift: Double, _ scale: Double) -> Bool {
        (0...180).contains(rotation) && shift >= 0 && shift.isFinite && (0..<1).contains(scale)
    }

    /// An image augmented for an epoch, one byte per sample, `[C, H, W]`.
    ///
    /// - Parameters:
    ///   - image: one byte per sample, `[C, H, W]`.
    ///   - index: the image's index in its set.
    ///   - epoch: 0-based.
    public func augmented(_ image: some Collection<UInt8>, shape: Shape, index: Int, epoch: Int) -> [UInt8] {
        let source = Array(image)
        precondition(source.count == shape.count, "\(source.count) samples of an image of \(shape)")
        var result = [Float](repeating: 0, count: shape.count)
        let transform = transforms(in: epoch)(index)
        source.withUnsafeBytes { source in
            result.withUnsafeMutableBufferPointer { result in
                transform.apply(to: source, shape: shape, scales: [.identity], into: result)
            }
        }
        return result.map { UInt8(min(max($0.rounded(), 0), 255)) }
    }

    /// The transforms of an epoch, by the image's index in its set.
    func transforms(in epoch: Int) -> @Sendable (_ index: Int) -> AffineTransform {
        let random = RandomStream(seed: seed, stream: "augmentation/\(epoch)")
        return { index in
            func within(_ limit: Double, _ number: UInt64) -> Float {
                Float(limit) * (2 * random.uniform(at: UInt64(index) * 4 + number) - 1)
            }
            return AffineTransform(
                radians: within(rotation, 0) * .pi / 180, size: 1 + within(scale, 1),
                across: within(shift, 2),
                down: within(shift, 3))
        }
    }
}
