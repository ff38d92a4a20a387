/// Random changes of the images that a network trains on: another one for each image in each epoch.
///
/// What happens to an image depends on the seed, the epoch and the image's place in its set, and on nothing else.
public struct Augmentation: Sendable, Hashable, Codable {
    /// The largest rotation either way, in degrees, 0…180.
    public let rotation: Double

    /// The largest shift either way, across and down, in pixels, 0 or more.
    public let shift: Double

    /// The largest change of size either way, as a share of it, 0..<1.
    public let scale: Double

    /// What the choices depend on.
    public let seed: UInt64

    /// Makes an augmentation.
    ///
    /// - Precondition: the numbers are in their ranges.
    public init(rotation: Double, shift: Double, scale: Double, seed: UInt64) {
        precondition(
            Self.isPossible(rotation, shift, scale), "rotation \(rotation), shift \(shift), scale \(scale)")
        self.rotation = rotation
        self.shift = shift
        self.scale = scale
        self.seed = seed
    }

    private enum CodingKeys: CodingKey { case rotation, shift, scale, seed }

    /// Reads the numbers, which may be anything, and checks them.
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

    /// An image as an epoch sees it, one byte a sample, `[C, H, W]`.
    ///
    /// - Parameters:
    ///   - image: one byte a sample, `[C, H, W]`.
    ///   - index: the image's place in its set.
    ///   - epoch: 0-based.
    public func changed(_ image: some Collection<UInt8>, shape: Shape, index: Int, epoch: Int) -> [UInt8] {
        let source = Array(image)
        precondition(source.count == shape.count, "\(source.count) samples of an image of \(shape)")
        var result = [Float](repeating: 0, count: shape.count)
        let change = changes(in: epoch)(index)
        source.withUnsafeBytes { source in
            result.withUnsafeMutableBufferPointer { result in
                change.apply(to: source, shape: shape, scales: [.identity], into: result)
            }
        }
        return result.map { UInt8(min(max($0.rounded(), 0), 255)) }
    }

    /// The changes of an epoch, by the image's place in its set.
    func changes(in epoch: Int) -> @Sendable (_ index: Int) -> AffineChange {
        let random = RandomStream(seed: seed, stream: "augmentation/\(epoch)")
        return { index in
            func within(_ limit: Double, _ number: UInt64) -> Float {
                Float(limit) * (2 * random.uniform(at: UInt64(index) * 4 + number) - 1)
            }
            return AffineChange(
                radians: within(rotation, 0) * .pi / 180, size: 1 + within(scale, 1),
                across: within(shift, 2),
                down: within(shift, 3))
        }
    }
}
