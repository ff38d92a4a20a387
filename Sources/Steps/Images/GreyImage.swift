import CPNG
package import FoundationEssentials

/// An image as 8-bit grey samples.
package struct GreyImage: Sendable {
    /// The width in pixels.
    package let width: Int

    /// The height in pixels.
    package let height: Int

    /// The samples, `[H, W]`, from 0, black, to 255, white.
    package let samples: Data

    /// The most pixels of an image that is read.
    package static let limit = 1 << 26

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

    /// Decodes a file, PNG of any kind or PGM, whatever it is called.
    ///
    /// Colours become the grey of their lightness, and what is transparent shows white behind it.
    ///
    /// - Parameter name: the file's name, for messages.
    /// - Throws: ``DataFileProblem`` for any other file, one that is damaged, and one of more than ``limit`` pixels.
    package init(decoding data: Data, name: String) throws(DataFileProblem) {
        switch ImageFileFormat(of: data) {
        case .png: self = try Self.decodePNG(data, name: name)
        case .graymap: self = try PortableGraymap(data, name: name).image
        case .jpeg: throw DataFileProblem(name, "is a JPEG file, which is not read; save it as PNG")
        case nil: throw DataFileProblem(name, "is neither PNG nor PGM")
        }
    }

    private static func decodePNG(_ data: Data, name: String) throws(DataFileProblem) -> GreyImage {
        let bytes = [UInt8](data)
        // libpng reads on from where the bytes lay when it began.
        let result = bytes.withUnsafeBufferPointer { buffer -> Result<GreyImage, DataFileProblem> in
            do throws(DataFileProblem) {
                return .success(try decodePNG(buffer, name: name))
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    private static func decodePNG(
        _ bytes: UnsafeBufferPointer<UInt8>, name: String
    ) throws(DataFileProblem) -> GreyImage {
        var image = png_image()
        image.version = UInt32(PNG_IMAGE_VERSION)
        defer { png_image_free(&image) }
        guard png_image_begin_read_from_memory(&image, bytes.baseAddress, bytes.count) != 0 else {
            throw DataFileProblem(name, "is no PNG that can be read: \(message(of: image))")
        }
        let (width, height) = (Int(image.width), Int(image.height))
        let (count, overflows) = width.multipliedReportingOverflow(by: height)
        guard !overflows, count <= limit else {
            throw DataFileProblem(name, "has \(width) × \(height) pixels, too many")
        }
        image.format = 0
        // Sixteen bits without a word on their meaning are meant like eight.
        image.flags |= UInt32(PNG_IMAGE_FLAG_16BIT_sRGB)
        var samples = [UInt8](repeating: 0, count: count)
        var white = png_color(red: 255, green: 255, blue: 255)
        guard png_image_finish_read(&image, &white, &samples, 0, nil) != 0 else {
            throw DataFileProblem(name, "is damaged: \(message(of: image))")
        }
        return GreyImage(width: width, height: height, samples: Data(samples))
    }

    private static func message(of image: png_image) -> String {
        let text = withUnsafeBytes(of: image.message) {
            String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
        }
        return text.isEmpty ? "libpng gives no reason" : text
    }
}

/// What kind of image a file holds, by its first bytes.
enum ImageFileFormat {
    case png, graymap, jpeg

    init?(of data: Data) {
        if data.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            self = .png
        } else if data.starts(with: "P5".utf8) || data.starts(with: "P2".utf8) {
            self = .graymap
        } else if data.starts(with: [0xFF, 0xD8, 0xFF]) {
            self = .jpeg
        } else {
            return nil
        }
    }
}
