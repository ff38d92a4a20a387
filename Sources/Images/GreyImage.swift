package import FoundationEssentials

/// An image as 8-bit grey samples.
package struct GreyImage: Sendable, Hashable {
    /// The width in pixels.
    package let width: Int

    /// The height in pixels.
    package let height: Int

    /// The samples, `[H, W]`, from 0, black, to 255, white.
    package let samples: Data

    /// Makes an image from its samples.
    ///
    /// - Precondition: there are as many samples as pixels.
    package init(width: Int, height: Int, samples: Data) {
        precondition(
            samples.count == width * height, "\(samples.count) samples for \(width) × \(height) pixels")
        self.width = width
        self.height = height
        self.samples = samples
    }

    /// Decodes a file, PNG or JPEG of any kind or PGM, whatever it is called.
    ///
    /// Colours become the grey of their lightness, and what is transparent shows white behind it. A photograph is turned
    /// as its camera says that it was held.
    ///
    /// - Throws: ``ImageFileProblem`` for any other file, one that is damaged, and one of too many pixels.
    package init(decoding data: Data) throws(ImageFileProblem) {
        switch try ImageFileFormat(of: data) {
        case .png: self = try PNGFile(data).grey()
        case .jpeg: self = try JPEGFile(data).colours().grey
        case .graymap: self = try PortableGraymap(data).image
        }
    }
}
