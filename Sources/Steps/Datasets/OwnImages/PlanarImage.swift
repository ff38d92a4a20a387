import FoundationEssentials
import Images
import NeuralNet

/// An image as a data set has it, and as a network takes it: one byte per sample, `[C, H, W]`.
struct PlanarImage {
    /// The shape, `[C, H, W]`.
    let shape: Shape
    /// The samples channel by channel, 0…255.
    let samples: Data

    /// Makes an image from a decoded file; one that stores greys has them in each channel.
    ///
    /// - Parameter side: the side of the square to scale and crop it to; `nil` to keep its size.
    init(_ decoded: GreyImage.Decoded, _ channels: ImageChannels, side: Int?) {
        switch channels {
        case .grey:
            let image = side.map(decoded.image.squared) ?? decoded.image
            self.init(Shape([1, image.height, image.width]), image.samples)
        case .colour:
            let whole = Self.colours(of: decoded)
            self.init(side.map(whole.squared) ?? whole)
        }
    }

    /// Makes an image in colour from a decoded file, scaled and cropped to a size as a data set's `size:` does to a
    /// square.
    init(_ decoded: GreyImage.Decoded, width: Int, height: Int) {
        self.init(Self.colours(of: decoded).fitted(width: width, height: height))
    }

    private init(_ image: ColourImage) {
        self.init(Shape([3, image.height, image.width]), image.planarSamples)
    }

    private init(_ shape: Shape, _ samples: Data) {
        self.shape = shape
        self.samples = samples
    }

    private static func colours(of decoded: GreyImage.Decoded) -> ColourImage {
        decoded.colours ?? ColourImage(decoded.image)
    }
}
