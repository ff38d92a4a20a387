import CPNG
import FoundationEssentials

/// A PNG file, read with libpng's simplified interface.
struct PNGFile {
    private let file: [UInt8]

    /// Takes a file without what does not change its picture: texts, of which each may unpack to megabytes, and the like.
    init(_ data: Data) { file = PNGChunks.pictureAlone(of: [UInt8](data)) }

    /// The image in grey, as libpng computes it: by the lightness of linear light.
    ///
    /// What is transparent shows white behind it, and a ``TransparentDrawing`` is dark on white.
    ///
    /// - Throws: ``ImageFileProblem`` where the file is damaged or too large.
    func grey() throws(ImageFileProblem) -> GreyImage {
        let image = try decoded(format: 0, channels: 1)
        return GreyImage(width: image.width, height: image.height, samples: image.samples)
    }

    /// The image in colours, with what is transparent as in ``grey()``.
    ///
    /// - Throws: ``ImageFileProblem`` where the file is damaged or too large.
    func colours() throws(ImageFileProblem) -> ColourImage {
        let image = try decoded(format: UInt32(PNG_FORMAT_FLAG_COLOR), channels: 3)
        return ColourImage(width: image.width, height: image.height, samples: image.samples)
    }

    /// Whether the file stores colours; they may all be greys.
    var storesColours: Bool {
        // The colour type is the tenth byte of the header, which is the first chunk. Source: PNG (Third Edition), 11.2.1.
        file.count > 25 && file[25] & 2 != 0
    }

    /// Whether a sample has sixteen bits.
    var storesSixteenBits: Bool {
        // The bit depth is the ninth byte of the header. Source: PNG (Third Edition), 11.2.1.
        file.count > 24 && file[24] == 16
    }

    /// How many levels of grey are told apart in sixteen bits of linear light.
    ///
    /// - Throws: ``ImageFileProblem`` where the file is damaged or too large.
    func greyLevels() throws(ImageFileProblem) -> Int {
        let result = file.withUnsafeBufferPointer { bytes -> Result<Int, ImageFileProblem> in
            do throws(ImageFileProblem) {
                let reader = Reader()
                defer { reader.end() }
                try reader.begin(bytes)
                let samples: [UInt16] = try reader.samples(
                    format: UInt32(PNG_FORMAT_FLAG_LINEAR), channels: 1)
                return .success(Set(samples).count)
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    private typealias Decoded = (width: Int, height: Int, samples: Data)

    private func decoded(format: UInt32, channels: Int) throws(ImageFileProblem) -> Decoded {
        // libpng reads on from where the bytes lay when it began.
        let result = file.withUnsafeBufferPointer { bytes -> Result<Decoded, ImageFileProblem> in
            do throws(ImageFileProblem) {
                return .success(try Self.decoded(bytes, format, channels))
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    private static func decoded(
        _ bytes: UnsafeBufferPointer<UInt8>, _ format: UInt32, _ channels: Int
    ) throws(ImageFileProblem) -> Decoded {
        let reader = Reader()
        defer { reader.end() }
        try reader.begin(bytes)
        let (width, height) = reader.size
        if reader.hasTransparency {
            let coloured = Reader()
            defer { coloured.end() }
            try coloured.begin(bytes)
            let format = UInt32(PNG_FORMAT_FLAG_COLOR | PNG_FORMAT_FLAG_ALPHA)
            let samples: [UInt8] = try coloured.samples(format: format, channels: 4)
            if let drawing = TransparentDrawing(samples, width: width) {
                return (width, height, drawing.samples(channels: channels))
            }
        }
        let samples: [UInt8] = try reader.samples(format: format, channels: channels)
        return (width, height, Data(samples))
    }
}

/// libpng's reading of one file. What it keeps points back to where it began, so that stays in its place.
private struct Reader {
    private let image: UnsafeMutablePointer<png_image>

    init() {
        image = .allocate(capacity: 1)
        image.initialize(to: png_image())
        image.pointee.version = UInt32(PNG_IMAGE_VERSION)
    }

    func end() {
        png_image_free(image)
        image.deallocate()
    }

    /// Reads the header.
    func begin(_ bytes: UnsafeBufferPointer<UInt8>) throws(ImageFileProblem) {
        guard png_image_begin_read_from_memory(image, bytes.baseAddress, bytes.count) != 0 else {
            throw ImageFileProblem("is no PNG that can be read: \(message)")
        }
    }

    var size: (width: Int, height: Int) { (Int(image.pointee.width), Int(image.pointee.height)) }

    var hasTransparency: Bool { image.pointee.format & UInt32(PNG_FORMAT_FLAG_ALPHA) != 0 }

    /// Reads the samples, which ends the reading.
    ///
    /// They have as many bits as the format says.
    func samples<Sample: FixedWidthInteger>(
        format: UInt32, channels: Int
    ) throws(ImageFileProblem) -> [Sample] {
        let count = try PixelCount.checked(width: size.width, height: size.height)
        var samples = [Sample](repeating: 0, count: count * channels)
        image.pointee.format = format
        // Sixteen bits without a word on their meaning are meant like eight. Where levels are counted they stay as they are:
        // made linear, dark ones would become one.
        if format & UInt32(PNG_FORMAT_FLAG_LINEAR) == 0 {
            image.pointee.flags |= UInt32(PNG_IMAGE_FLAG_16BIT_sRGB)
        }
        var white = png_color(red: 255, green: 255, blue: 255)
        guard png_image_finish_read(image, &white, &samples, 0, nil) != 0 else {
            throw ImageFileProblem("is damaged: \(message)")
        }
        return samples
    }

    private var message: String {
        let text = withUnsafeBytes(of: image.pointee.message) {
            String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
        }
        return text.isEmpty ? "libpng gives no reason" : text
    }
}
