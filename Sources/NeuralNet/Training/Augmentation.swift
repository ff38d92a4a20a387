/// Random changes of the training images, different for each image in each epoch.
///
/// In this order: an image is flipped; rotated, scaled and shifted in one transform; cropped out of a frame of zeros;
/// made brighter or darker; given more or less contrast; a square of it is cut out; and it is mixed with another image of
/// its batch. What happens to an image depends only on the seed, the epoch and the image's index in its set, and each
/// change draws numbers of its own, so that none depends on which others there are. Only which image it is mixed with
/// depends on its batch, too.
///
/// All but the square and the mixture happens to the bytes, before normalization. Outside an image there is 0: black, and in ink images
/// paper.
public struct Augmentation: Sendable, Hashable {
    /// The maximum rotation in either direction, in degrees, 0…180.
    public let rotation: Double

    /// The maximum translation in either direction, horizontally and vertically, in pixels, 0 or more.
    public let shift: Double

    /// The maximum change of scale in either direction, as a fraction, 0..<1.
    public let scale: Double

    /// Whether left and right are exchanged in half of the images, `torchvision.transforms.RandomHorizontalFlip(0.5)`.
    public let flip: Bool

    /// The pixels of 0 on each side of an image out of which one of its size is cropped, each place being as likely as
    /// any other, 0…1000: `torchvision.transforms.RandomCrop(size, padding=crop)`.
    public let crop: Int

    /// The side in pixels of the square that is cut out, 0…1000; 0 for none.
    ///
    /// Its centre is any pixel of the image, so that it may reach over the border (DeVries and Taylor, "Improved
    /// regularization of convolutional neural networks with Cutout", 2017). The square is 0 after normalization: the
    /// mean of the training images; without one it is black, paper for ink.
    public let cutout: Int

    /// The maximum change of brightness in either direction, as a fraction, 0…1.
    ///
    /// Samples are multiplied by a factor in 1 − `brightness`…1 + `brightness`,
    /// `torchvision.transforms.ColorJitter(brightness=brightness)`, and rounded to the nearest byte.
    public let brightness: Double

    /// The maximum change of contrast in either direction, as a fraction, 0…1.
    ///
    /// The samples' differences from the mean of the grey image are multiplied by a factor in 1 − `contrast`…1 +
    /// `contrast`, `torchvision.transforms.ColorJitter(contrast=contrast)`, and rounded to the nearest byte. The grey of
    /// three channels is 0.299 of the first, 0.587 of the second and 0.114 of the third (ITU-R BT.601), that of any
    /// other number of channels their mean.
    public let contrast: Double

    /// The parameter α of the distribution Beta(α, α) of an image's own share in the mixture of two, 0…100; 0 for no
    /// mixtures, about 0.2 as a rule. The smaller, the nearer are most shares to 0 or 1.
    ///
    /// The images are mixed as a network is given them, after all other changes and normalization: see
    /// ``ImageMixture`` and ``mixtures(of:epoch:)``.
    public let mixup: Double

    /// The seed of the random numbers.
    public let seed: UInt64

    /// Makes an augmentation.
    ///
    /// - Precondition: all arguments are in their ranges.
    public init(
        rotation: Double = 0, shift: Double = 0, scale: Double = 0, flip: Bool = false, crop: Int = 0,
        cutout: Int = 0, brightness: Double = 0, contrast: Double = 0, mixup: Double = 0, seed: UInt64
    ) {
        self.rotation = rotation
        self.shift = shift
        self.scale = scale
        self.flip = flip
        self.crop = crop
        self.cutout = cutout
        self.brightness = brightness
        self.contrast = contrast
        self.mixup = mixup
        self.seed = seed
        precondition(isPossible, "\(self)")
    }

    /// Whether all properties are in their ranges.
    var isPossible: Bool {
        (0...180).contains(rotation) && shift >= 0 && shift.isFinite && (0..<1).contains(scale)
            && (0...1000).contains(crop) && (0...1000).contains(cutout) && (0...1).contains(brightness)
            && (0...1).contains(contrast) && (0...100).contains(mixup)
    }

    /// Whether images are changed in whole bytes, before they are normalized.
    var changesBytes: Bool { flip || crop > 0 || brightness > 0 || contrast > 0 }

    /// Whether images are rotated, scaled and shifted.
    ///
    /// So they are without any change too, for the results of earlier versions: interpolated samples are normalized by
    /// a linear function, whose last bits differ from the table's for bytes.
    var hasTransform: Bool {
        rotation > 0 || shift > 0 || scale > 0 || !(changesBytes || cutout > 0 || mixup > 0)
    }

    /// An image augmented for an epoch, one byte per sample, `[C, H, W]`: what a network in training is given, rounded to
    /// bytes, before it is mixed with another one.
    ///
    /// - Parameters:
    ///   - image: one byte per sample, `[C, H, W]`.
    ///   - index: the image's index in its set.
    ///   - epoch: 0-based.
    ///   - normalization: that of the set, whose mean fills the square that is cut out.
    public func augmented(
        _ image: some Collection<UInt8>, shape: Shape, index: Int, epoch: Int,
        normalization: Normalization = .unit
    ) -> [UInt8] {
        let source = Array(image)
        precondition(source.count == shape.count, "\(source.count) samples of an image of \(shape)")
        precondition(normalization.fits(shape), "\(normalization) of an image of \(shape)")
        let change = EpochAugmentation(self, epoch: epoch, shape: shape).change(of: index)
        var pixels = AugmentedPixels(shape: shape)
        pixels.load(source.span, changedBy: change)
        var result = pixels.bytes
        change.hole?.forEachRow(of: shape) { channel, row in
            let mean = (normalization[channel].mean * 255).rounded()
            for place in row { result[place] = UInt8(min(max(mean, 0), 255)) }
        }
        return result
    }
}
