/// The image that another one is mixed with before a network in training is given it: mixup.
///
/// Of the image x with the class y, its partner x′ with y′, and the share λ, the network is given λ·x + (1 − λ)·x′, and the
/// loss is λ·L(y) + (1 − λ)·L(y′). Source: Zhang, Cissé, Dauphin and Lopez-Paz, “mixup: Beyond Empirical Risk
/// Minimization”, ICLR 2018.
public struct ImageMixture: Sendable, Hashable {
    /// The share of the image itself, 0…1.
    public let share: Float

    /// The index of the partner in the set of images.
    public let partner: Int

    /// An image that stays alone.
    init(alone index: Int) { (share, partner) = (1, index) }

    init(share: Float, partner: Int) { (self.share, self.partner) = (share, partner) }

    /// Whether the partner has a part in it.
    var isMixed: Bool { share < 1 }

    /// The mixture of two images of the same shape, one byte per sample, rounded.
    ///
    /// - Precondition: the images have as many samples.
    public func mixed(_ image: [UInt8], with partner: [UInt8]) -> [UInt8] {
        precondition(image.count == partner.count, "\(image.count) and \(partner.count) samples")
        guard isMixed else { return image }
        return zip(image, partner).map {
            UInt8(min(max((share * Float($0) + (1 - share) * Float($1)).rounded(), 0), 255))
        }
    }
}
