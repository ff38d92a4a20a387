extension Augmentation {
    /// What each image of a batch is mixed with in an epoch; without ``mixup``, nothing.
    ///
    /// Each image has a share of its own, from Beta(``mixup``, ``mixup``), and any other image of the batch as its partner,
    /// each equally likely. Only the share is keyed by the image alone; the partner also depends on which images the
    /// batch has, in which order.
    ///
    /// - Parameters:
    ///   - batch: the images' indices in their set, in the order of the batch.
    ///   - epoch: 0-based.
    /// - Returns: one mixture for each image; the last image of an epoch may be alone in its batch, and stays unmixed.
    public func mixtures(of batch: [Int], epoch: Int) -> [ImageMixture] {
        EpochMixup(self, epoch: epoch)?.mixtures(of: batch) ?? batch.map(ImageMixture.init(alone:))
    }
}
