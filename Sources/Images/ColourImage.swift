package import FoundationEssentials

/// An image as 8-bit samples of red, green and blue.
package struct ColourImage: Sendable, Hashable {
    /// The width in pixels.
    package let width: Int

    /// The height in pixels.
    package let height: Int

    /// The samples, `[H, W, 3]`, each from 0 to 255, in sRGB.
    package let samples: Data

    /// Makes an image from its samples.
    ///
    /// - Precondition: there are three samples for each pixel.
    package init(width: Int, height: Int, samples: Data) {
        precondition(
            samples.count == width * height * 3, "\(samples.count) samples for \(width) × \(height) pixels")
        self.width = width
        self.height = height
        self.samples = samples
    }

    /// Decodes a file, PNG or JPEG of any kind or PGM, whatever its name.
    ///
    /// Transparency is composited on white; a drawing in white ink on a transparent background, of which nothing would be
    /// seen there, becomes dark on white. A photograph is rotated by its Exif orientation. The colour space and the gamma
    /// of a file are ignored.
    ///
    /// - Throws: ``ImageFileProblem`` for any other file, one that is damaged, and one of too many pixels.
    package init(decoding data: Data) throws(ImageFileProblem) {
        switch try ImageFileFormat(of: data) {
        case .png: self = try PNGFile(data).colours()
        case .jpeg: self = try JPEGFile(data).colours()
        case .graymap: self.init(try PortableGraymap(data).image)
        }
    }

    /// Whether a file's picture has colours; of a file that stores greys only, no more than the header is read.
    ///
    /// - Throws: ``ImageFileProblem``, like ``init(decoding:)``, if the file stores colours and cannot be read.
    package static func occur(in data: Data) throws(ImageFileProblem) -> Bool {
        switch try ImageFileFormat(of: data) {
        case .png:
            let file = PNGFile(data)
            return file.storesColours ? try file.colours().hasColours : false
        case .jpeg:
            let file = JPEGFile(data)
            return file.storesColours ? try file.colours().hasColours : false
        case .graymap: return false
        }
    }

    /// Makes an image from a grey one.
    package init(_ grey: GreyImage) {
        var samples = Data(capacity: grey.samples.count * 3)
        for sample in grey.samples { samples.append(contentsOf: [sample, sample, sample]) }
        self.init(width: grey.width, height: grey.height, samples: samples)
    }

    /// The image in grey: 0.299 red + 0.587 green + 0.114 blue, the luma of ITU-R BT.601.
    package var grey: GreyImage {
        var grey = Data(count: width * height)
        grey.withUnsafeMutableBytes { (grey: UnsafeMutableRawBufferPointer) in
            samples.withUnsafeBytes { (colours: UnsafeRawBufferPointer) in
                for pixel in 0..<width * height {
                    let red = 299 * Int(colours[3 * pixel])
                    let green = 587 * Int(colours[3 * pixel + 1])
                    let blue = 114 * Int(colours[3 * pixel + 2])
                    grey[pixel] = UInt8((red + green + blue + 500) / 1000)
                }
            }
        }
        return GreyImage(width: width, height: height, samples: grey)
    }

    /// Whether some pixels are coloured, with samples that differ by more than a JPEG file's rounding.
    package var hasColours: Bool {
        samples.withUnsafeBytes { (samples: UnsafeRawBufferPointer) in
            stride(from: 0, to: samples.count, by: 3).contains { place in
                let (red, green, blue) = (samples[place], samples[place + 1], samples[place + 2])
                return max(red, green, blue) - min(red, green, blue) > Self.greyTolerance
            }
        }
    }

    private static let greyTolerance = 16

    /// The samples channel by channel, `[3, H, W]`: all of red, then green, then blue.
    package var planarSamples: Data {
        let count = width * height
        var planar = Data(count: 3 * count)
        planar.withUnsafeMutableBytes { (planar: UnsafeMutableRawBufferPointer) in
            samples.withUnsafeBytes { (samples: UnsafeRawBufferPointer) in
                for pixel in 0..<count {
                    for channel in 0..<3 { planar[channel * count + pixel] = samples[3 * pixel + channel] }
                }
            }
        }
        return planar
    }

    /// The samples of a channel, 0 red, 1 green or 2 blue, each 0…1.
    func plane(of channel: Int) -> Plane {
        let values = samples.withUnsafeBytes { (samples: UnsafeRawBufferPointer) in
            (0..<width * height).map { Float(samples[3 * $0 + channel]) / 255 }
        }
        return Plane(width: width, height: height, values: values)
    }

    /// The image scaled down to a maximum length of its longer side; each pixel is the mean of those it covers.
    package func reduced(to longest: Int) -> ColourImage {
        guard max(width, height) > longest else { return self }
        let channels = (0..<3).map { channel in
            Plane(
                width: width, height: height,
                values: (0..<width * height).map { Float(samples[samples.startIndex + 3 * $0 + channel]) }
            ).reduced(to: longest)
        }
        var reduced = Data(capacity: channels[0].values.count * 3)
        for pixel in channels[0].values.indices {
            for channel in channels { reduced.append(UInt8(min(255, channel.values[pixel].rounded()))) }
        }
        return ColourImage(width: channels[0].width, height: channels[0].height, samples: reduced)
    }

    /// The image as a JPEG file; the same image gives the same bytes.
    ///
    /// - Parameter quality: 1…100.
    /// - Throws: ``ImageFileProblem`` if libjpeg-turbo cannot write it.
    package func jpeg(quality: Int) throws(ImageFileProblem) -> Data {
        try JPEGFile.encoded(self, quality: quality)
    }
}
