import CPNG
package import FoundationEssentials

/// An image as a PNG file.
package struct PNGImage: Sendable {
    /// Why an image could not be written.
    package struct Failure: Error, Sendable, CustomStringConvertible {
        /// What libpng says.
        package let description: String
    }

    /// The file.
    package let data: Data

    /// Encodes 8-bit samples.
    ///
    /// - Parameters:
    ///   - samples: one byte a sample, `[row, column, channel]`.
    ///   - channels: 1 for grey, 3 for red, green and blue.
    /// - Throws: ``Failure`` where libpng cannot write it.
    package init(samples: Data, width: Int, height: Int, channels: Int) throws {
        guard width > 0, height > 0, channels == 1 || channels == 3 else {
            throw Failure(description: "no PNG has \(width) × \(height) pixels of \(channels) samples")
        }
        precondition(samples.count == width * height * channels, "\(samples.count) bytes")
        guard let columns = UInt32(exactly: width), let rows = UInt32(exactly: height) else {
            throw Failure(description: "\(width) × \(height) pixels are too many for a PNG")
        }
        var image = png_image()
        image.version = UInt32(PNG_IMAGE_VERSION)
        image.width = columns
        image.height = rows
        image.format = channels == 1 ? 0 : UInt32(PNG_FORMAT_FLAG_COLOR)
        defer { png_image_free(&image) }
        // A file that compression did not make smaller: a byte for each row's filter, and what PNG and zlib add. To ask
        // libpng for the size would compress everything twice.
        let raw = samples.count + height
        var file = Data(count: raw + raw / 500 + 4096)
        var size = file.count
        let written = samples.withUnsafeBytes { source in
            file.withUnsafeMutableBytes {
                png_image_write_to_memory(&image, $0.baseAddress, &size, 0, source.baseAddress, 0, nil)
            }
        }
        guard written != 0 else { throw Failure(description: Self.message(of: image)) }
        data = file.prefix(size)
    }

    /// The 8-bit samples of a PNG file whose size is known.
    ///
    /// - Returns: one byte a sample, `[row, column, channel]`.
    /// - Throws: ``Failure`` where it is no PNG, or one of another size.
    static func samples(of file: Data, width: Int, height: Int, channels: Int) throws -> Data {
        guard hasPictureAlone(file) else {
            throw Failure(description: "the file has other things in it than a picture")
        }
        var image = png_image()
        image.version = UInt32(PNG_IMAGE_VERSION)
        defer { png_image_free(&image) }
        return try file.withUnsafeBytes { source in
            guard png_image_begin_read_from_memory(&image, source.baseAddress, source.count) != 0 else {
                throw Failure(description: message(of: image))
            }
            guard image.width == width, image.height == height else {
                throw Failure(
                    description:
                        "the image has \(image.width) × \(image.height) pixels, not \(width) × \(height)")
            }
            image.format = channels == 1 ? 0 : UInt32(PNG_FORMAT_FLAG_COLOR)
            var samples = Data(count: width * height * channels)
            let isRead = samples.withUnsafeMutableBytes {
                png_image_finish_read(&image, nil, $0.baseAddress, 0, nil) != 0
            }
            guard isRead else { throw Failure(description: message(of: image)) }
            return samples
        }
    }

    /// The chunks that a picture of ours is made of.
    private static let chunks: Set = ["IHDR", "PLTE", "tRNS", "gAMA", "cHRM", "sRGB", "IDAT", "IEND"]

    /// Whether a file has none of the texts and profiles, of which libpng would unpack each to megabytes.
    private static func hasPictureAlone(_ file: Data) -> Bool {
        var place = file.startIndex + 8
        while file.endIndex - place >= 12 {
            let length = file[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
            let name = String(decoding: file[place + 4..<place + 8], as: UTF8.self)
            guard chunks.contains(name), length <= file.endIndex - place - 12 else { return false }
            place += 12 + length
        }
        return true
    }

    /// The file as an address that needs no request.
    package var address: String { "data:image/png;base64," + data.base64EncodedString() }

    private static func message(of image: png_image) -> String {
        let text = withUnsafeBytes(of: image.message) {
            String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
        }
        return text.isEmpty ? "libpng gives no reason" : text
    }
}
