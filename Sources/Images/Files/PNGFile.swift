import FoundationEssentials

/// A PNG file to decode.
struct PNGFile {
    private let file: [UInt8]

    /// Takes a file without chunks that do not change its stored samples: texts, each of which may decompress to
    /// megabytes, and colour spaces, which other programs that read training images leave out of account.
    init(_ data: Data) { file = PNGChunks.pictureAlone(of: [UInt8](data)) }

    /// The image in grey, computed by libpng from linear light.
    ///
    /// Transparency is composited on white in sRGB, see ``CompositedPixels``, and a ``TransparentDrawing`` in ink that
    /// vanishes in grey becomes dark on white.
    ///
    /// - Throws: ``ImageFileProblem`` if the file is damaged or too large.
    func grey() throws(ImageFileProblem) -> GreyImage {
        let image = try decoded(as: .grey)
        return GreyImage(width: image.width, height: image.height, samples: image.samples)
    }

    /// The image in colours, with transparency as in ``grey()``; only a ``TransparentDrawing`` of which white paper would
    /// show nothing becomes dark on white.
    ///
    /// - Throws: ``ImageFileProblem`` if the file is damaged or too large.
    func colours() throws(ImageFileProblem) -> ColourImage {
        let image = try decoded(as: .colours)
        return ColourImage(width: image.width, height: image.height, samples: image.samples)
    }

    /// The image in colours; `nil` if that is the one in grey, for the file stores opaque greys.
    ///
    /// - Throws: ``ImageFileProblem`` if the file is damaged or too large.
    func coloursBesideGrey() throws(ImageFileProblem) -> ColourImage? {
        if !storesColours, try !opened().hasTransparency { return nil }
        return try colours()
    }

    /// Whether the file stores colours, which may all be greys.
    var storesColours: Bool {
        // The colour type is the tenth byte of the header, which is the first chunk. Source: PNG (Third Edition),
        // 11.2.1.
        file.count > 25 && file[25] & 2 != 0
    }

    /// Whether samples have 16 bits.
    var storesSixteenBits: Bool {
        // The bit depth is the ninth byte of the header. Source: PNG (Third Edition), 11.2.1.
        file.count > 24 && file[24] == 16
    }

    /// The number of distinct grey levels in 16 bits of linear light.
    ///
    /// - Throws: ``ImageFileProblem`` if the file is damaged or too large.
    func greyLevels() throws(ImageFileProblem) -> Int {
        let decoding = try opened()
        do throws(PNGImage.Failure) {
            return Set(try decoding.linearSamples()).count
        } catch {
            throw Self.damage(error)
        }
    }

    private typealias Decoded = (width: Int, height: Int, samples: Data)

    private func decoded(as pixel: PNGDecoding.Pixel) throws(ImageFileProblem) -> Decoded {
        let decoding = try opened()
        let (width, height) = (decoding.width, decoding.height)
        do throws(PNGImage.Failure) {
            guard decoding.hasTransparency else {
                return (width, height, Data(try decoding.samples(as: pixel)))
            }
            let pixels = try PNGDecoding(file).samples(as: .coloursAndOpacity)
            if let drawing = TransparentDrawing(
                pixels, width: width, inColours: pixel.channels > 1)
            {
                return (width, height, drawing.samples(channels: pixel.channels))
            }
            var samples = try decoding.samples(as: pixel)
            try CompositedPixels(pixels).replace(in: &samples, as: pixel)
            return (width, height, Data(samples))
        } catch {
            throw Self.damage(error)
        }
    }

    /// The file with its header read and its size checked.
    private func opened() throws(ImageFileProblem) -> PNGDecoding {
        let decoding: PNGDecoding
        do throws(PNGImage.Failure) {
            decoding = try PNGDecoding(file)
        } catch {
            throw ImageFileProblem("is not a readable PNG: \(error)")
        }
        _ = try PixelCount.checked(width: decoding.width, height: decoding.height)
        return decoding
    }

    private static func damage(_ failure: PNGImage.Failure) -> ImageFileProblem {
        ImageFileProblem("is damaged: \(failure)")
    }
}
