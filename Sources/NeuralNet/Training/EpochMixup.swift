/// The mixtures of images in one epoch.
///
/// A share depends only on the seed, the epoch and the image's index in its set, a partner also on the images of the
/// batch and their order: on no thread.
struct EpochMixup: Sendable {
    private let alpha: Double
    private let shares: RandomStream
    private let partners: RandomStream

    /// Starts the streams of random numbers; `nil` if the augmentation mixes nothing.
    ///
    /// - Parameter epoch: 0-based.
    init?(_ augmentation: Augmentation, epoch: Int) {
        guard augmentation.mixup > 0 else { return nil }
        alpha = augmentation.mixup
        let name = "augmentation/\(epoch)/mixup"
        shares = RandomStream(seed: augmentation.seed, stream: name)
        partners = RandomStream(seed: augmentation.seed, stream: name + "/partner")
    }

    /// The mixture of each image of a batch.
    ///
    /// The partner is any other image of the batch, each equally likely; a single image stays alone.
    ///
    /// - Parameter batch: the images' indices in their set, in the order of the batch.
    func mixtures(of batch: [Int]) -> [ImageMixture] {
        guard batch.count > 1 else { return batch.map(ImageMixture.init(alone:)) }
        return batch.enumerated().map { place, index in
            let distance = 1 + partners.integer(below: batch.count - 1, at: UInt64(index))
            return ImageMixture(
                share: shares.symmetricBeta(alpha, at: UInt64(index)),
                partner: batch[(place + distance) % batch.count])
        }
    }
}
