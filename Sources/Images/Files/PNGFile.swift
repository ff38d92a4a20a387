import CPNG
import FoundationEssentials

/// A PNG file, read with libpng's simplified interface.
struct PNGFile {
    private let file: [UInt8]

    init(_ data: Data) { file = [UInt8](data) }

    /// The image in grey, as libpng computes it: by the lightness of linear light.
    ///
    /// - Throws: ``ImageFileProblem`` where the file is damaged or too large.
    func grey() throws(ImageFileProblem) -> GreyImage {
        let image = try decoded(format: 0, channels: 1)
        return GreyImage(width: image.width, height: image.height, samples: image.samples)
    }

    /// The image in colours.
    ///
    /// - Throws: ``ImageFileProblem`` where the file is damaged or too large.
    func colours() throws(ImageFileProblem) -> ColourImage {
        let image = try decoded(format: UInt32(PNG_FORMAT_FLAG_COLOR), channels: 3)
        return ColourImage(width: image.width, height: image.height, samples: image.samples)
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
        var image = png_image()
        image.version = UInt32(PNG_IMAGE_VERSION)
        defer { png_image_free(&image) }
        guard png_image_begin_read_from_memory(&image, bytes.baseAddress, bytes.count) != 0 else {
            throw ImageFileProblem("is no PNG that can be read: \(message(of: image))")
        }
        let (width, height) = (Int(image.width), Int(image.height))
        var samples = [UInt8](
            repeating: 0, count: try PixelCount.checked(width: width, height: height) * channels)
        image.format = format
        // Sixteen bits without a word on their meaning are meant like eight.
        image.flags |= UInt32(PNG_IMAGE_FLAG_16BIT_sRGB)
        var white = png_color(red: 255, green: 255, blue: 255)
        guard png_image_finish_read(&image, &white, &samples, 0, nil) != 0 else {
            throw ImageFileProblem("is damaged: \(message(of: image))")
        }
        return (width, height, Data(samples))
    }

    private static func message(of image: png_image) -> String {
        let text = withUnsafeBytes(of: image.message) {
            String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
        }
        return text.isEmpty ? "libpng gives no reason" : text
    }
}
