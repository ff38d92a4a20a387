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

    /// Decodes a file, PNG or JPEG of any kind or PGM, whatever its name.
    ///
    /// Colours become the grey of their lightness, and transparency is composited on white; a drawing in light ink on a
    /// transparent background, which would vanish there, becomes dark on white. A photograph is rotated by its Exif
    /// orientation. The colour space and the gamma of a file are ignored.
    ///
    /// - Throws: ``ImageFileProblem`` for any other file, one that is damaged, and one of too many pixels.
    package init(decoding data: Data) throws(ImageFileProblem) {
        self = try GreyImage.decoding(data, lookingForColours: false).image
    }

    /// Checks that a file has a supported format, by its first bytes alone.
    ///
    /// - Throws: ``ImageFileProblem`` if it has not.
    package static func check(_ data: Data) throws(ImageFileProblem) { _ = try ImageFileFormat(of: data) }

    /// An image with the losses of its conversion to 8-bit grey.
    package struct Decoded: Sendable {
        /// The image.
        package let image: GreyImage
        /// The image in its colours; `nil` if the file stores opaque greys only, or colours were not looked for.
        package let colours: ColourImage?
        /// Whether the file has colours.
        package let hadColours: Bool
        /// Whether the file stores more than 8 bits per sample and uses so little of their range that levels merged.
        package let lostDepth: Bool
    }

    /// Decodes a file like ``init(decoding:)``, and reports the losses.
    ///
    /// - Throws: ``ImageFileProblem``, like ``init(decoding:)``.
    package static func decoding(
        _ data: Data, lookingForColours: Bool = true
    ) throws(ImageFileProblem) -> Decoded {
        switch try ImageFileFormat(of: data) {
        case .png:
            let file = PNGFile(data)
            let image = try file.grey()
            let colours = lookingForColours ? try file.coloursBesideGrey() : nil
            let lostDepth =
                file.storesSixteenBits && image.usesFewLevels
                ? try file.greyLevels() > image.levels : false
            return Decoded(
                image: image, colours: colours, hadColours: colours?.hasColours ?? false, lostDepth: lostDepth
            )
        case .jpeg:
            let colours = try JPEGFile(data).colours()
            return Decoded(
                image: colours.grey, colours: lookingForColours ? colours : nil,
                hadColours: lookingForColours && colours.hasColours, lostDepth: false)
        case .graymap:
            let file = try PortableGraymap(data)
            return Decoded(
                image: file.image, colours: nil, hadColours: false, lostDepth: file.hasLostDepth)
        }
    }

    /// Whether a file stores only 8-bit grey samples by its header, so that decoding loses nothing.
    package static func storesEightBitGrey(_ data: Data) -> Bool {
        switch try? ImageFileFormat(of: data) {
        case .png:
            let file = PNGFile(data)
            return !file.storesColours && !file.storesSixteenBits
        case .jpeg: return false
        case .graymap: return PortableGraymap.storesEightBits(data)
        case nil: return true
        }
    }

    /// The number of grey levels that occur.
    private var levels: Int { Set(samples).count }

    /// Whether the grey levels that occur span less than an eighth of the range.
    private var usesFewLevels: Bool {
        guard let darkest = samples.min(), let lightest = samples.max() else { return false }
        return 8 * (Int(lightest) - Int(darkest)) < 255
    }

    /// The image with light and dark exchanged.
    package var inverted: GreyImage {
        GreyImage(width: width, height: height, samples: Data(samples.map { 255 - $0 }))
    }

    /// Whether the image is light along its edge: dark writing on paper.
    package var isLightAtEdge: Bool { meanAtEdge > 127 }

    /// The mean of the samples along the image's edge.
    var meanAtEdge: Double {
        var (sum, count) = (0, 0)
        for y in 0..<height {
            for x in 0..<width where x == 0 || y == 0 || x == width - 1 || y == height - 1 {
                sum += Int(samples[samples.startIndex + y * width + x])
                count += 1
            }
        }
        return Double(sum) / Double(max(1, count))
    }
}
